"""Nobody of that id, name and birth date is a member."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    if case.span is not None:
        return ()
    known = case.book.knows(case.payer.key, case.member_id)
    return (Strike(says="name_mismatch" if known else "not_found"),)


EDIT = Edit(
    name="not_found",
    cause="eligibility_registration",
    order=12,
    overturned="never",
    source="eligibility files of the payer",
    find=_find,
)
