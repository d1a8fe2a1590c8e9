"""Which lines of a visit make a wound, and whether a closure is that of a removed lesion or of an injury.

A removed lesion leaves one wound, and one wound has one closure.  Injuries and wounds that came apart are wounds of
their own, so closures with such a diagnosis are left alone.
"""

from typing import Final

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

REPAIRS: Final = ("repair_simple", "repair_intermediate", "repair_complex")
"""Families of closures by class."""

EXCISIONS: Final = ("excision_benign", "excision_malignant")
"""Families of skin excisions."""

SHALLOW: Final = (
    "biopsy", "shave", "skin_tag_removal", "destruction_benign", "destruction_malignant", "destruction_premalignant",
)  # fmt: skip
"""Families of removals that are no excision: they include whatever closes them."""

MOHS_FIRST: Final = ("17311", "17313")
"""The first stages of Mohs surgery: one for each tumor."""

_LESIONS: Final = frozenset(
    ("malignant", "in_situ", "premalignant", "uncertain", "unspecified_neoplasm", "benign", "keratosis", "scar")
)
_OTHER_WOUNDS: Final = ("S", "T", "O", "L76", "L97", "L98", "I83", "E1", "W", "Z48")


def is_for_lesion(line: Line, day: Day) -> bool:
    """True when the line names a lesion and no injury, ulcer or complication."""
    if any(code.startswith(_OTHER_WOUNDS) for code in line.diagnoses):
        return False
    return any(day.diagnosis_group(code) in _LESIONS for code in line.diagnoses)


def shares_diagnosis(one: Line, other: Line) -> bool:
    """True when two lines of one clinician point to a common diagnosis."""
    return one.rendering_npi == other.rendering_npi and any(code in other.diagnoses for code in one.diagnoses)


def has_mohs(visit: Visit) -> bool:
    """True when Mohs surgery was done that day, on this claim or another one at hand."""
    return visit.has_code(*MOHS_FIRST) or bool(visit.same_day_elsewhere(MOHS_FIRST))


def excised(visit: Visit) -> int:
    """Count the tumors cut out: excisions and first stages of Mohs surgery."""
    lines = [*visit.in_family(*EXCISIONS, "excision_soft_tissue"), *visit.with_code(*MOHS_FIRST)]
    return int(sum(line.units for line in lines if not line.is_add_on))
