"""Another payer should have been asked first."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    span = case.span
    if span is None or case.claim.coverage.payer_responsibility != "P":
        return ()
    others = case.book.others(case.payer.key, case.member_id, case.day)
    if any(other.rank < span.rank for other in others):
        return (Strike(),)
    return ()


EDIT = Edit(
    name="other_payer_first",
    cause="cob",
    order=16,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare", "supplement"),
    overturned="never",
    source="coordination of benefits: the payer knows of the first payer from its own files",
    find=_find,
)
