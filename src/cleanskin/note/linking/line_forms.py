"""Forms without a name: "Procedure: Excision. Site: back. Size: 2 cm." is one statement, on one line or field by field.

A run of fields that names an act ("Procedure:", "Treatment:", "Method:") tells of one piece of work.  A name that
stands a second time begins the next form.  Over several lines a form begins with its act and goes on with fields of a
lesion.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleanskin.note.linking.pieces import Told
from cleanskin.note.mention import Sentence
from cleanskin.note.sought import Sought

_FIELD: Final = re.compile(
    r"[ \t]*(?:\(?(?:\d{1,2}|[A-Za-z])[.)][ \t]+|[-*>][ \t]+)?"
    r"(?=[A-Za-z#][A-Za-z /()#-]{1,30}:)"
    r"(?!(?:aftercare|after care|wound care|instructions?|follow|return|risks?|consent|plan\b|rtc|next|assessment"
    r"|history|exam|hpi|prior|previous|pmh|alternatives?|options?|addendum|education|path\b|pathology|results?"
    r"|note\b|billing|differential|ddx|impression|subjective|objective|vitals|allerg|meds?\b|medications?\b)"
    r"|[^:\n]*\b(?:discussed|reviewed|given|explained|advised|instructed|provided|obtained|today|was|were)\b)"
    r"(?P<name>[A-Za-z#][A-Za-z /()#-]{1,30}):(?=\s*\S)",
    re.IGNORECASE,
)
"""The name of a field where a sentence begins."""

_NEXT: Final = re.compile(r"(?:[.;]\s+|\n[ \t]*)[A-Za-z#][A-Za-z /()#-]{1,30}:")
"""The name of a field behind the end of another; the cheap sign of a form."""

_LABEL_ALONE: Final = Sought(r"\s*(?:anatomic )?(?:sites?|locations?|areas?|lesions?)\s*:\s*", re.IGNORECASE)
"""The name of a field over a list: the list's items are of the act told before."""

_OF_ACT: Final = re.compile(
    r"procedures?\b|treatments?\b|tx\b|method|technique|operation|surgery|service|act\b|drug\b|injection", re.IGNORECASE
)
"""The name of a field that tells what was done."""

_OF_LESION: Final = re.compile(
    r"(?:anatomic(?:al)? )?(?:sites?|locations?)|lesions?(?: (?:type|size|diameter|count))?|dx|diagnos[ie]s"
    r"|(?:clinical )?size|margins?|excised diameter|repair|closure|number(?: (?:of|treated)[a-z ]*)?|count|quantity"
    r"|depth|digits?|agent|area|method|technique|indications?|symptoms",
    re.IGNORECASE,
)
"""The names of fields that tell of the lesion of a form."""

FIELDS_MIN: Final = 2
"""Fewest fields that make a form."""


def with_line_forms(told: Sequence[Told], text: str) -> list[Told]:
    """Return the sentences with the fields of each form on one line as one."""
    if _NEXT.search(text) is None:
        return list(told)
    found: list[Told] = []
    names: dict[str, None] = {}
    at = 0
    for sentence, pieces in told:
        if _LABEL_ALONE.fullmatch(text, sentence.start, sentence.end) is not None:
            continue
        name = _name(sentence, text)
        may_be = bool(names) and name != "" and name not in names and found[-1][0].item == sentence.item
        is_of_form = may_be and (
            _goes_on_below(names, name, text[at : sentence.start])
            if "\n" in text[at : sentence.start]
            else _names_act(names) or _OF_ACT.match(name) is not None
        )
        if is_of_form:
            first, held = found[-1]
            found[-1] = (first._replace(end=sentence.end), [*held, *pieces])
            names[name] = None
        else:
            found.append((sentence, list(pieces)))
            names = {name: None} if name else {}
        at = sentence.start
    return found


def is_line_form(sentence: Sentence, text: str) -> bool:
    """True for fields of one line put together."""
    if text.count(":", sentence.start, sentence.end) < FIELDS_MIN:
        return False
    told = _FIELD.match(text, sentence.start, sentence.end)
    return told is not None and _NEXT.search(text, told.end(), sentence.end) is not None


def _goes_on_below(names: Iterable[str], name: str, between: str) -> bool:
    """True when a line below goes on with a form that began with its act and tells of one lesion, field by field."""
    return (
        _OF_ACT.match(next(iter(names))) is not None
        and _OF_LESION.fullmatch(name) is not None
        and "\n\n" not in between
    )


def _name(sentence: Sentence, text: str) -> str:
    if text.find(":", sentence.start, sentence.end) < 0:
        return ""
    told = _FIELD.match(text, sentence.start, sentence.end)
    return told["name"].strip().lower() if told else ""


def _names_act(names: Iterable[str]) -> bool:
    return any(_OF_ACT.match(one) for one in names)
