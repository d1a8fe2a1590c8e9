"""Supplies and numbing are part of the service."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike


def _find(case: Case) -> Iterable[Strike]:
    found = tuple([line.index for line in case.lines if line.family in ("supply", "nerve_block")])
    return (Strike(lines=found),) if found else ()


EDIT = Edit(
    name="supply",
    cause="bundling_ncci",
    order=63,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="derived",
    source="NCCI principles: coding rules BUN-3",
    find=_find,
)
