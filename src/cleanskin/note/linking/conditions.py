"""Conditions as linking needs them: which are single lesions, and which two names can mean one finding."""

from collections.abc import Mapping
from typing import Final

from cleanskin.note.mention import Mention

_CYSTS: Final = frozenset(
    {"epidermoid_cyst", "pilar_cyst", "sebaceous_cyst", "inflamed_cyst", "ruptured_cyst", "dermoid_cyst"}
)

_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "skin_cancer": frozenset(
        {
            "basal_cell_carcinoma",
            "squamous_cell_carcinoma",
            "scc_in_situ",
            "melanoma",
            "melanoma_in_situ",
            "merkel_cell_carcinoma",
            "nonmelanoma_skin_cancer",
            "dfsp",
            "lentigo_maligna",
        }
    ),
    "cyst": frozenset({"epidermoid_cyst", "pilar_cyst", "sebaceous_cyst", "inflamed_cyst", "ruptured_cyst", "milia"}),
    "inflamed_cyst": frozenset({"epidermoid_cyst", "pilar_cyst", "sebaceous_cyst"}),
    "ruptured_cyst": frozenset({"epidermoid_cyst", "pilar_cyst", "sebaceous_cyst"}),
    "nevus": frozenset(
        {"dysplastic_nevus", "congenital_nevus", "compound_nevus", "intradermal_nevus", "blue_nevus", "irritated_nevus"}
    ),
    "seborrheic_keratosis": frozenset({"inflamed_seborrheic_keratosis"}),
    "wart": frozenset({"plantar_wart", "flat_wart", "condyloma", "periungual_wart", "common_wart", "filiform_wart"}),
    "scar": frozenset(
        {"keloid", "hypertrophic_scar", "basal_cell_carcinoma", "squamous_cell_carcinoma", "scc_in_situ", "melanoma"}
        | {"melanoma_in_situ", "dysplastic_nevus", "nevus", "skin_cancer", "merkel_cell_carcinoma", "dfsp"}
    ),
    "hemangioma": frozenset({"cherry_angioma"}),
    "angioma": frozenset({"cherry_angioma"}),
    "vascular_lesion": frozenset({"hemangioma", "cherry_angioma", "port_wine_stain", "telangiectasia"}),
    "suspicious_lesion": frozenset(
        {"basal_cell_carcinoma", "squamous_cell_carcinoma", "scc_in_situ", "melanoma", "melanoma_in_situ", "nevus"}
        | {"dysplastic_nevus", "skin_cancer", "lentigo", "lentigo_maligna", "blue_nevus", "congenital_nevus"}
    ),
    "lump": _CYSTS
    | {"cyst", "abscess", "lipoma", "angiolipoma", "soft_tissue_tumor", "neurofibroma", "schwannoma", "fibroma"},
    "soft_tissue_tumor": _CYSTS
    | {"cyst", "lipoma", "angiolipoma", "neurofibroma", "schwannoma", "fibroma", "leiomyoma"},
    "lipoma": frozenset({"angiolipoma"}),
    "callus": frozenset({"corns"}),
    "keratoacanthoma": frozenset({"squamous_cell_carcinoma"}),
    "furuncle": frozenset({"abscess"}),
    "neoplasm": frozenset({"skin_cancer", "basal_cell_carcinoma", "squamous_cell_carcinoma", "melanoma", "nevus"}),
}
"""What a general name may turn out to be."""

VASCULAR: Final = _KINDS["vascular_lesion"] | {"vascular_lesion", "lymphangioma", "salmon_patch", "venous_malformation"}
"""Growths and stains of vessels, which are treated by the area."""

GENERAL: Final = frozenset(
    {
        "neoplasm",
        "neoplasm_unspecified",
        "neoplasm_of_uncertain_behavior",
        "benign_lesion",
        "skin_cancer",
        "nail_dystrophy",
    }
)
"""Names that leave open what it is: any exact name beside them is the same finding."""


def is_lesion(mention: Mention) -> bool:
    """True for a condition that is single lesions and no eruption."""
    return not {"eruption", "other"} & set(mention.attributes)


INJURIES: Final = frozenset(
    {"laceration", "wound", "burn", "hematoma", "skin_tear", "dehiscence", "abrasion", "bite", "torn_earlobe"}
)
"""Conditions that are wounds: sewing them removes nothing."""


def one_condition(one: str, other: str) -> bool:
    """True when two names of conditions can mean one finding."""
    if one == other or one in GENERAL or other in GENERAL:
        return True
    return other in _KINDS.get(one, frozenset()) or one in _KINDS.get(other, frozenset())


def narrower(one: str, other: str) -> str:
    """Return the more exact of two names; the first when neither is."""
    if not one or not other:
        return one or other
    return other if one in GENERAL or other in _KINDS.get(one, frozenset()) else one
