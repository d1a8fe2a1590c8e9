"""Nail care once in sixty days."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_CODES = frozenset(("11719", "11720", "11721", "11055", "11056", "11057"))


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.code not in _CODES or line.day is None:
            continue
        if any(old.code in _CODES and old.paid and 0 < (line.day - old.day).days < 61 for old in case.memory.lines):
            found.append(line.index)
    return (Strike(lines=tuple(found), says="frequency"),) if found else ()


EDIT = Edit(
    name="nail_frequency",
    cause="frequency_mue",
    order=67,
    payers=("medicare", "medicare_advantage"),
    trust="derived",
    source="local coverage of routine foot care: once in 60 days (coding rules LIM-2) [check]",
    find=_find,
)
