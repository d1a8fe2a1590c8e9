"""Telehealth codes and places that the payer does not take."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_REMOTE = frozenset(("95", "93"))


def _find(case: Case) -> Iterable[Strike]:
    found = []
    for line in case.lines:
        if case.payer.kind in ("medicare", "medicare_advantage") and "98000" <= line.code <= "98015":
            found.append(Strike(lines=(line.index,), says="unknown_code"))
            continue
        remote = line.place in ("02", "10") and line.code[:2] == "99" and _REMOTE.isdisjoint(line.modifiers)
        if remote and case.payer.kind == "commercial":
            found.append(Strike(lines=(line.index,), says="modifier_missing", cause="modifier"))
    return found


EDIT = Edit(
    name="telehealth",
    cause="coding_edit",
    order=88,
    trust="derived",
    source="coding rules EM-10; modifier 95 by payer policy, assumed",
    find=_find,
)
