"""From a documented length or area to the code that stands for it, by the code table's site groups and size tiers."""

import re
from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line

_STEP = re.compile(r"each further ([0-9]+)")
_TENTH = Decimal("0.1")


class Sized(NamedTuple):
    """A code for a size, with the add-on code for what is beyond it ("" and 0 when nothing is)."""

    code: str
    add_on: str = ""
    add_on_units: int = 0

    @property
    def units(self) -> tuple[tuple[str, int], ...]:
        """The codes with their units."""
        return ((self.code, 1), (self.add_on, self.add_on_units)) if self.add_on else ((self.code, 1),)

    def __str__(self) -> str:
        return f"{self.code} with {self.add_on} x{self.add_on_units}" if self.add_on else self.code


def group_of(site: str, scheme: str, day: Day) -> str:
    """Return the "scheme/group" of a place on the body; "" when the place or its group is not known."""
    zone = day.site_zone(site) if site else None
    group = zone.groups.get(scheme, "") if zone is not None else ""
    return f"{scheme}/{group}" if group else ""


def code_for(size: Decimal, group: str, candidates: Iterable[str], day: Day) -> Sized | None:
    """Return what stands for a size in a site group; None when no candidate does.  Sizes are rounded to a tenth."""
    size = size.quantize(_TENTH, ROUND_HALF_UP)
    groups = (group, f"{group.partition('/')[0]}/any")
    for code in candidates:
        facts = day.procedure(code)
        if facts is None or facts.site_group not in groups:
            continue
        if size <= (facts.size_from or 0) or (facts.size_to is not None and size > facts.size_to):
            continue
        step = _STEP.match(facts.unit_rule)
        if facts.size_from is None or step is None:
            return Sized(code)
        units = ((size - facts.size_from) / int(step[1])).to_integral_value(ROUND_CEILING)
        return Sized(facts.parents[0], code, int(units))
    return None


def rank(sized: Sized, day: Day) -> tuple[Decimal, int]:
    """Return what sizes compare by: the lower bound of the code, then the units of the add-on code."""
    facts = day.procedure(sized.code)
    return ((facts.size_from if facts else None) or Decimal(0), sized.add_on_units)


def billed(lines: Iterable[Line]) -> Sized | None:
    """Return what the lines of one site group bill; None when they hold no code or more than one besides add-ons."""
    lines = list(lines)
    first = [line for line in lines if not line.is_add_on]
    more = [line for line in lines if line.is_add_on]
    if len(first) != 1 or first[0].units != 1:
        return None
    return Sized(first[0].code, more[0].code if more else "", int(sum(line.units for line in more)))
