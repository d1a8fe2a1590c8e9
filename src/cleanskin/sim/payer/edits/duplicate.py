"""The same service of the same day was received before, on another claim or on this one."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_REPEATS = frozenset(("76", "77", "91", "59", "XS", "XE", "XP", "XU", "50"))


def _find(case: Case) -> Iterable[Strike]:
    if len(case.lines) < 2 and not case.same_day:
        return ()
    found = []
    here: set[tuple[object, ...]] = set()
    for line in case.lines:
        own = (line.code, frozenset(line.modifiers), line.day)
        if own in here and _REPEATS.isdisjoint(line.modifiers):
            found.append(line.index)
            continue
        here.add(own)
        for old in case.same_day:
            same = old.code == line.code and old.modifiers == line.modifiers and old.units == line.units
            if same and (old.paid or old.known_on > case.received):
                found.append(line.index)
                break
    return (Strike(lines=tuple(found), outcome="duplicate"),) if found else ()


EDIT = Edit(
    name="duplicate",
    cause="duplicate",
    order=20,
    trust="derived",
    overturned="never",
    source="claims history of the payer",
    find=_find,
)
