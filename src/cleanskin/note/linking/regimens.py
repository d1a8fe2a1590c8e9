"""How a drug shall be taken from now on, told apart from a drug that is given in the visit."""

import re
from typing import Final

from cleanskin.note.mention import Sentence

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
