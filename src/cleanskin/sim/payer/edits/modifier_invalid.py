"""Modifiers that do not go with the code."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Line, Strike
from cleanskin.sim.payer.lists import VISITS

_OF_VISITS = frozenset(("24", "25", "57"))
_OF_PROCEDURES = frozenset(("58", "78", "79", "50", "RT", "LT", "51", "JW", "JZ"))
_SEPARATE = frozenset(("XS", "XE", "XP", "XU"))


def _wrong(line: Line, kind: str) -> bool:
    modifiers = frozenset(line.modifiers)
    if line.family in VISITS:
        return not modifiers.isdisjoint(_OF_PROCEDURES) or ("59" in modifiers and kind == "medicare")
    if line.family == "other":
        return False
    if not modifiers.isdisjoint(_OF_VISITS):
        return True
    if "59" in modifiers and not modifiers.isdisjoint(_SEPARATE):
        return True
    return {"RT", "LT"} <= modifiers or ({"GA", "GY"} <= modifiers)


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if line.modifiers and _wrong(line, case.payer.kind):
            found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="modifier_invalid",
    cause="modifier",
    order=74,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    source="Medicare Claims Processing Manual ch. 12; coding rules MOD-2, MOD-4, MOD-7",
    find=_find,
)
