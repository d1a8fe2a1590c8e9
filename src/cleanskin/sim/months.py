"""Months of the simulated world's calendar."""

from datetime import date


def month_start(day: date, months: int) -> date:
    """Return the first day of the month so many months after the month of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
