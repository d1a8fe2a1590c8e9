"""Wounds cleaned: by depth and area 97597 or 11042 to 11047, eczema or infected skin 11000, not selective 97602.

The first 20 sq cm are one code, each further 20 or part of it an add-on; areas of one depth are added.  Without an
area the first part stands and the area is asked; without a depth the shallowest.  What is cut out, grafted or
otherwise operated on at the same place includes its cleaning (BUN-3).  Burns 16000 to 16030, by their share of the
body in percent.  Reads acts of kind "debridement" and services "wound_debridement", "eczema_debridement", "npwt",
"burn_treatment".
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.families.nails import is_nail
from cleanskin.charge.families.pdt import is_prepared
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.lesion.places import zone_name as lesion_zone
from cleanskin.charge.served import line, part_of, says, served, zone_name
from cleanskin.record.coding import NotReported, Query
from cleanskin.record.encounter import Evidence, Lesion, Service

FAMILY = Family(name="debridement", covers=("debridement", "burn"))

_STEP: Final = Decimal(20)
_BY_DEPTH: Final = {
    "surface": ("97597", "97598"),
    "fat": ("11042", "11045"),
    "muscle": ("11043", "11046"),
    "bone": ("11044", "11047"),
}
_DEPTHS: Final = (
    ("bone", ("to_bone", "bone", "deep_bone")),
    ("muscle", ("to_muscle", "muscle", "deep_muscle", "to_fascia", "fascia")),
    ("fat", ("to_fat", "fat", "subcutaneous", "subcutis", "subcutaneous_tissue")),
)
_ELSEWHERE: Final = frozenset({"burn", "callus", "corn"})
"""What is cleaned or thinned under other codes."""
_OPERATIONS: Final = frozenset({"excision", "mohs", "closure_only", "shave_removal"})
_PERCENT: Final = Decimal(10)
_BURN_MEDIUM, _BURN_LARGE = 5, 10
"""Percent of the body from which, and above which, a burn is medium and large.  Trust: unverified."""


class _Wound(NamedTuple):
    """One wound cleaned: its depth, area, and the words."""

    ids: tuple[str, ...]
    depth: str
    area: Decimal | None
    zone: str
    side: str
    evidence: tuple[Evidence, ...]
    is_told: bool = True
    is_bare: bool = False


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft wounds by depth, then eczema, suction dressings and burns."""
    told = _wounds(case)
    acts = case.acts if told else ()
    operated = {lesion_zone(act.lesion, case.day) for act in acts if act.kind in _OPERATIONS} - {""}
    groups: dict[str, list[_Wound]] = {}
    for wound in told:
        if not wound.is_told:
            yield from _ask_what(case, wound)
        elif wound.zone in operated:
            yield NotReported(
                code=_BY_DEPTH[wound.depth][0],
                why="Cleaning a wound that is operated on at the same place is part of the operation.",
                rules=("BUN-3",),
                lesions=wound.ids,
                evidence=wound.evidence,
            )
        else:
            groups.setdefault(wound.depth, []).append(wound)
    for depth, wounds in groups.items():
        yield from _by_area(depth, wounds)
    yield from _eczema(case)
    yield from _suction(case)
    yield from _burns(case)


def _wounds(case: Case) -> list[_Wound]:
    """Return the wounds cleaned; an area told with nothing else is that of the only other wound."""
    wounds = list(_wounds_told(case))
    bare = [one for one in wounds if one.is_bare and one.area is not None]
    if len(bare) == 1 and len(wounds) == 2:
        wound = wounds[1 - wounds.index(bare[0])]
        ids, words = (*wound.ids, *bare[0].ids), (*wound.evidence, *bare[0].evidence)
        return [wound._replace(ids=ids, area=bare[0].area, evidence=words)]
    return wounds


def _wounds_told(case: Case) -> Iterator[_Wound]:
    for act in case.acts:
        if act.kind != "debridement":
            continue
        lesion = act.lesion
        if not (lesion.condition in _ELSEWHERE or is_nail(case, lesion) or is_prepared(case, lesion)):
            words = {lesion.depth, *lesion.features}
            area = lesion.defect_area_sq_cm or lesion.treated_area_sq_cm
            is_told = bool(area or lesion.site or lesion.condition or lesion.depth or _depth(words) != "surface")
            zone = lesion_zone(lesion, case.day)
            is_bare = not (lesion.site or lesion.condition or lesion.depth or _depth(words) != "surface")
            yield _Wound((lesion.id,), _depth(words), area, zone, lesion.side, lesion.evidence, is_told, is_bare)
    acted = {act.lesion.id for act in case.acts if act.kind == "debridement"}
    for row in served(case, "wound_debridement"):
        service = row.service
        if acted & set(service.lesions):
            continue  # drafted from the lesion
        there = [one for one in case.encounter.lesions if one.id in service.lesions or _is_there(one, service)]
        words = set(service.details).union(*[(one.depth, *one.features) for one in there])
        areas = [one.defect_area_sq_cm for one in there if one.defect_area_sq_cm]
        yield _Wound(
            (row.id, *service.lesions),
            _depth(words),
            service.area_sq_cm or (areas[0] if areas else None),
            zone_name(case, service.site),
            service.side,
            service.evidence,
        )


