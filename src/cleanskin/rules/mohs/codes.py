"""The codes of Mohs surgery by their part: first stages, further stages, blocks; and what the claim points them to."""

from typing import Final

from cleanskin.rules.diagnosis_fit import is_cancer
from cleanskin.rules.visit import Line, Visit

FIRST: Final = ("17311", "17313")
FURTHER: Final = ("17312", "17314")
BLOCKS: Final = "17315"
FURTHER_OF: Final = {"17311": "17312", "17313": "17314"}
"""The code of each further stage, by that of the first."""

PERMANENT: Final = ("88302", "88304", "88305", "88307", "88309")
"""Examinations of tissue in paraffin."""

FROZEN: Final = ("88331", "88332")
"""Examinations of frozen tissue during surgery."""


SPECIMENS: Final = (
    "biopsy", "shave", "excision_benign", "excision_malignant", "excision_soft_tissue", "excision_site_specific",
    "eyelid_surgery",
)  # fmt: skip
"""Families of codes that yield tissue for a pathologist."""


def first_stages(visit: Visit) -> list[Line]:
    """Return the lines with a first stage."""
    return visit.with_code(*FIRST)


def diagnoses_of(lines: list[Line]) -> frozenset[str]:
    """Return the cancers that lines point to, all diagnoses where there is no cancer."""
    every = frozenset(code for line in lines for code in line.diagnoses)
    return frozenset(code for code in every if is_cancer(code)) or every
