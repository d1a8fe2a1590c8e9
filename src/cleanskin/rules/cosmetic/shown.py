"""What a documented lesion, or the encounter around it, shows for the judgment of necessity."""

from typing import Final

from cleanskin.record.encounter import Encounter, Lesion
from cleanskin.rules.cosmetic.judgment import Shown

SYMPTOM_FREE: Final = "SYMPTOM-FREE"
"""The trigger id of "asymptomatic"."""

DISEASE: Final = frozenset({"malignant", "in_situ", "premalignant", "uncertain"})
"""Behavior of tissue that makes its removal medical without a test of symptoms."""

_FACE: Final = frozenset({"face", "forehead", "cheek", "chin", "nose", "temple", "eyelid", "lip", "jaw", "glabella"})
_MANY: Final = 10
"""Actinic keratoses from which some payers cover a peel of the field (category grid)."""


def shown_by(lesion: Lesion, encounter: Encounter) -> Shown:
    """Return what the fields of a lesion show, with the needs that the encounter answers."""
    tissue = lesion.pathology
    return Shown(
        triggers=tuple([one for one in lesion.triggers if one.startswith("MN-")]),
        negated=tuple([one for one in lesion.negated_triggers if one.startswith("MN-")]),
        needs=answered(encounter, lesion).union(lesion.features),
        cosmetic_signals=lesion.cosmetic_signals
        or (("intent of the procedure",) if lesion.intent == "cosmetic" else ()),
        signal_ids=lesion.cosmetic_signals,
        weak=tuple([one for one in lesion.triggers if one.startswith("WK-")]),
        is_disease=tissue is not None and tissue.behavior in DISEASE,
        is_asymptomatic=SYMPTOM_FREE in lesion.triggers and not lesion.past_triggers,
    )


def answered(encounter: Encounter, lesion: Lesion | None) -> frozenset[str]:
    """Return the needs that the encounter answers by its own fields."""
    found = set()
    if encounter.age_years is not None and encounter.age_years < 18:
        found.add("child")
    if lesion is not None and lesion.site in _FACE:
        found.add("face")
    for problem in encounter.problems:
        if problem.is_history:
            found.add("skin_cancer_history")
    keratoses = 0
    for one in encounter.lesions:
        if one.pathology is not None and one.pathology.behavior in DISEASE:
            found.add("pathology")
        if one.condition == "actinic_keratosis":
            keratoses += one.count or 0
    if keratoses >= _MANY:
        found.add("many_ak")
    return frozenset(found)
