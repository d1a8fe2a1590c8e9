"""Which kind of destruction a destroyed lesion is: it decides which codes count it, and how (DES-1 to DES-7).

A place with codes of its own (penis, vulva, vagina, anus, lid margin, mouth) wins over the benign codes for whatever is
benign there; precancers and cancers go by what they are.
"""

from collections.abc import Iterable
from typing import Final, Literal

from cleanskin.charge.acts import SAMPLED, done_to
from cleanskin.charge.case import Act, Case
from cleanskin.charge.conditions import condition
from cleanskin.charge.lesion.behavior import (
    CANCEROUS,
    DISPUTED_VASCULAR,
    TAGS,
    VASCULAR_PROLIFERATIVE,
    behavior,
    clinical_behavior,
)
from cleanskin.charge.lesion.places import zone_name, zone_of
from cleanskin.record.encounter import Lesion

Kind = Literal["", "premalignant", "benign", "site", "vascular", "malignant", "granulation", "acne", "held"]
""""held": sampled and destroyed before anybody knew what it was; "": the record does not say what was destroyed."""

_STILL_LESIONS: Final = frozenset({"age_spots", "freckles"})
"""Destroyed one by one although the table of conditions counts them no lesions."""

_NO_LESIONS: Final = frozenset({"spider_veins", "varicose_veins"})

_ANOGENITAL: Final = frozenset({"penis", "vulva", "vagina", "anus"})


def kind_of(act: Act, case: Case) -> Kind:
    """Return the kind of destruction of a lesion; "" when the record does not say what was destroyed."""
    lesion = act.lesion
    name = lesion.condition
    if name == "granulation_tissue" or (name == "ingrown_nail" and _is_of_silver(lesion)):
        return "granulation"
    if name in ("acne", "acne_pustules", "comedones"):
        return "acne"
    held = behavior(lesion, case.day)
    if held == "pending" and not _is_sampled(lesion):
        held = clinical_behavior(lesion, case.day)
    if held == "pending":
        held = clinical_behavior(lesion, case.day) or "pending"
    if held in CANCEROUS:
        return "malignant"
    if held == "premalignant":
        # the precancer codes are for skin
        return "site" if zone_name(lesion, case.day) == "mouth" else "premalignant"
    by_area = lesion.treated_area_sq_cm is not None and (name in DISPUTED_VASCULAR or (not name and not _is_lit(case)))
    if by_area or name in VASCULAR_PROLIFERATIVE:
        return "vascular"
    if held in ("benign", "uncertain") or name in _STILL_LESIONS:
        return "site" if site_codes(lesion, case) else "benign"
    if name == "condyloma" or site_codes(lesion, case):
        return "site" if site_codes(lesion, case) else "benign"
    if _is_sampled(lesion):
        return "held"
    return ""


def _is_of_silver(lesion: Lesion) -> bool:
    """True for what silver nitrate was put on: beside a nail that is its granulation tissue."""
    words = " ".join([one.words for one in lesion.evidence if one.field == "technique"]).casefold()
    return "silver nitrate" in words or "agno3" in words


def _is_lit(case: Case) -> bool:
    """True when the areas of the record may be those of an excimer laser."""
    return any(one.kind == "excimer" for one in case.encounter.services)


def is_no_lesion(lesion: Lesion) -> bool:
    """True for what light, laser and chemicals treat without destroying a lesion."""
    if lesion.condition in _NO_LESIONS:
        return True
    row = condition(lesion.condition)
    told = row is not None and row.kind in ("eruption", "other") and not row.behavior
    return told and lesion.condition not in _STILL_LESIONS and not lesion.condition.startswith("acne")


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
    """Return acts sitting by sitting, without a total that stands beside its parts."""
    parts: dict[int, list[Act]] = {}
    for act in acts:
        parts.setdefault(act.lesion.session, []).append(act)
    return [_without_total(parts[key]) for key in sorted(parts)]


def _without_total(acts: list[Act]) -> list[Act]:
    """Leave out a number without a site that is the sum of those with sites ("6: scalp 4, ear 2")."""
    at_sites = sum(act.how_many for act in acts if act.lesion.site)
    totals = [act for act in acts if not act.lesion.site and act.lesion.count is not None]
    if len(totals) == 1 and totals[0].how_many == at_sites and at_sites > 1:
        return [act for act in acts if act is not totals[0]]
    return acts


def _is_sampled(lesion: Lesion) -> bool:
    return bool(done_to(lesion) & SAMPLED) or bool(lesion.specimen)
