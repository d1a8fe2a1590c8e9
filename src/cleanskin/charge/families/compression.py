"""Wraps of a lower leg, once a leg: boots of zinc paste (Unna) 29580, bandages in several layers 29581.

Over a wound that was cleaned or made there today the wrap is its dressing, and part of that work (BUN-3).
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
    """Draft the wraps of the day, each leg's once; a boot under layers is one wrap."""
    boots = served(case, "unna_boot")
    yield from _wraps(case, boots, "29580")
    if not boots:
        yield from _wraps(case, served(case, "layered_wrap"), "29581")


def _wraps(case: Case, rows: list[Served], code: str) -> Iterator[Drafted]:
    if not rows:
        return
    legs: dict[str, list[Served]] = {}
    for row in rows:
        legs.setdefault(row.service.side or _side_of_wound(case), []).append(row)
    worked_on = {act.lesion.side for act in case.acts if zone_name(case, act.lesion.site) in ("", *_zones(case))}
    for side, found in legs.items():
        if worked_on and (side in worked_on or "" in worked_on or side in ("", "bilateral")):
            yield part_of(code, "the dressing of a wound worked on today is part of that work", found, ("BUN-3",))
        else:
            yield line(case, code, found, modifiers=_SIDES.get(side, ()), rules=("BUN-3",))


def _zones(case: Case) -> set[str]:
    return {zone_name(case, one) for one in ("leg", "shin", "calf", "ankle", "foot")}


def _side_of_wound(case: Case) -> str:
    """Return the side of the only ulcer or wound told, "" when there are several or none."""
    sides = {one.side for one in case.encounter.lesions if "ulcer" in one.condition or one.condition == "wound"}
    return sides.pop() if len(sides) == 1 else ""
