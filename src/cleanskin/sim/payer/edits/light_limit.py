"""More light treatments in a year than the plan covers."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    most = case.plan.light_visits_yearly
    if not most or "light" not in case.families:
        return ()
    year = case.day.year
    used = len({old.day for old in case.memory.lines if old.family == "light" and old.paid and old.day.year == year})
    if used < most:
        return ()
    return (Strike(lines=tuple([line.index for line in case.lines if line.family == "light"])),)


EDIT = Edit(
    name="light_limit",
    cause="frequency_mue",
    order=68,
    source="plan terms",
    find=_find,
)
