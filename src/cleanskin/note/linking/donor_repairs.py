"""The donor site of a graft that was closed by more than sewing: a complex repair of its own (BUN-5, FLG-6).

Direct closure of the donor site is part of a graft.  A complex repair with its criterion and its length on record, told
of the donor site, is a second wound of the note.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.evidence import in_order, quote
from cleanskin.note.mention import MarkedText, Mention, Sentence
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import Lesion

_DONOR: Final = Sought(r"\b(?:donor|harvest(?:ed)? site)\b", re.IGNORECASE)
_FROM: Final = re.compile(
    r"\b(?:from|donor(?: site)?:?|harvest site:?)\s+"
    r"(?:(?:the|his|her|left|right|upper|lower|inner)\s+){0,3}(?:\w+\s+)?$",
    re.IGNORECASE,
)
_BEFORE: Final = 48
_FULL: Final = ("full_thickness", "composite")


def with_donor_repairs(marked: MarkedText, lesions: Sequence[Lesion]) -> tuple[Lesion, ...]:
    """Return the lesions with the donor site, where a complex repair of it is told whole."""
    grafted = [one for one in lesions if one.closure == "graft" and one.graft_kind in _FULL]
    if len(grafted) != 1 or not _DONOR.may_be_in(marked.text):
        return tuple(lesions)
    for number, sentence in enumerate(marked.sentences):
        if not _DONOR.search(marked.text, sentence.start, sentence.end):
            continue
        inside = [one for one in marked.mentions if one.sentence == number and one.scope == "asserted"]
        closure = next((one for one in inside if one.kind == "closure" and one.value == "complex"), None)
        reason = next((one for one in inside if one.kind == "feature" and one.value == "extensive_undermining"), None)
        length = _length(inside, closure)
        site = _site(marked, sentence, grafted[0])
        if closure is None or reason is None or length is None or site is None:
            continue
        return (*lesions, _wound(grafted[0], closure, reason, length, site, len(lesions) + 1))
    return tuple(lesions)


def _length(inside: Sequence[Mention], closure: Mention | None) -> Mention | None:
    """Return the length told nearest to the closure; two sides are an area and no length."""
    if closure is None:
        return None
    told = [one for one in inside if one.kind == "length" and one.amount is not None and one.second is None]
    return min(told, key=lambda one: abs(one.start - closure.start)) if told else None


def _site(marked: MarkedText, sentence: Sentence, grafted: Lesion) -> Mention | None:
    """Return the donor's place: told in its own sentence, else what the graft was taken from."""
    sites = [one for one in marked.mentions if one.kind == "site" and one.value != grafted.site]
    own = [one for one in sites if sentence.start <= one.start < sentence.end]
    text = marked.text
    taken = [one for one in sites if _FROM.search(text[max(0, one.start - _BEFORE) : one.start])]
    found = own or taken
    return found[-1] if found else None


def _wound(grafted: Lesion, closure: Mention, reason: Mention, length: Mention, site: Mention, number: int) -> Lesion:
    return Lesion(
        id=f"L{number}",
        site=site.value,
        side=site.side if site.side in ("left", "right") else "",  # type: ignore[arg-type]  # one of the declared sides
        closure="complex",
        closure_length_cm=length.amount,
        complex_criteria=("extensive_undermining",),
        features=("extensive_undermining", "donor_site"),
        diagnosis=grafted.diagnosis,
        session=grafted.session,
        evidence=in_order(
            (
                quote("closure", closure),
                quote("features", reason),
                quote("closure_length_cm", length),
                quote("site", site),
            )
        ),
    )
