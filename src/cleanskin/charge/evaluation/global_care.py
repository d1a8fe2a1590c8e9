"""Which earlier procedures that the record names still cover the day, and how today's work stands to them.

Days count from the day after the procedure (coding rules GLB-1); only one's own practice's procedures bind.
"""

from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.tables import prior_codes
from cleanskin.record.encounter import PriorProcedure
from cleanskin.rules.day import Day

_LENGTHS: Final = {"010": 10, "090": 90}
_REPAIR_DAYS: Final = 10
"""Days after a layered repair."""

_RELATED: Final = frozenset({"more_extensive", "staged", "complication", "aftercare"})


class Covering(NamedTuple):
    """An earlier procedure whose days cover today: its length, and how many days it is past (None: not stated)."""

    prior: PriorProcedure
    period_days: int
    days_ago: int | None

    @property
    def words(self) -> str:
        """What shows it, in words."""
        what = self.prior.code or self.prior.technique.replace("_", " ")
        when = "day not stated" if self.days_ago is None else f"this is day {self.days_ago}"
        return f"{what} covers {self.period_days} days after it; {when}"


def period_days(prior: PriorProcedure, day: Day) -> int:
    """Return the days after an earlier procedure that its payment covers: as stated, by its code, by its technique."""
    if prior.global_days is not None:
        return prior.global_days
    code = prior.code or prior_codes().get(prior.technique, "")
    return _LENGTHS.get(day.global_days(code) or "", 0) if code else 0


def repaired_unnamed(case: Case) -> list[PriorProcedure]:
    """Return Mohs surgery of one's own of the last days whose stitches come out today, though no repair is named.

    Mohs surgery itself has no days after it and leaves no stitches: a repair followed, which as a rule has ten or more.
    """
    prior = case.encounter.prior
    if not any(one.kind == "suture_removal" for one in case.encounter.services) or {one.technique for one in prior} != {
        "mohs"
    }:
        return []
    ago = [(one, days_ago(one, case)) for one in prior if one.by_same_practice is not False]
    return [one for one, days in ago if days is not None and 0 < days <= _REPAIR_DAYS]


def days_ago(prior: PriorProcedure, case: Case) -> int | None:
    """Return how many days the procedure is past, by its day or as stated; None when the record does not tell."""
    if prior.on is not None:
        return (case.on - prior.on).days
    return prior.days_ago


def covering(case: Case) -> list[Covering]:
    """Return the procedures of one's own practice that cover today.

    One whose day is not stated counts when the record says how today's work belongs to it, or tells of its period.
    """
    found = []
    for prior in case.encounter.prior:
        length = period_days(prior, case.day)
        if not length or prior.by_same_practice is False:
            continue
        ago = days_ago(prior, case)
        told = prior.relation in _RELATED or prior.global_days is not None
        if (ago is None and told) or (ago is not None and 0 < ago <= length):
            found.append(Covering(prior, length, ago))
    found += [Covering(one, _REPAIR_DAYS, days_ago(one, case)) for one in repaired_unnamed(case)]
    return found


def is_outside_complication(case: Case) -> bool:
    """Say whether today's work treats a complication outside an operating room, which Medicare's payment includes."""
    return case.is_medicare and any(
        one.prior.relation == "complication" and one.prior.return_to != "operating_room" for one in covering(case)
    )
