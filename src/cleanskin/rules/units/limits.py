"""The units of a visit's codes against the most units of a day (MUE).

Adjudication indicator 1 looks at each line by itself; 2 and 3 add up the day's lines of one code and one clinician.
Professional and technical parts (26, TC) are counted apart; not at all lines that ask for their refusal (GY), and goods
delivered to a home, which have the limits of suppliers.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cleanskin.record.procedure import UnitLimit, UnitsAdjudication
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Line, Visit

_ONE = Decimal(1)
_GOODS = frozenset("ABEKLV")
"""First letters of HCPCS codes of goods: supplies, nutrition, equipment, orthotics, glasses."""
_HOME = "12"


class Counted(NamedTuple):
    """Lines that are counted together, and the units they make."""

    limit: UnitLimit
    lines: tuple[Line, ...]
    units: Decimal


def exceeds(limit: UnitLimit, units_by_line: Sequence[Decimal]) -> bool:
    """True when lines of one code, clinician and day are refused for their units."""
    if limit.adjudication == 1:
        return any(units > limit.units for units in units_by_line)
    return sum(units_by_line) > limit.units


def over(visit: Visit, adjudication: UnitsAdjudication) -> Iterator[Counted]:
    """Find the lines over a limit of that indicator; limits of zero are another matter."""
    found = visit.once(_over)
    return (counted for counted in found if counted.limit.adjudication == adjudication) if found else iter(())


def is_over(visit: Visit) -> bool:
    """True when lines are over a limit.  For `whenever`."""
    return bool(visit.once(_over))


def is_flat(line: Line, limit: UnitLimit | None) -> bool:
    """True for a code that stands for the whole service of the day, whatever the number of lesions."""
    if line.facts is None or line.facts.unit_rule != "flat":
        return False
    return limit is None or limit.units == 1


def told(counted: Counted, day: Day) -> tuple[str, ...]:
    """Return the evidence: units billed, the limit, its indicator, and where it stands."""
    limit = counted.limit
    release = day.release_of("unit_limit", limit.code)
    return (
        f"{limit.code}: {counted.units} units, at most {limit.units} a day, adjudication indicator"
        f" {limit.adjudication} ({release})",
    )


def _over(visit: Visit) -> tuple[Counted, ...]:
    found: list[Counted] = []
    for code in visit.codes:
        lines = visit.with_code(code)
        if len(lines) == 1 and lines[0].units <= _ONE:
            continue
        limit = visit.day.unit_limit(code)
        if limit is None or limit.units == 0:
            continue
        if len(lines) == 1:
            line = lines[0]
            if line.units > limit.units and _counts(line):
                found.append(Counted(limit, (line,), line.units))
            continue
        for together in _by_clinician_and_part(lines):
            if not exceeds(limit, [line.units for line in together]):
                continue
            if limit.adjudication == 1:
                found += [Counted(limit, (line,), line.units) for line in together if line.units > limit.units]
            else:
                found.append(Counted(limit, together, sum((line.units for line in together), Decimal(0))))
    return tuple(found)


def _by_clinician_and_part(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if _counts(line):
            part = "26" if line.has("26") else "TC" if line.has("TC") else ""
            groups.setdefault((line.rendering_npi, part), []).append(line)
    return [tuple(group) for group in groups.values()]


def _counts(line: Line) -> bool:
    delivered = line.place_of_service == _HOME and line.code[:1] in _GOODS
    return not delivered and not line.has("GY")
