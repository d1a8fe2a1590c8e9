"""Margins that several figures tell together: by their directions, and taken wider in the same sitting.

"Margins 3 mm medial/lateral, 2 mm sup & inf": the narrowest counts (EXC-1).  "0.4 cm margin; the frozen was hot, so
another 0.3 cm ring came off": what one sitting takes is one excision, by its final diameter (EXC-8).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, start_of
from cleanskin.note.sought import Sought

_DIRECTION: Final = (
    r"(?:med(?:ial(?:ly)?)?|lat(?:eral(?:ly)?)?|sup(?:erior(?:ly)?)?|inf(?:erior(?:ly)?)?|ant(?:erior(?:ly)?)?"
    r"|post(?:erior(?:ly)?)?|prox(?:imal(?:ly)?)?|dist(?:al(?:ly)?)?|above|below|right|left|cephalad|caudad"
    r"|(?:long|short|vertical|horizontal) axis|\d{1,2} o'?clock)"
)
_TOWARDS: Final = re.compile(
    rf"\s*(?:margins?\s+)?(?:(?:on|at|to|in|along|of)\s+(?:the\s+)?)?{_DIRECTION}\b", re.IGNORECASE
)
_RING: Final = Sought(
    r"\b(?:another|additional|further|extra|second)\s+(?:\w+\s+){0,2}?(?P<far>\d*\.?\d+)\s?-?(?:cm|mm)\b"
    r"(?=[^.;\n]{0,60}?\b(?:ring|rim|margins?|strip|cuff|border|all (?:the way )?(?:a)?round|(?:the )?whole way"
    r"|circumferential\w*|each side|all sides|every side)\b)"
    r"(?![^.;\n]{0,40}?\b(?:o'?clock|(?:one|that|involved|positive|deep) (?:side|edge|margin))\b)"
    r"|\b(?:another|additional|further|extra|second)\s+(?:ring|rim|cuff|strip|margin)\s+(?:of\s+)?"
    r"(?P<ring>\d*\.?\d+)\s?-?(?:cm|mm)\b",
    re.IGNORECASE,
)
_NOT_DONE: Final = re.compile(
    r"\b(?:if|may|might|will|would|should|could|plan\w*|recommend\w*|need\w*|consider\w*|no|not|without)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
_MORE_CM_MAX: Final = Decimal(3)


def with_whole_margins(marked: MarkedText) -> MarkedText:
    """Return the note with one margin, as it counts, where several figures tell of it."""
    margins = [one for one in marked.mentions if one.kind == "length" and one.value == "margin" and one.amount]
    if not margins or any(one.kind == "technique" and one.value == "mohs" for one in marked.mentions):
        return marked
    lengths = [one for one in marked.mentions if one.kind == "length"]
    changed = dict(_narrowest(marked, margins, lengths))
    changed |= dict(_widened(marked, margins, lengths))
    if not changed:
        return marked
    kept = (changed.get(one, one) if one.kind == "length" else one for one in marked.mentions)
    return marked._replace(mentions=[one for one in kept if one is not None])


def _narrowest(
    marked: MarkedText, margins: Sequence[Mention], lengths: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield the first margin of each run that is told by directions with the least of it, and the others as nothing."""
    used: set[Mention] = set()
    for first in margins:
        if first in used or not _TOWARDS.match(marked.text, first.end):
            continue
        run = [first]
        for one in lengths[bisect_left(lengths, first.end, key=start_of) :]:
            if one.sentence != first.sentence or one.amount is None or not _TOWARDS.match(marked.text, one.end):
                break
            run.append(one)
        used.update(run)
        least = min(one.amount for one in run if one.amount is not None)
        if len(run) > 1:
            yield first, first._replace(amount=least)
            yield from ((one, None) for one in run[1:])


def _widened(
    marked: MarkedText, margins: Sequence[Mention], lengths: Sequence[Mention]
) -> Iterator[tuple[Mention, Mention | None]]:
    """Yield the margin with what was taken beyond it, and the further ring as nothing."""
    for found in _RING.finditer(marked.text):
        at = found.start("far") if found["far"] else found.start("ring")
        ring = next((one for one in lengths if one.start == at and one.amount), None)
        if ring is None or ring.amount is None or ring.amount > _MORE_CM_MAX:
            continue
        if _NOT_DONE.search(marked.text, max(0, found.start() - 48), found.start()):
            continue
        others = [one for one in margins if one is not ring]
        before = [one for one in others if one.start < ring.start]
        first = before[-1] if before else next(iter(others), None)
        if first is None or first.amount is None:
            continue
        yield first, first._replace(amount=first.amount + ring.amount)
        yield ring, None


_ADDED_TO: Final = re.compile(r"\d\s?cm\s*(?:\+|plus)\s*$", re.IGNORECASE)
_NOTHING_BEHIND: Final = re.compile(r"\s*(?:[,.;)/]|each\b|all\b|circ\w*|marg\w*|$)", re.IGNORECASE)


def is_added_margin(mention: Mention, text: str) -> bool:
    """True for millimeters added to a lesion's centimeters, with nothing behind them: "forehead 0.6 cm +3mm"."""
    if mention.value or mention.kind != "length" or not mention.words.lower().endswith("mm"):
        return False
    is_added = _ADDED_TO.search(text, max(0, mention.start - 12), mention.start) is not None
    return is_added and _NOTHING_BEHIND.match(text, mention.end) is not None
