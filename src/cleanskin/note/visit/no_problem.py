"""Names and words that tell of no problem of the visit: the mark of a biopsy, a risk, another specialty's disease."""

import re
from typing import Final

from cleanskin.note.mention import Mention

_OF_SAMPLE: Final = re.compile(
    r"\b(?:lesion|residual|biopsy|bx|shave|punch|surgical|prior)\W{0,2}(?:site\W{1,2})?\Z", re.I
)
"""What before "scar" says that it is where a growth was sampled: no problem of its own."""

_SAMPLE_LENGTH: Final = 24
"""Most characters of such words."""


_RISK: Final = re.compile(r"\brisks?\W+(?:(?:of|for|incl\w*|are|is|and)\W+)*(?:\w+,? ){0,2}\Z", re.I)
"""What before a name says that it was told as what may come of an act."""


def is_no_problem(text: str, one: Mention) -> bool:
    """Say whether the name of a condition is the mark of a biopsy, or a risk that was told."""
    start = max(0, one.start - _SAMPLE_LENGTH)
    return (one.value == "scar" and _OF_SAMPLE.search(text, start, one.start) is not None) or (
        _RISK.search(text, start, one.start) is not None
    )


_OF_OTHER_DISEASE: Final = re.compile(
    r"\b(?:DM ?[12]?|T2DM|diabetes|diabetic|HTN|hypertension|BP|asthma|thyroid|COPD|sugars?|glucose|cholesterol|CHF"
    r"|afib|depression|mood|seizures|gout|reflux|GERD|pain)\W+(?:(?:is|are|was|diet|well|under|on \w+)\W+){0,2}\Z",
    re.I,
)
"""What before a status says that it is of a disease that is none of the skin: "DM diet controlled"."""


def is_of_other_disease(text: str, status: Mention) -> bool:
    """Say whether a status is of a disease that is none of the skin."""
    return _OF_OTHER_DISEASE.search(text, max(0, status.start - _SAMPLE_LENGTH), status.start) is not None
