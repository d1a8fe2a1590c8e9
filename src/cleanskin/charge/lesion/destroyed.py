"""Which kind of destruction a destroyed lesion is: it decides which codes count it, and how (DES-1 to DES-7).

A place with codes of its own (penis, vulva, vagina, anus, lid margin, mouth) wins over the benign codes for whatever is
benign there; precancers and cancers go by what they are.
"""

from collections.abc import Iterable
from typing import Final, Literal

from cleanskin.charge.acts import SAMPLING, done_to
from cleanskin.charge.case import Act, Case
from cleanskin.charge.lesion.behavior import (
    CANCEROUS,
    TAGS,
    VASCULAR_PROLIFERATIVE,
    behavior,
    clinical_behavior,
)
from cleanskin.charge.lesion.places import zone_of
from cleanskin.record.encounter import Lesion

Kind = Literal["", "premalignant", "benign", "site", "vascular", "malignant", "granulation", "acne", "held"]
""""held": sampled and destroyed before anybody knew what it was; "": the record does not say what was destroyed."""

_GRANULATION: Final = frozenset({"granulation_tissue", "granulation", "umbilical_granuloma", "hypergranulation"})
_NO_LESION: Final = frozenset(
    {"psoriasis", "atopic_dermatitis", "rosacea", "melasma", "hirsutism", "tattoo", "vitiligo", "alopecia_areata",
     "onychomycosis", "rhinophyma", "photoaging", "wrinkle", "hyperhidrosis"}
)  # fmt: skip
"""What is treated with light, laser or chemicals and is no lesion to destroy: services of other families."""

_ANOGENITAL: Final = frozenset({"penis", "vulva", "vagina", "anus"})


def kind_of(act: Act, case: Case) -> Kind:
    """Return the kind of destruction of a lesion; "" when the record does not say what was destroyed."""
    lesion = act.lesion
    condition = lesion.condition
    if condition in _GRANULATION:
        return "granulation"
    if condition.startswith("acne"):
        return "acne"
    held = behavior(lesion, case.day)
    if held == "pending" and not _is_sampled(lesion):
        held = clinical_behavior(lesion, case.day)
    if held == "pending":
        held = clinical_behavior(lesion, case.day) or "pending"
    if held in CANCEROUS:
        return "malignant"
    if held == "premalignant":
        return "premalignant"
    if condition in VASCULAR_PROLIFERATIVE or (not condition and lesion.treated_area_sq_cm is not None):
        return "vascular"
    if held in ("benign", "uncertain"):
        return "site" if site_codes(lesion, case) else "benign"
    if condition == "condyloma" or site_codes(lesion, case):
        return "site" if site_codes(lesion, case) else "benign"
    if _is_sampled(lesion):
        return "held"
    return ""


def is_no_lesion(lesion: Lesion) -> bool:
    """True for what light, laser and chemicals treat without destroying a lesion."""
    return lesion.condition in _NO_LESION


def site_codes(lesion: Lesion, case: Case) -> tuple[str, ...]:
    """Return the destruction codes of a lesion's place, () when the skin codes stand."""
    zone = zone_of(lesion, case.day)
    if zone is None or not zone.destruction_codes or lesion.condition in TAGS:
        return ()
    if zone.zone.startswith("eyelid") and "lid_margin" not in lesion.features:
        return ()
    return zone.destruction_codes


def is_anogenital(lesion: Lesion, case: Case) -> bool:
    """True for a lesion of a place whose destruction codes go by method or extent."""
    zone = zone_of(lesion, case.day)
    return zone is not None and zone.zone in _ANOGENITAL


def by_session(acts: Iterable[Act]) -> list[list[Act]]:
    """Return acts sitting by sitting."""
    parts: dict[int, list[Act]] = {}
    for act in acts:
        parts.setdefault(act.lesion.session, []).append(act)
    return [parts[key] for key in sorted(parts)]


def _is_sampled(lesion: Lesion) -> bool:
    return bool(done_to(lesion) & SAMPLING.keys()) or bool(lesion.specimen)
