"""Boots of zinc paste (Unna) on a lower leg: 29580, once a leg.

Over a wound that was cleaned or made there today the boot is its dressing, and part of that work (BUN-3).
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, line, part_of, served, zone_name

FAMILY = Family(name="compression", covers=(), of_services=True)

_SIDES: Final = {"left": ("LT",), "right": ("RT",), "bilateral": ("50",)}


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the boots of the day, each leg's once."""
    legs: dict[str, list[Served]] = {}
    for row in served(case, "unna_boot"):
        legs.setdefault(row.service.side or _side_of_wound(case), []).append(row)
    worked_on = {act.lesion.side for act in case.acts if zone_name(case, act.lesion.site) in ("", *_zones(case))}
    for side, found in legs.items():
        if worked_on and (side in worked_on or "" in worked_on or side in ("", "bilateral")):
            yield part_of("29580", "the dressing of a wound worked on today is part of that work", found, ("BUN-3",))
        else:
            yield line(case, "29580", found, modifiers=_SIDES.get(side, ()), rules=("BUN-3",))


def _zones(case: Case) -> set[str]:
    return {zone_name(case, one) for one in ("leg", "shin", "calf", "ankle", "foot")}


def _side_of_wound(case: Case) -> str:
    """Return the side of the only ulcer or wound told, "" when there are several or none."""
    sides = {one.side for one in case.encounter.lesions if "ulcer" in one.condition or one.condition == "wound"}
    return sides.pop() if len(sides) == 1 else ""
