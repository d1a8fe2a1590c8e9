"""Half-open periods of days: the first day is inside, the end day is not."""

from datetime import date, timedelta

import msgspec


class Period(msgspec.Struct, frozen=True, order=True):
    """Days from `start` (inside) to `end` (outside); `end` None means "until further notice".

    Raises ValueError when `end` is before `start`.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a period may not end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """True when at least one day is inside both periods."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    @property
    def days(self) -> int | None:
        """Length in days, None when open-ended."""
        return None if self.end is None else (self.end - self.start).days


def period_of(first_day: date, last_day: date) -> Period:
    """Build the half-open period of two inclusive days, as files and people write them."""
    return Period(first_day, last_day + timedelta(days=1))


def month_of(day: date) -> Period:
    """Return the calendar month that holds `day`."""
    start = day.replace(day=1)
    return Period(start, (start + timedelta(days=32)).replace(day=1))
