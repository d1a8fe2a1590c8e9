"""What a code is worth beside the others of the visit: relative values of one fee schedule for all of them (MOD-8).

That of the day when it prices every code; else an earlier one of the built-in tables that prices more of them, because
values of two years do not compare.  A code without any value is worth least.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, cast

from cleanskin.charge.case import Case

EARLIER: Final = (date(2026, 1, 1), date(2025, 10, 1))
"""Days of the fee schedules that the built-in tables hold, the newest first."""

NO_VALUE: Final = Decimal(-1)


def worths(codes: Iterable[str], case: Case) -> Mapping[str, Decimal]:
    """Return the total relative value of each code, in the office."""
    asked = sorted(set(codes))
    of_day = {code: _known(case.day.total_rvu(code)) for code in asked}
    priced = [code for code in asked if of_day[code] >= 0]
    if len(priced) == len(asked):
        return of_day
    for earlier in EARLIER:
        found = {code: _total(cast(Hashable, case.day.reference), code, earlier) for code in asked}
        if sum(value >= 0 for value in found.values()) > len(priced):
            return {code: value if value >= 0 else of_day[code] for code, value in found.items()}
    return of_day


def _known(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else NO_VALUE


@lru_cache(maxsize=4096)
def _total(reference: Any, code: str, on: date) -> Decimal:
    answer = reference.fee(code, on)
    row = answer.value if answer is not None else None
    if row is None or row.work_rvu is None or row.nonfacility_pe_rvu is None or row.mp_rvu is None:
        return NO_VALUE
    total: Decimal = row.work_rvu + row.nonfacility_pe_rvu + row.mp_rvu
    return total
