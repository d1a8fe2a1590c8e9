"""Which filing window of the table holds for a visit, and its last day.

Contract and state law win over every window; those of named payers are typical values of participating practices.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from cleanskin.record.dermatology import FilingWindow
from cleanskin.rules.day import Day
from cleanskin.rules.visit import Visit

_NAMES: Final = (
    ("FEDERAL EMPLOYEE", "federal_employee_program"),
    ("AETNA", "aetna"),
    ("CIGNA", "cigna"),
    ("UNITEDHEALTHCARE", "unitedhealthcare"),
    ("UNITED HEALTHCARE", "unitedhealthcare"),
    ("HUMANA", "humana"),
    ("ANTHEM", "anthem"),
)
"""Words in a payer's name, and the payer of the table."""


def window_of(visit: Visit, day: Day, event: str) -> FilingWindow | None:
    """Return the shortest window from the day of service for that event, None when the table has none.

    A payer is known by its kind (Medicare, Medicaid, TRICARE) or by its name.  The window of a participating practice
    is taken where the table tells participating from others.
    """
    kind = visit.payer
    line = "part_b" if kind == "medicare" else kind
    name = visit.claim.coverage.payer.name.upper() if kind in ("commercial", "medicare_advantage") else ""
    named = next((payer for word, payer in _NAMES if word in name), "") if name else ""
    found = [
        window
        for window in day.filing_windows(named or kind)
        if window.event == event
        and window.line == line
        and window.counted_from == "service_date"
        and window.network in ("", "participating")
    ]
    return min(found, key=lambda window: last_day(window, visit.on), default=None)


def last_day(window: FilingWindow, on: date) -> date:
    """Return the last day of a window that is counted from a day of service."""
    if window.unit == "days":
        return on + timedelta(days=window.length)
    if window.unit == "year_ends":
        return date(on.year + window.length, 12, 31)
    months = window.length * (12 if window.unit == "years" else 1)
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
