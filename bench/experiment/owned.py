"""The coder's own faults, written on a bill as the slips that staff would have made: so that rework can find them.

Without this the simulated staff, who look for slips, would never set right what the coder got wrong, and the arm with
the coder would look worse than it is.
"""

from collections.abc import Sequence

import msgspec

from bench.experiment.likeness import BilledLine, RightLine, group_of, lines_of, right_ways
from cleanskin.sim.nouns.bill import Bill, StaffError
from cleanskin.sim.nouns.visit import TrueVisit

_FORGOTTEN = {
    "25": "missing_25", "24": "missing_24", "57": "missing_57", "58": "missing_79_or_58", "78": "missing_79_or_58",
    "79": "missing_79_or_58", "JW": "missed_jw_jz", "JZ": "missed_jw_jz", "GA": "missing_abn_modifier",
    "RT": "wrong_laterality", "LT": "wrong_laterality", "50": "wrong_laterality",
}  # fmt: skip
_DISTINCT = frozenset({"59", "XS", "XE", "XP", "XU"})


def owned(bill: Bill, perfect: Sequence[Bill], visit: TrueVisit) -> Bill:
    """Return the bill with a slip for each line that is not as it should be, and the true service behind each line."""
    indexes = [index for one in perfect for index in one.services]
    free = list(enumerate(right_ways(perfect, visit)))
    errors = list(bill.errors)
    services: list[int | None] = []
    billed = lines_of(bill.claim)
    matches = _matched(billed, free)
    for line, at, number in zip(billed, matches, bill.claim.lines):
        way = None if at is None else dict(free)[at]
        services.append(None if at is None else indexes[at])
        kind = _kind(line, way)
        if kind:
            errors.append(StaffError(kind, number.number, line.code, "" if way is None else way.code))
    return msgspec.structs.replace(bill, errors=tuple(errors), services=tuple(services))


def _matched(lines: Sequence[BilledLine], ways: Sequence[tuple[int, RightLine]]) -> list[int | None]:
    """Return for each line the place of the true line it stands for: the same in all, in code, or in kind of work."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for is_like in (
        lambda line, way: way.allows(line),
        lambda line, way: way.code == line.code,
        lambda line, way: group_of(way.code) == group_of(line.code),
    ):
        for at, line in enumerate(lines):
            if at in found:
                continue
            place = next((place for place, way in ways if place not in taken and is_like(line, way)), None)
            if place is not None:
                found[at] = place
                taken.add(place)
    return [found.get(at) for at in range(len(lines))]


def _kind(line: BilledLine, way: RightLine | None) -> str:
    """Return the kind of slip that a line is, "" when it is right."""
    if way is None:
        return "overcount_lesions"
    if way.allows(line):
        return ""
    if line.code != way.code:
        if group_of(line.code) != "visit":
            return "wrong_tier"
        if way.code[:4] != line.code[:4]:
            return "new_instead_of_established"
        return "em_level_high" if line.code > way.code else "em_level_low"
    if line.units != way.units:
        return "overcount_lesions" if line.units > way.units else "undercount_lesions"
    if line.modifiers not in way.modifiers:
        return _modifier_kind(line, way)
    return "wrong_diagnosis_pointer"


def _modifier_kind(line: BilledLine, way: RightLine) -> str:
    """Return the kind of slip that a line's modifiers are."""
    lacking = way.modifiers[0] - line.modifiers
    for modifier in sorted(lacking):
        if modifier in _FORGOTTEN:
            return _FORGOTTEN[modifier]
    if lacking & _DISTINCT:
        return "missing_distinct"
    return "needless_25" if "25" in line.modifiers - way.modifiers[0] else "needless_59"
