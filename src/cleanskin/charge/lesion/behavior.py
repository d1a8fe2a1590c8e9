"""How a lesion behaves, from its pathology, its diagnosis, or what the record calls it; and which kind of growth it is.

What pathology reports comes first.  A lesion only suspected to be something is "pending" until tissue settles it.
"""

from functools import cache
from typing import Final

from cleanskin.charge import conditions
from cleanskin.record.encounter import Behavior, Lesion
from cleanskin.rules.day import Day

CANCEROUS: Final = ("malignant", "in_situ")
"""Behaviors that excisions, destructions and Mohs surgery count as malignant (EXC-7)."""

_BEHAVIOR_OF_GROUP: Final[dict[str, Behavior]] = {
    "malignant": "malignant",
    "in_situ": "in_situ",
    "premalignant": "premalignant",
    "uncertain": "uncertain",
    "unspecified_neoplasm": "pending",
    "benign": "benign",
    "keratosis": "benign",
    "infection": "benign",
    "scar": "benign",
    "vascular": "benign",
    "pigment": "benign",
}

_NAMED: Final[dict[str, Behavior]] = {
    "skin_cancer": "malignant",
    "basal_cell_carcinoma": "malignant",
    "squamous_cell_carcinoma": "malignant",
    "melanoma": "malignant",
    "merkel_cell_carcinoma": "malignant",
    "scc_in_situ": "in_situ",
    "melanoma_in_situ": "in_situ",
    "actinic_keratosis": "premalignant",
}
"""Behavior of the names that rules speak of; every other name is in the table of conditions."""

_KNOWN: Final[dict[str, Behavior]] = {
    "benign": "benign",
    "malignant": "malignant",
    "in_situ": "in_situ",
    "premalignant": "premalignant",
    "uncertain": "uncertain",
}

TAGS: Final = frozenset({"skin_tag"})
VASCULAR_PROLIFERATIVE: Final = frozenset(
    {"port_wine_stain", "hemangioma", "vascular_lesion", "lymphangioma", "salmon_patch"}
)
"""Vascular growths and stains destroyed under 17106 to 17108 (DES-4)."""

DISPUTED_VASCULAR: Final = frozenset(
    {"cherry_angioma", "angioma", "spider_angioma", "telangiectasia", "pyogenic_granuloma", "venous_lake",
     "angiokeratoma"}
)  # fmt: skip
"""Small vessels and angiomas: which codes fit them is disputed.  Treated by area they count as vascular growths, one by
one as benign lesions."""

CYSTS: Final = frozenset(
    {"epidermoid_cyst", "pilar_cyst", "proliferating_pilar_cyst", "sebaceous_cyst", "cyst", "inflamed_cyst",
     "acne_cyst", "milia", "steatocystoma", "dermoid_cyst", "vellus_hair_cyst", "hidrocystoma", "digital_mucous_cyst"}
)  # fmt: skip
SOFT_TISSUE: Final = frozenset({"lipoma", "angiolipoma", "soft_tissue_tumor", "schwannoma"})
"""Tumors of the tissue under the skin (EXC-9)."""

SCARS: Final = frozenset({"scar", "hypertrophic_scar", "keloid"})
WOUNDS: Final = frozenset(
    {"laceration", "wound", "torn_earlobe", "dehiscence", "burn", "ulcer", "venous_ulcer", "diabetic_ulcer",
     "pressure_ulcer"}
)  # fmt: skip
"""What is sewn, grafted or prepared, and is no lesion to remove."""


def behavior(lesion: Lesion, day: Day) -> Behavior:
    """Return how a lesion behaves: "pending" when only tissue can tell, "" when the record says nothing of it."""
    reported = lesion.pathology.behavior if lesion.pathology else ""
    if reported == "benign" and "re_excision" in lesion.features and _clinical(lesion, day) in CANCEROUS:
        # the margin of a known cancer stays a cancer's, even when the second specimen is clear (EXC-8)
        return _clinical(lesion, day)
    if reported == "pending" and lesion.certainty == "confirmed" and _clinical(lesion, day):
        # the earlier tissue says what it is; what is awaited are its margins (EXC-8)
        return _clinical(lesion, day)
    if reported:
        return reported
    if lesion.pathology and lesion.pathology.diagnosis:
        # the reader gives the name of a condition, a form filled in by hand a code
        return of_condition(lesion.pathology.diagnosis) or of_diagnosis(lesion.pathology.diagnosis, day)
    if lesion.certainty == "suspected":
        return "pending"
    return _clinical(lesion, day)


def clinical_behavior(lesion: Lesion, day: Day) -> Behavior:
    """Return how the lesion would behave were it what the record calls or suspects it to be."""
    return _clinical(lesion, day)


def _clinical(lesion: Lesion, day: Day) -> Behavior:
    return of_condition(lesion.condition) or (of_diagnosis(lesion.diagnosis, day) if lesion.diagnosis else "")


def of_diagnosis(code: str, day: Day) -> Behavior:
    """Return the behavior that a diagnosis code names, "" when it names none."""
    plain = code.replace(".", "").upper()
    found = _BEHAVIOR_OF_GROUP.get(day.diagnosis_group(plain), "")
    if found or not plain:
        return found
    return "malignant" if plain[0] == "C" else "in_situ" if plain.startswith("D0") else ""


@cache
def of_condition(condition: str) -> Behavior:
    """Return the behavior of a named condition, "" when no table says."""
    if condition in _NAMED:
        return _NAMED[condition]
    row = conditions.condition(condition)
    return _KNOWN.get(row.behavior, "") if row else ""


def is_cancer(lesion: Lesion, day: Day) -> bool:
    """True when a lesion is known to be malignant or in situ."""
    return behavior(lesion, day) in CANCEROUS
