"""An accident or injury at work: another insurer is liable."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    causes = case.claim.related_causes
    if any(cause in ("EM", "AA") for cause in causes):
        return (Strike(),)
    return ()


EDIT = Edit(
    name="liability_elsewhere",
    cause="cob",
    order=17,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    overturned="support",
    source="claims that name employment or an automobile accident belong to another insurer",
    find=_find,
)
