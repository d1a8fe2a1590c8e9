"""How many lesions a piece of a sentence speaks of."""

import re
from typing import NamedTuple

from cleanskin.note.linking.pieces import Piece
from cleanskin.note.mention import Mention

_COUNTED_ELSE = re.compile(
    r"\s*(?:\+|,|and|&)\s*\d{1,2}[\s+,&\dand]*(?:blocks?|sections?|pieces?)\b|"
    r"[\s\-]*(?:more |further |separate |full |freeze[- ]thaw )?"
    r"(?:sq\b|square|stages?|blocks?|sections?|pieces?|sutures?|stitch(?:es)?|layers?|vials?|ampu?les?|units?|sticks?|kerasticks?|"
    r"levulan|tubes?|allergens?|cycles?|pass(?:es)?|freeze|applicators?|fractions?|labs?|tests?|"
    r"unique|visits?|sessions?|times|minutes?|hours?|days?|weeks?|months?|years?|blade|gauge|plus|percent|ml|cc|mg|"
    r"syringes?|treatments?|doses?|refills?|stains?|antibod(?:y|ies)|slides?|photos?|pictures?|"
    r"(?:single-)?antibody|of the same)\b",
    re.IGNORECASE,
)
"""What else than lesions a number may count."""


_AFTER_SIGN = re.compile(r"(?:[\w)]-|\s-|mod(?:ifier)?s?\s*-?|\b(?:tx|treatment|visit|session|rx)\s*)$", re.IGNORECASE)
"""What before a number says that it is a modifier."""


_INTO = re.compile(r"\bto (\d{1,3})$")
"""A volume and the number of lesions it went into, which look like a range: "0.2 cc to 2 cysts"."""

_SILENT = frozenset({"negated", "hypothetical", "boilerplate", "instruction"})


class Count(NamedTuple):
    """How many lesions, by which words; `is_vague` for "several"."""

    number: int | None
    is_vague: bool
    mention: Mention


def counted(piece: Piece) -> Count | None:
    """Return the number of lesions a piece gives, None when it gives none."""
    for one in piece.mentions:
        into = _INTO.search(one.words) if one.kind in ("volume", "dose") and "range" in one.attributes else None
        if into:
            return Count(int(into[1]), False, one)
        if one.kind == "count" and one.scope not in _SILENT and _is_of_lesions(one, piece.text):
            vague = one.value == "vague" or one.amount is None
            return Count(None if one.amount is None else int(one.amount), vague, one)
    return None


def _is_of_lesions(mention: Mention, text: str) -> bool:
    if _AFTER_SIGN.search(text[max(0, mention.start - 10) : mention.start]):
        return False
    return mention.unit in ("", "lesion") and mention.value != "both" and _COUNTED_ELSE.match(text, mention.end) is None
