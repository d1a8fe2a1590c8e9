"""Calendar quarters as publishers name their releases.

Not an importer: importers of quarterly files read release names through it.
"""

import re
from datetime import date
from typing import NamedTuple

from cleanskin.kernel.period import Period

_NAMED = re.compile(r"(?<![0-9])(20[0-9]{2})[-_ ]?Q([1-4])(?![0-9])", re.IGNORECASE)
_MONTH_NAMED = re.compile(
    r"(JAN|APR|JUL|OCT)[A-Z]*[-_ ]?(20[0-9]{2})(?![0-9])|(20[0-9]{2})[-_ ]?(JAN|APR|JUL|OCT)", re.I
)
_NUMBER_OF_MONTH = {"JAN": 1, "APR": 2, "JUL": 3, "OCT": 4}


class Quarter(NamedTuple):
    """A calendar quarter; `number` from 1."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """The quarter as releases are named: "2026Q3"."""
        return f"{self.year}Q{self.number}"

    @property
    def period(self) -> Period:
        """Its days."""
        start = date(self.year, 3 * self.number - 2, 1)
        end = date(self.year + 1, 1, 1) if self.number == 4 else date(self.year, 3 * self.number + 1, 1)
        return Period(start, end)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that holds a day."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_in(text: str) -> Quarter | None:
    """Find a quarter in a file name: "2026Q3", "2026-q3", "july-2026", "2026_OCT"; None when there is none."""
    named = _NAMED.search(text)
    if named:
        return Quarter(int(named[1]), int(named[2]))
    month = _MONTH_NAMED.search(text)
    if month is None:
        return None
    return Quarter(int(month[2] or month[3]), _NUMBER_OF_MONTH[(month[1] or month[4]).upper()])
