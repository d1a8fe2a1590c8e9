"""How a drug shall be taken from now on, told apart from a drug that is given in the visit, and by which way."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from cleanskin.note.mention import Mention, Sentence

Route = Literal["", "intralesional", "subcutaneous", "intramuscular", "intravenous", "intradermal", "topical"]

_REGIMEN: Final = re.compile(
    r"\b(?:start\w*|switch\w*|begin\w*|initiat\w+|prescri\w+|enroll\w*|load\w*|then)\b[^.;\n]*"
    r"\b(?:q\s?\d+\s?(?:w|wks?|weeks?|d|days?)|every \w+ (?:weeks?|months?)|weekly|monthly)\b",
    re.IGNORECASE,
)
_HERE: Final = re.compile(
    r"\b(?:given|gave|administered|injected|infused|infusion|lot|ndc|today|tolerated|site|thigh|arm|abdomen|deltoid"
    r"|gluteal|buttock|nurse|vial|office)\b(?! from)",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:to|will|shall|can|would) be (?:given|administered|injected|infused)\b"
    r"|\b(?:reduc|lower|increas|rais|taper|halv)\w*\s+(?:the )?\w+ (?:from \S+(?: \w+)? )?to \d"
    r"|\b(?:when|once|after|until) (?:it|the \w+|drug|PA|auth\w*|approv\w+|insurance) ?(?:arriv|com|is |approv|clear)",
    re.IGNORECASE,
)
"""What says that a drug is given on a later day."""


def is_regimen(text: str, sentence: Sentence) -> bool:
    """True when a sentence tells how a drug shall be taken from now on, and not that it was given here."""
    if _TO_COME.search(text, sentence.start, sentence.end):
        return True
    regimen = _REGIMEN.search(text, sentence.start, sentence.end)
    return regimen is not None and not _HERE.search(text, sentence.start, sentence.end)


_TAKEN: Final = re.compile(
    r"\W{0,3}(?:qd|q\.d|q ?day|daily|bid|b\.i\.d|tid|qhs|qam|qpm|po\b|by mouth|/\s?(?:kg|day)|a day|per day"
    r"|weekly|x\s?\d+ ?d)\b"
    r"|[^.;\n]{0,16}\bmg/kg\b",
    re.IGNORECASE,
)
_TAKEN_BEFORE: Final = re.compile(
    r"\b(?:cum\w*|up to|(?:in|de)creased? to|(?:on|goal|continue|cont)|dose)\s*(?:dose\s*)?(?:of\s*)?[:=]?\s*$",
    re.IGNORECASE,
)


def is_taken(dose: Mention, text: str) -> bool:
    """True for an amount that the patient takes at home, or has taken in all: "40 mg bid", "cumulative 4,800 mg"."""
    return bool(_TAKEN.match(text, dose.end) or _TAKEN_BEFORE.search(text, max(0, dose.start - 24), dose.start))


_GIVEN_NEXT: Final = re.compile(
    r"\s*(?:then\s+)?(?:given|administered|injected|gave|dose given|injection given)\b", re.IGNORECASE
)


def is_given_next(text: str, sentence: Sentence) -> bool:
    """True when the sentence behind that of a drug and its amount begins with the word that it was given."""
    return _GIVEN_NEXT.match(text, sentence.end) is not None


_POURED_NEXT: Final = re.compile(
    r"(?![^.;\n]*(?:\.\d[^.;\n]*)*\b(?:saline|lido\w*|vial|bottle)\b)"
    r"\s*[^.;\n]{0,40}?(?:\b|\.)\d[\d.]*\s*(?:mL|cc)\b",
    re.IGNORECASE,
)


def is_poured_next(text: str, sentence: Sentence) -> bool:
    """True when the sentence behind that of a drug's name and strength begins with the volume that went in."""
    return _POURED_NEXT.match(text, sentence.end) is not None


_ROUTE_WORDS: Final[tuple[tuple[re.Pattern[str], Route], ...]] = (
    (re.compile(r"\b(?:SQ|SC|subq|sub-q|subcut\w*)\b", re.IGNORECASE), "subcutaneous"),
    (re.compile(r"\b(?:IM|intramuscular\w*)\b"), "intramuscular"),
    (re.compile(r"\b(?:IV|intravenous\w*)\b"), "intravenous"),
)


def told_route(mentions: Sequence[Mention], text: str) -> Route:
    """Return the route by its letters in the words around the drug."""
    start, end = min(one.start for one in mentions), max(one.end for one in mentions)
    for words, route in _ROUTE_WORDS:
        if words.search(text, max(0, start - 12), min(len(text), end + 24)):
            return route
    return ""
