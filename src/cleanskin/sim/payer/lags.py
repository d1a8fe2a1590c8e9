"""When a payer answers: draws from tables of whole days."""

from datetime import date, timedelta
from functools import cache

from cleanskin.sim.chance import Chance
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import rows


@cache
def _days(lag: str) -> tuple[int, ...]:
    table = {row["kind"]: tuple(int(day) for day in row["days"].split()) for row in rows("lags")}
    return table[lag]


def lag_days(lag: str, chance: Chance) -> int:
    """Draw an answer time in days from the row of the table."""
    return chance.pick(_days(lag))


_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
_FLOATING = ((1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4))
"""Month, weekday, which one of the month; -1 the last."""
_SATURDAY = 5


@cache
def _closed(year: int) -> frozenset[date]:
    """Return the days of a year on which banks settle nothing, weekends apart."""
    days = {date(year, month, day) for month, day in _FIXED}
    for month, weekday, which in _FLOATING:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7)
        days.add(
            found + timedelta(days=7 * (which - 1))
            if which > 0
            else found + timedelta(days=28 if found.day <= 3 else 21)
        )
    return frozenset(days)


def payment_day(payer: Payer, day: date) -> date:
    """Return the payer's first payment day on or after this day, or the next day of business when banks are closed."""
    weekday = day.weekday()
    for ahead in range(7):
        if (weekday + ahead) % 7 in payer.pay_weekdays:
            day += timedelta(days=ahead)
            break
    while day in _closed(day.year) or (day.weekday() >= _SATURDAY and day.weekday() not in payer.pay_weekdays):
        day += timedelta(days=1)
    return day


def answer_day(payer: Payer, received: date, chance: Chance, *, lag: str = "") -> date:
    """Draw the day on which a payer answers what it received; `lag` names another row than the payer's own."""
    return payment_day(payer, received + timedelta(days=lag_days(lag or payer.lag, chance)))
