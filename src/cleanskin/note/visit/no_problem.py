"""Names and words that tell of no problem of the visit: the mark of a biopsy, a risk, another specialty's disease."""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

NO_DRUG_FOR: Final = frozenset({"skin_tag", "seborrheic_keratosis", "nevus", "lipoma", "cherry_angioma"})
"""Lesions that are taken off or left: no drug is for them."""

_OF_SAMPLE: Final = re.compile(
    r"\b(?:lesion|residual|biopsy|bx|shave|punch|surgical|prior)\W{0,2}(?:site\W{1,2})?\Z", re.I
)
"""What before "scar" says that it is where a growth was sampled: no problem of its own."""

_SAMPLE_LENGTH: Final = 24
"""Most characters of such words."""


_RISK: Final = Sought(
    r"\bperi-?\W?wound\W+(?:skin\W+)?\Z|\b(?:dental|tooth)\W+\Z"
    r"|\brisks?\W+(?:(?:of|for|incl\w*|are|is|and)\W+)*(?:\w+,? ){0,2}\Z",
    re.I,
)
"""What before a name says that it was told as what may come of an act, or is the rim of a wound, or of the teeth."""


_EXPECTED: Final = re.compile(
    r"\W+(?:(?:(?:and|or)\W+)?(?!on\b|of\b)\w+,? ){0,2}?(?:(?:is|are|was|were|to be|will be|has)\W+)*"
    r"(?:expected|explained|discussed|settles?|settled|possible|likely|reviewed|normal|subsides?|instr\w*|care)\b",
    re.I,
)
"""What behind blisters says that they are what an act may bring."""

_BEHIND: Final = re.compile(
    r"\b(?:after|following|from)\W+(?:(?:his|her|old|bad|severe|teenage|cystic)\W+)*\Z|\((?:old|prior|from|past)\W+\Z",
    re.I,
)
"""What before acne says that the thing named before it came from it."""

_LEFT_BY_ACNE: Final = frozenset({"acne", "varicella", "folliculitis"})
_NOT_JUDGED: Final = Sought(
    r"\W+(?:\(?\w+\)?\W+)?(?:can(?:'t| ?not)|could(?:n't| not)) be (?:judged|assessed|evaluated|seen)\b"
    r"|\W+(?:\(\w+\)\W+)?(?:vaccin\w+|shots?|boosters?|immuni[sz]\w+)\b",
    re.I,
)
"""What behind a disease says that it could not be looked at, or that it is what a vaccine is for."""

QUOTED: Final = Sought(
    r"\b(?:outside|referring|referral|pcp'?s?|their|old)\W+(?:notes?|records?|charts?|letters?|papers?)\W+(?:\w+\W+)?"
    r"(?:says?|said|reads?|states?|stated|calls?|called|lists?|listed|has|had)\b[^.;\n]{0,40}\Z",
    re.I,
)
"""What before a disease or a drug says that another clinician's note is quoted."""

_QUOTED_WITHIN: Final = 80

_IN_BRACKETS: Final = re.compile(r",?\s*(?:in )?(?:19|20)\d\d\s*\)")
"""A year and the end of a bracket behind a name: "known to us (rosacea 2023)"."""


def is_no_problem(text: str, one: Mention) -> bool:
    """Say whether the name of a condition tells of no problem: a mark, a risk, a year, a quotation, a wound's rim."""
    start = max(0, one.start - _SAMPLE_LENGTH)
    if one.value == "blister" and _EXPECTED.match(text, one.end):
        return True
    if _NOT_JUDGED.match(text, one.end) or QUOTED.search(text, max(0, one.start - _QUOTED_WITHIN), one.start):
        return True
    if one.value in _LEFT_BY_ACNE and _BEHIND.search(text, start, one.start):
        return True
    if _IN_BRACKETS.match(text, one.end) and text.rfind("(", start, one.start) > text.rfind(")", start, one.start):
        return True
    return (one.value == "scar" and _OF_SAMPLE.search(text, start, one.start) is not None) or (
        _RISK.search(text, start, one.start) is not None
    )


_OF_OTHER_DISEASE: Final = Sought(
    r"\b(?:DM ?[12]?|T2DM|diabetes|diabetic|HTN|hypertension|BP|asthma|thyroid|COPD|sugars?|glucose|cholesterol|CHF"
    r"|afib|depression|mood|seizures|gout|reflux|GERD|pain)\W+(?:(?:is|are|was|diet|well|under|on \w+)\W+){0,2}\Z",
    re.I,
)
"""What before a status says that it is of a disease that is none of the skin: "DM diet controlled"."""


def is_of_other_disease(text: str, status: Mention) -> bool:
    """Say whether a status is of a disease that is none of the skin."""
    return _OF_OTHER_DISEASE.search(text, max(0, status.start - _SAMPLE_LENGTH), status.start) is not None
