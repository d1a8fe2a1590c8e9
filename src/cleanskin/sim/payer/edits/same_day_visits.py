"""Two visits of one day to the same group."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if "visit" not in case.families or not any(old.family == "visit" and old.paid for old in case.same_day):
        return ()
    return (Strike(lines=tuple([line.index for line in case.lines if line.family == "visit"]), says="frequency"),)


EDIT = Edit(
    name="same_day_visits",
    cause="frequency_mue",
    order=87,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid"),
    trust="derived",
    source="Claims Processing Manual ch. 12 s. 30.6.5: one visit a day to a group and specialty",
    find=_find,
)
