"""How a drug shall be taken from now on, told apart from a drug that is given in the visit."""

import re
from typing import Final

from cleanskin.note.mention import Mention, Sentence

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


def is_regimen(text: str, sentence: Sentence) -> bool:
    """True when a sentence tells how a drug shall be taken from now on, and not that it was given here."""
    regimen = _REGIMEN.search(text, sentence.start, sentence.end)
    return regimen is not None and not _HERE.search(text, sentence.start, sentence.end)


_TAKEN = re.compile(
    r"\W{0,3}(?:qd|q\.d|q ?day|daily|bid|b\.i\.d|tid|qhs|qam|qpm|po\b|by mouth|/\s?(?:kg|day)|a day|per day"
    r"|weekly|x\s?\d+ ?d)\b"
    r"|[^.;\n]{0,16}\bmg/kg\b",
    re.IGNORECASE,
)
_TAKEN_BEFORE = re.compile(
    r"\b(?:cum\w*|up to|(?:in|de)creased? to|(?:on|goal|continue|cont)|dose)\s*(?:dose\s*)?(?:of\s*)?[:=]?\s*$",
    re.IGNORECASE,
)


def is_taken(dose: Mention, text: str) -> bool:
    """True for an amount that the patient takes at home, or has taken in all: "40 mg bid", "cumulative 4,800 mg"."""
    return bool(_TAKEN.match(text, dose.end) or _TAKEN_BEFORE.search(text, max(0, dose.start - 24), dose.start))
