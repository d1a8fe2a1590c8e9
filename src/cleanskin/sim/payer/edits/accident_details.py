"""Insurers of injuries want cause and day of the accident."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    claim = case.claim
    if not claim.related_causes or claim.event("439") is None:
        return (Strike(),)
    return ()


EDIT = Edit(
    name="accident_details",
    cause="coding_edit",
    order=18,
    payers=("workers_comp", "auto"),
    trust="derived",
    overturned="never",
    source="claims for injuries name cause and date of the accident (837P, situational) [check]",
    find=_find,
)
