"""Skin substitutes laid on wounds: 15271 to 15278 by place and by the wound's whole area (FLG-9).

Wounds of one group of places are added.  Up to 100 sq cm in all: the first 25, each further 25; from 100 sq cm: the
first 100, each further 100.  The product is billed by the square centimeter under its own code, which the record's
name of the product decides: read where the code table has the product and the record its amount, else asked for.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted, Family
from cleanskin.charge.given import facts_of
from cleanskin.charge.lesion.behavior import WOUNDS
from cleanskin.charge.lesion.places import group_of, zone_name
from cleanskin.charge.served import sentence, served
from cleanskin.record.coding import Query
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="skin_substitutes", covers=("skin_substitute",))

_CODES: Final = {
    "graft_area/trunk_limb": (("15271", "15272"), ("15273", "15274")),
    "graft_area/face_to_foot": (("15275", "15276"), ("15277", "15278")),
}
_SMALL_STEP: Final = Decimal(25)
_LARGE_STEP: Final = Decimal(100)


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the wounds of each group of places together."""
    groups: dict[str, list[Lesion]] = {}
    for lesion in [*_covered(case), *_services(case)]:
        group = group_of(lesion, "graft_area", case.day)
        area = _area(lesion)
        if group is None or area is None:
            yield _ask(lesion)
        else:
            groups.setdefault(group.group, []).append(lesion)
    for name, lesions in groups.items():
        yield from _group(case, name, lesions)
        if any(drug.unit == "sq cm" and facts_of(drug, case.on) is not None for drug in case.encounter.drugs):
            continue
        yield Query(
            topic="product",
            question="Which product was laid on, how many sq cm, how many thrown away?",
            why="The product has a code of its own by the square centimeter; waste is told with JW, none with JZ.",
            sentence_to_add="___ (lot ___): ___ sq cm applied, ___ sq cm discarded.",
            lesions=tuple(lesion.id for lesion in lesions),
            rules=("FLG-9", "MOD-10"),
        )


def _covered(case: Case) -> list[Lesion]:
    return [lesion for lesion in case.encounter.lesions if lesion.graft_kind == "skin_substitute"]


def _services(case: Case) -> list[Lesion]:
    """Return applications that the record tells as a service, unless a lesion tells it."""
    if _covered(case):
        return []
    return [
        Lesion(
            id=row.id,
            site=row.service.site or _only_wound(case).site,
            side=row.service.side or _only_wound(case).side,
            graft_area_sq_cm=row.service.area_sq_cm,
            evidence=row.service.evidence,
        )
        for row in served(case, "skin_substitute")
    ]


def _only_wound(case: Case) -> Lesion:
    """Return the wound that the record tells of, when it tells of one: what was laid on has its place."""
    found = [one for one in case.encounter.lesions if one.condition in WOUNDS and one.site]
    return found[0] if len({(one.site, one.side) for one in found}) == 1 else Lesion()


def _area(lesion: Lesion) -> Decimal | None:
    return lesion.defect_area_sq_cm or lesion.graft_area_sq_cm


def _group(case: Case, name: str, lesions: list[Lesion]) -> Iterator[Drafted]:
    area = sum((_area(lesion) or Decimal(0) for lesion in lesions), Decimal(0))
    is_large = area >= _LARGE_STEP
    first, further = _CODES[name][is_large]
    step = _LARGE_STEP if is_large else _SMALL_STEP
    yield _draft(case, first, 1, lesions, f"{area.normalize():f} sq cm of wounds covered")
    if area > step:
        steps = int(((area - step) / step).to_integral_value(ROUND_CEILING))
        yield _draft(case, further, steps, lesions, f"each further {step} sq cm or part")


def _draft(case: Case, code: str, units: int, lesions: list[Lesion], why: str) -> Draft:
    first = lesions[0]
    return Draft(
        code=code,
        units=units,
        lesions=tuple(lesion.id for lesion in lesions),
        zone=zone_name(first, case.day),
        side=first.side,
        evidence=tuple([one for lesion in lesions for one in lesion.evidence]),
        why=sentence(why),
        rules=("FLG-9",),
    )


def _ask(lesion: Lesion) -> Query:
    return Query(
        topic="area",
        question="Where was the wound that the skin substitute covered, and how many sq cm?",
        why="The place and the area of the wound decide the code.",
        codes=("15271", "15275"),
        sentence_to_add="Wound of ___, ___ x ___ cm, covered with ___ sq cm.",
        lesions=(lesion.id,),
        evidence=lesion.evidence,
        rules=("FLG-9",),
    )
