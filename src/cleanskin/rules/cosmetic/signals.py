"""Which diagnoses, triggers and lesions speak for medical or for cosmetic, as the rules of this family read them."""

from collections.abc import Iterable
from typing import Final

from cleanskin.record.encounter import Encounter, Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

NOTICES: Final = ("GA", "GX", "GY", "GZ")
"""Modifiers by which a line says that a refusal is expected."""

USUALLY_COSMETIC: Final = ("L821", "L814", "L812", "L811", "L906", "I781", "D1801")
"""Uninflamed keratosis, lentigo, freckles, melasma, stretch marks, telangiectasia, cherry angioma (category grid)."""

SYMPTOMS: Final = ("R58", "R20", "R52", "L29", "L08", "L02", "L03", "T14", "S", "G89", "H02", "H53")
"""Diagnoses beside a lesion's that say what it does: bleeding, pain, itch, infection, injury, loss of function."""

SUPPORTIVE: Final = frozenset({"MN-FAILED", "MN-RISK"})
"""Triggers that support necessity but do not make it."""

REMOVALS: Final = frozenset(
    {"shave", "excision_benign", "destruction_benign", "destruction_vascular", "skin_tag_removal", "cosmetic", "vein"}
)
"""Families whose necessity depends on the lesion."""

DESTROYING: Final = frozenset({"cryosurgery", "electrodesiccation", "curettage", "laser", "chemical"})
"""Techniques that leave no tissue to examine."""


def is_strong(lesion: Lesion) -> bool:
    """True when a trigger of the lesion makes necessity by itself; weak words and "no symptoms" (WK-..., ...) do not."""
    return any(trigger.startswith("MN-") and trigger not in SUPPORTIVE for trigger in lesion.triggers)


def treated(encounter: Encounter | None) -> list[Lesion]:
    """Return the lesions to which something was done and whose pathology does not make them medical."""
    lesions = encounter.lesions if encounter else ()
    return [lesion for lesion in lesions if lesion.intent != "sample" and not _is_disease(lesion)]


def doubtful_lines(visit: Visit, day: Day, lines: Iterable[Line] | None = None) -> list[Line]:
    """Return removals of benign growths that carry no notice and do not name the cosmetic encounter."""
    return [
        line
        for line in (visit.lines if lines is None else lines)
        if line.family in REMOVALS
        and not line.has(*NOTICES)
        and line.diagnoses
        and "Z411" not in line.diagnoses
        and all(day.diagnosis_group(code) in ("benign", "pigment", "vascular", "scar") for code in line.diagnoses)
    ]


def _is_disease(lesion: Lesion) -> bool:
    behavior = lesion.pathology.behavior if lesion.pathology else ""
    return behavior in ("malignant", "in_situ", "premalignant", "uncertain")
