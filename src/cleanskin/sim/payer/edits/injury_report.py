"""Insurers of injuries want the treating doctor's report with the claim."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike

_ASKS_PARTS = 5_000


def _find(case: Case) -> Iterable[Strike]:
    if case.claim.attachments or not case.chance_for("injury_report").happens(_ASKS_PARTS):
        return ()
    return (Strike(says="report_missing", asks=("treating doctor's report",)),)


EDIT = Edit(
    name="injury_report",
    cause="documentation_request",
    order=84,
    payers=("workers_comp", "auto"),
    outside=True,
    why_outside="which reports are asked for follows the adjuster, not a public rule",
    source="assumption",
    find=_find,
)
