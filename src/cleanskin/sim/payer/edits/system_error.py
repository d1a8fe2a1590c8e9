"""A claim-system error: a line refused for no reason on the claim."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    parts = case.payer.error_parts
    if not parts:
        return ()
    chance = case.chance_for("error")
    if not chance.happens(parts):
        return ()
    return (Strike(lines=(chance.below(len(case.lines)),) if case.lines else (), says="system_error"),)


EDIT = Edit(
    name="system_error",
    cause="other",
    order=92,
    outside=True,
    why_outside="an error of the payer; nothing explains it",
    overturned="easily",
    source="assumption",
    find=_find,
)
