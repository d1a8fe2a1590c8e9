"""The payment policy indicators of a code: what Medicare's fee schedule says of its modifiers.

The indicators of a code hardly change from year to year.  Where the year's row is not at hand (the built-in tables know
a selection of 2026) the nearest earlier row within two years answers.
"""

from datetime import date

from cleanskin.record.fee import FeeRow
from cleanskin.rules.day import Day

_YEARS_BACK = 2


def policy_of(code: str, day: Day) -> FeeRow | None:
    """Return the fee schedule row of the day, else that of the end of one of the two years before."""
    row = day.fee(code)
    if row is not None:
        return row
    for years in range(1, min(_YEARS_BACK, day.on.year - 1) + 1):
        answer = day.reference.fee(code, date(day.on.year - years, 12, 31))
        if answer is not None:
            return answer.value
    return None


def is_split(row: FeeRow) -> bool:
    """True for a code with a professional and a technical part (26, TC)."""
    return row.pc_tc == "1"
