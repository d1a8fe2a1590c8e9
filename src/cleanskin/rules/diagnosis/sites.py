"""The places that diagnosis codes of growths name."""

from typing import Final

from cleanskin.record.dermatology import GroupedDiagnosis
from cleanskin.rules.day import Day

GROWTHS: Final = frozenset({"malignant", "in_situ", "premalignant", "uncertain", "unspecified_neoplasm", "benign"})
"""Groups of diagnoses that name a growth."""

LESIONS: Final = GROWTHS | {"congenital", "pigment", "vascular", "oral"}
"""Groups of diagnoses of single lesions, of which a patient may have several that differ."""

NOT_STATED: Final = frozenset({"", "8", "9"})
"""Fourth characters of growths that name no place."""


def grouped(day: Day, code: str) -> GroupedDiagnosis | None:
    """Return a diagnosis's row of the project's table."""
    found = day.answer("grouped_diagnosis", code)
    return found.value if found else None


def apart(day: Day, one: str, other: str) -> bool:
    """True when both name growths, and nothing says that they are at one place."""
    first, second = grouped(day, one), grouped(day, other)
    if first is None or second is None or first.group not in GROWTHS or second.group not in GROWTHS:
        return False
    same_site = first.site_digit == second.site_digit and first.site_digit not in NOT_STATED
    return not same_site or {first.laterality, second.laterality} == {"right", "left"}


def is_lesion(day: Day, code: str) -> bool:
    """True when a diagnosis names a lesion rather than a disease of the skin at large."""
    return day.diagnosis_group(code) in LESIONS
