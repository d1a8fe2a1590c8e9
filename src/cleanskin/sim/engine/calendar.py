"""The days of a world: its first and last, and the working days between."""

from datetime import date, timedelta

from cleanskin.sim.months import month_start
from cleanskin.sim.nouns.configuration import Configuration

DAYS_AFTER_END = 21
"""Default as-of day: so many days after the last month of service, with claims still open."""


def end_of(configuration: Configuration) -> date:
    """Return the first day after the last month of service."""
    return month_start(configuration.start, configuration.months)


def as_of(configuration: Configuration) -> date:
    """Return the last day that is written."""
    return configuration.as_of or end_of(configuration) + timedelta(days=DAYS_AFTER_END)


def working_day(day: date) -> date:
    """Return the day itself, or Monday for a day of the weekend: when people send and answer."""
    weekday = day.weekday()
    return day if weekday < 5 else day + timedelta(days=7 - weekday)
