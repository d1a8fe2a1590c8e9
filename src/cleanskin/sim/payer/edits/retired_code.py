"""Codes that were deleted before the day of service."""

from collections.abc import Iterable
from datetime import date

from cleanskin.sim.payer.case import Case, Edit, Strike

_RETIRED = {
    "11100": date(2019, 1, 1), "11101": date(2019, 1, 1), "13150": date(2014, 1, 1), "15000": date(2007, 1, 1),
    "99201": date(2021, 1, 1), "99441": date(2025, 1, 1), "99442": date(2025, 1, 1), "99443": date(2025, 1, 1),
    "G2012": date(2025, 1, 1), "77401": date(2026, 1, 1),
}  # fmt: skip


def _find(case: Case) -> Iterable[Strike]:
    found = tuple([line.index for line in case.lines if line.code in _RETIRED and case.day >= _RETIRED[line.code]])
    return (Strike(lines=found, says="unknown_code"),) if found else ()


EDIT = Edit(
    name="retired_code",
    cause="coding_edit",
    order=50,
    trust="derived",
    overturned="never",
    source="code sets of the year: coding rules CHG-2025, CHG-2026, SC-34",
    find=_find,
)