def _is_there(lesion: Lesion, service: Service) -> bool:
    """True for a wound without an act of its own at the place of the service."""
    return bool(service.site) and (lesion.site, lesion.side) == (service.site, service.side) and not lesion.technique


def _depth(words: set[str]) -> str:
    return next((depth for depth, known in _DEPTHS if words & set(known)), "surface")


def _ask_what(case: Case, wound: _Wound) -> Iterator[Query]:
    """Ask what was cleaned, unless nails were: the same work told again."""
    if served(case, "nail_debridement") or any(is_nail(case, act.lesion) for act in case.acts):
        return
    yield Query(
        topic="wound",
        question="What was debrided: which wound, where, how deep, how many sq cm?",
        why="Wounds, eczema and nails have codes of their own, by depth, area or number.",
        codes=("97597", "11042", "11000", "11720"),
        sentence_to_add="The ___ at ___ was debrided to ___, ___ sq cm.",
        lesions=wound.ids,
        evidence=wound.evidence,
    )


def _by_area(depth: str, wounds: list[_Wound]) -> Iterator[Drafted]:
    first, further = _BY_DEPTH[depth]
    area = sum((wound.area or Decimal(0) for wound in wounds), Decimal(0))
    ids = tuple(dict.fromkeys(one for wound in wounds for one in wound.ids))
    words = tuple([one for wound in wounds for one in wound.evidence])
    told = f"{area.normalize():f} sq cm" if area else "area not stated"
    yield Draft(
        code=first,
        lesions=ids,
        zone=wounds[0].zone,
        side=wounds[0].side,
        evidence=words,
        why=f"Wound cleaned, deepest layer taken: {depth}; {told}.",
        rules=("BUN-3",),
    )
    steps = int(((area - _STEP) / _STEP).to_integral_value(ROUND_CEILING)) if area > _STEP else 0
    if steps:
        yield Draft(
            code=further,
            units=steps,
            lesions=ids,
            zone=wounds[0].zone,
            side=wounds[0].side,
            evidence=words,
            why=f"Each further 20 sq cm or part of {told}.",
        )
    if any(wound.area is None for wound in wounds):
        yield Query(
            topic="area",
            question="How large was the area of the wound that was cleaned, and which layer was the deepest taken?",
            why="Beyond 20 sq cm add-ons count, and the depth decides the code.",
            codes=(first, further),
            sentence_to_add="___ sq cm debrided down to and including ___.",
            lesions=ids,
            evidence=words,
        )


def _eczema(case: Case) -> Iterator[Drafted]:
    """Draft cleaning of eczematous or infected skin; `count` is the share of the body in percent."""
    found = served(case, "eczema_debridement")
    if found:
        share = Decimal(sum(row.service.count or 0 for row in found))
        yield line(case, "11000", found)
        if share > _PERCENT:
            steps = int(((share - _PERCENT) / _PERCENT).to_integral_value(ROUND_CEILING))
            yield line(case, "11001", found, units=steps)


def _suction(case: Case) -> Iterator[Drafted]:
    """Draft a suction dressing by area and pump."""
    found = served(case, "npwt", "suction_dressing")
    if found:
        area = sum((row.service.area_sq_cm or Decimal(0) for row in found), Decimal(0))
        small, large = (
            ("97607", "97608") if any(says(row.service, "disposable") for row in found) else ("97605", "97606")
        )
        yield line(case, large if area > 50 else small, found)


def _burns(case: Case) -> Iterator[Drafted]:
    """Draft treatment of burns by degree and extent."""
    found = served(case, "burn_treatment")
    if not found:
        return
    if all(says(row.service, "first_degree") for row in found):
        yield line(case, "16000", found)
        return
    sizes = (("large", "16030"), ("medium", "16025"), ("small", "16020"))
    share = sum(row.service.count or 0 for row in found)
    told = "16030" if share > _BURN_LARGE else "16025" if share >= _BURN_MEDIUM else "16020"
    code = next((code for word, code in sizes if any(says(row.service, word) for row in found)), told)
    yield line(case, code, found)
    if len(found) > 1:
        yield part_of("16000", "burns of a session are added and one code given", found, ())
