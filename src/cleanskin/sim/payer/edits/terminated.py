"""The member is not covered on the day of service."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    span = case.span
    if span is None or span.holds(case.day):
        return ()
    if case.day < span.first:
        return (Strike(says="not_begun"),)
    return (Strike(says="terminated"),)


EDIT = Edit(
    name="terminated",
    cause="eligibility_registration",
    order=13,
    overturned="never",
    source="eligibility files of the payer",
    find=_find,
)
