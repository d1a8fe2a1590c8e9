"""The same service of the same day was received before, on another claim or on this one."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_REPEATS = frozenset(("76", "77", "91", "59", "XS", "XE", "XP", "XU", "50"))


def _find(case: Case) -> Iterable[Strike]:
    found = []
    seen_here: set[tuple[object, ...]] = set()
    earlier = case.memory.lines
    key = case.payer.key
    for line in case.lines:
        own = (line.code, frozenset(line.modifiers), line.day)
        if own in seen_here and not _REPEATS & frozenset(line.modifiers):
            found.append(line.index)
            continue
        seen_here.add(own)
        for old in earlier:
            if old.code == line.code and old.day == line.day and old.payer == key and old.claim != case.replaces:
                same = old.modifiers == line.modifiers and old.units == line.units
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
