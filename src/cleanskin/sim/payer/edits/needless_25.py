"""Modifier 25 on a visit with nothing beside it."""

from collections.abc import Iterable
from datetime import date

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families or len(case.lines) > 1:
        return ()
    line = case.lines[0]
    if "25" not in line.modifiers:
        return ()
    if case.same_day:
        return ()
    return (Strike(lines=(0,), says="modifier_invalid"),)


EDIT = Edit(
    name="needless_25",
    cause="modifier",
    order=74,
    payers=("goldfinch_advantage", "heartwood_care", "open_meadow_exchange", "quill_mutual"),
    source="assumption: a few payers refuse it, most ignore it",
    first=date(2025, 10, 1),
    find=_find,
)
