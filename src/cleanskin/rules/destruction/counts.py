"""How many lesions the record says were destroyed, and by which malignant-destruction code each belongs."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from cleanskin.record.encounter import Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.rule import codes
from cleanskin.rules.visit import Visit

METHODS: Final = frozenset({"cryosurgery", "electrodesiccation", "curettage", "laser", "chemical"})
"""Techniques that destroy a lesion."""

MALIGNANT_CODES: Final = tuple(
    sorted(codes("17260-17264", "17266", "17270-17274", "17276", "17280-17284", "17286").codes)
)


class Count(NamedTuple):
    """How many lesions at least, and whether the record states the number of each."""

    at_least: int
    is_stated: bool


def diagnosis_of(lesion: Lesion) -> str:
    """Return a lesion's diagnosis, that of its tissue first, upper case without point."""
    known = lesion.pathology.diagnosis if lesion.pathology else ""
    return (known or lesion.diagnosis).replace(".", "").upper()


def is_destroyed(lesion: Lesion) -> bool:
    """True when the record says that the lesion was destroyed, not sampled, and not for looks."""
    if lesion.intent in ("sample", "cosmetic"):
        return False
    return lesion.technique in METHODS or (lesion.intent == "destroy" and not lesion.technique)


def destroyed(visit: Visit, wanted: Callable[[str], bool]) -> list[Lesion] | None:
    """Return the destroyed lesions with a diagnosis that is wanted.

    None when the record is of another day or a destroyed lesion has no diagnosis: then nothing can be counted.
    """
    found = visit.once(_destroyed_with_diagnosis)
    if found is None:
        return None
    return [lesion for lesion, diagnosis in found if wanted(diagnosis)] if found else []


def _destroyed_with_diagnosis(visit: Visit) -> list[tuple[Lesion, str]] | None:
    """Return the destroyed lesions with their diagnoses, of whatever kind; None as `destroyed`.  For `Visit.once`."""
    encounter = visit.documented
    if encounter is None:
        return None
    found = [(lesion, diagnosis_of(lesion)) for lesion in encounter.lesions if is_destroyed(lesion)]
    return found if all(diagnosis for _, diagnosis in found) else None


def count(lesions: Iterable[Lesion]) -> Count:
    """Count lesions; one whose number is not stated counts as one."""
    held = list(lesions)
    return Count(
        sum(1 if lesion.count is None else lesion.count for lesion in held),
        all(lesion.count is not None for lesion in held),
    )


def keratoses(visit: Visit, day: Day) -> list[Lesion] | None:
    """Return the precancerous lesions that were destroyed; None when they cannot be counted."""
    return destroyed(visit, lambda code: day.diagnosis_group(code) == "premalignant")


NOT_17110: Final = frozenset({"skin_tag", "hemangioma"})
"""Benign growths that 17110 and 17111 do not stand for."""


def benign_growths(visit: Visit, day: Day) -> list[Lesion] | None:
    """Return the benign growths (not tags, not vascular) that were destroyed; None when they cannot be counted."""

    def is_wanted(code: str) -> bool:
        return day.diagnosis_group(code) in ("benign", "infection") and day.diagnosis_condition(code) not in NOT_17110

    return destroyed(visit, is_wanted)


def malignant_code(lesion: Lesion, day: Day) -> str:
    """Return the code of destroying a malignant lesion by its site and diameter, "" when the record lacks one."""
    zone = day.site_zone(lesion.site) if lesion.site else None
    group = zone.groups.get("destruction_malignant", "") if zone else ""
    if not group or lesion.diameter_cm is None:
        return ""
    for code in MALIGNANT_CODES:
        facts = day.procedure(code)
        if facts is None or facts.site_group != f"destruction_malignant/{group}":
            continue
        if (facts.size_from or 0) < lesion.diameter_cm and (
            facts.size_to is None or lesion.diameter_cm <= facts.size_to
        ):
            return code
    return ""
