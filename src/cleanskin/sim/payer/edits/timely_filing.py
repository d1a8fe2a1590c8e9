"""Claims that come after the payer's filing limit."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    limit = case.payer.corrected_limit_days if case.replaces else case.payer.filing_limit_days
    if (case.received - case.day).days > limit:
        return (Strike(),)
    return ()


EDIT = Edit(
    name="timely_filing", cause="timely_filing", order=10, overturned="receipt", find=_find, trust="published",
    source="42 CFR 424.44 for Medicare [check]; other payers' limits are contract terms, assumed",
)  # fmt: skip
