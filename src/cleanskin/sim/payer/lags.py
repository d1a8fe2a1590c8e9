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


def payment_day(payer: Payer, day: date) -> date:
    """Return the payer's first payment day on or after this day."""
    weekday = day.weekday()
    for ahead in range(7):
        if (weekday + ahead) % 7 in payer.pay_weekdays:
            return day + timedelta(days=ahead)
    return day


def answer_day(payer: Payer, received: date, chance: Chance, *, lag: str = "") -> date:
    """Draw the day on which a payer answers what it received; `lag` names another row than the payer's own."""
    return payment_day(payer, received + timedelta(days=lag_days(lag or payer.lag, chance)))
