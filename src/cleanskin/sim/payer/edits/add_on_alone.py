"""An add-on code without the code it adds to."""

from collections.abc import Iterable

from cleanskin.sim.payer.case import Case, Edit, Strike
from cleanskin.sim.payer.registry import primaries


def _find(case: Case) -> Iterable[Strike]:
    table = primaries()
    found = []
    for line in case.lines:
        beside = table.get(line.code)
        if beside is not None and case.codes.isdisjoint(beside):
            paid_before = any(old.code in beside and old.paid for old in case.same_day)
            if not paid_before:
                found.append(line.index)
    return (Strike(lines=tuple(found)),) if found else ()


EDIT = Edit(
    name="add_on_alone",
    cause="coding_edit",
    order=64,
    payers=("medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare"),
    trust="published",
    overturned="never",
    source="CMS, add-on code edits 2024 Q3",
    find=_find,
)
