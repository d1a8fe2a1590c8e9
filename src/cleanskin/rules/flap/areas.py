"""Flaps as documented: the area of defect and flap together, and the code it belongs to."""

from decimal import Decimal
from typing import Final, NamedTuple

from cleanskin.record.encounter import Lesion
from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.repair.sizes import Sized, billed, code_for, group_of, rank
from cleanskin.rules.rule import codes
from cleanskin.rules.visit import Line, Visit

LOCAL: Final = tuple(sorted(codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301-14302").codes))
"""Codes of local flaps (adjacent tissue transfer)."""


class Compared(NamedTuple):
    """The flap lines, and how they rank against the record: above 0 too high, below too low."""

    lines: tuple[Line, ...]
    difference: int
    told: tuple[str, ...]
    missing: tuple[tuple[str, int], ...]


def area_sq_cm(lesion: Lesion) -> Decimal | None:
    """Return the defect and the flap's own defect together; None when one of them is not measured."""
    if lesion.defect_area_sq_cm is None or lesion.flap_area_sq_cm is None:
        return None
    return lesion.defect_area_sq_cm + lesion.flap_area_sq_cm


def owed(lesion: Lesion, day: Day) -> Sized | None:
    """Return the code of a documented local flap; None when its site or area is not told."""
    area, group = area_sq_cm(lesion), group_of(lesion.site, "flap", day)
    return code_for(area, group, LOCAL, day) if area is not None and group else None


def compared(visit: Visit, day: Day) -> Compared | None:
    """Compare the only flap of the claim with the only flap of the record."""
    flaps = closed(visit, "flap")
    lines = visit.with_code(*LOCAL)
    if len(flaps) != 1 or flaps[0].count not in (None, 1) or flaps[0].flap_kind in ("axial_island", "interpolated"):
        return None
    asked, due = billed(lines), owed(flaps[0], day)
    if asked is None or due is None:
        return None
    above, below = rank(asked, day), rank(due, day)
    told = (f"defect and flap together {area_sq_cm(flaps[0])} sq cm: {due}", f"billed: {asked}")
    return Compared(tuple(lines), (above > below) - (above < below), told, due.units)
