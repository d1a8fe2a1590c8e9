"""What an excision is: which family of codes it belongs to and how wide it was.

Excised diameter = greatest clinical diameter + twice the narrowest margin (EXC-1).  Without a stated margin the
diameter alone is what the record supports: the code may be higher, never lower, and the margin is asked for.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.charge.lesion.behavior import CANCEROUS, CYSTS, SCARS, SOFT_TISSUE, behavior
from cleanskin.charge.lesion.places import zone_name
from cleanskin.charge.lesion.words import size
from cleanskin.record.encounter import Lesion
from cleanskin.rules.day import Day

SMALL_CM: Final = Decimal("0.5")
"""Up to this excised diameter a benign excision includes every closure (EXC-6)."""

_WITHOUT_MARGIN: Final = CYSTS | SCARS | SOFT_TISSUE
"""What is taken out without a margin: none is asked for."""

_SKIN_DEPTHS: Final = frozenset(("cutaneous", "full_thickness", "dermis", "dermal"))
_UNDER_SKIN: Final = frozenset(("subcutaneous", "to_fascia", "subfascial"))


class Excised(NamedTuple):
    """The excised diameter in cm, whether the margin is not told, and the sum in words."""

    diameter_cm: Decimal
    lacks_margin: bool
    said: str


def excised(lesion: Lesion) -> Excised | None:
    """Return how wide an excision was; None when the record gives no size."""
    if lesion.excised_cm is not None:
        return Excised(lesion.excised_cm, False, f"{size(lesion.excised_cm)} cm with margins")
    if lesion.diameter_cm is None:
        return None
    if lesion.margin_cm is None:
        said = f"{size(lesion.diameter_cm)} cm"
        return Excised(lesion.diameter_cm, lesion.condition not in _WITHOUT_MARGIN, said)
    total = lesion.diameter_cm + 2 * lesion.margin_cm
    return Excised(total, False, f"{size(lesion.diameter_cm)} + 2 x {size(lesion.margin_cm)} = {size(total)} cm")


def excision_family(lesion: Lesion, day: Day) -> str:
    """Return the family of codes of an excision.  Uncertain, premalignant and not yet known go with benign (EXC-7)."""
    condition = lesion.condition
    if condition.startswith("hidradenitis"):
        return "excision_hidradenitis"
    if condition.startswith("pilonidal"):
        return "excision_pilonidal"
    if is_soft_tissue(lesion):
        return "excision_soft_tissue"
    if special_site(lesion, day):
        return "excision_site_specific"
    return "excision_malignant" if behavior(lesion, day) in CANCEROUS else "excision_benign"


def is_soft_tissue(lesion: Lesion) -> bool:
    """True for a tumor of the tissue under the skin: a lipoma unless the record calls it one of the skin (EXC-9)."""
    depths = {*lesion.features, lesion.depth}
    if lesion.condition in CYSTS:
        return False  # a cyst is of the skin even when it dips into fat (EXC-10)
    if lesion.condition in SOFT_TISSUE:
        return bool(depths & _UNDER_SKIN) or not depths & _SKIN_DEPTHS
    return lesion.condition in ("neurofibroma", "lump", "") and bool(depths & {"subcutaneous", "subfascial"})


def special_site(lesion: Lesion, day: Day) -> str:
    """Return the place with excision codes of its own that a lesion lies in, "" when the skin codes stand (EXC-4)."""
    zone, features = zone_name(lesion, day), frozenset(lesion.features)
    if zone in ("mouth", "tongue", "ear_canal"):
        return zone
    if zone.startswith("eyelid") and "lid_margin" in features:
        return "eyelid"
    if lesion.condition == "rhinophyma":
        return "rhinophyma"
    if "vermilionectomy" in features:
        return "vermilion"
    if zone in ("lip", "lip_red", "ear") and _is_wedge(lesion):
        return "ear" if zone == "ear" else "lip"
    if zone in ("penis", "anus") and lesion.condition in ("condyloma", "wart"):
        return zone
    return ""


def _is_wedge(lesion: Lesion) -> bool:
    """True for an excision through the whole thickness of a lip or ear: a wedge."""
    done = (lesion.technique, *lesion.further_techniques)
    return "lip_full_thickness" in lesion.features or ("incisional" in done and "full_thickness" in lesion.features)


def is_small_benign(lesion: Lesion, day: Day) -> bool:
    """True for a benign excision of up to 0.5 cm, which includes every closure (EXC-6)."""
    found = excised(lesion)
    return found is not None and found.diameter_cm <= SMALL_CM and excision_family(lesion, day) == "excision_benign"
