"""When the practice is open and when a provider works: weekdays, holidays, vacations, the first day of a new provider.

Vacations are assumed: four weeks a year, each a week begun on a Monday, drawn for each provider and year.
"""

from datetime import date, timedelta
from functools import lru_cache

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Practice
from cleanskin.sim.people.roster import roster

_VACATION_WEEKS = 4
_MONDAY, _THURSDAY = 0, 3


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of a month; nth 0 is the last one."""
    if nth:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[int]:
    """Return the ordinals of the days of a year on which the practice is closed: usual closing days of offices."""
    thanks = _nth(year, 11, _THURSDAY, 4)
    days = [
        date(year, 1, 1), _nth(year, 5, _MONDAY, 0), date(year, 7, 4), _nth(year, 9, _MONDAY, 1), thanks,
        thanks + timedelta(days=1), date(year, 12, 24), date(year, 12, 25),
    ]  # fmt: skip
    return frozenset(day.toordinal() for day in days)


@lru_cache(maxsize=4096)
def _open_days(seed: int, key: str, weekdays: tuple[int, ...], first_day: date | None, year: int) -> frozenset[int]:
    """Return the ordinals of a provider's working days of one year."""
    chance = Chance(seed, "vacation", key, year)
    away: set[int] = set()
    for _ in range(_VACATION_WEEKS):
        monday = date(year, 1, 1).toordinal() + 7 * chance.below(51)
        monday -= date.fromordinal(monday).weekday()
        away.update(range(monday, monday + 7))
    closed = holidays(year) | away
    begin = date(year, 1, 1).toordinal()
    end = date(year + 1, 1, 1).toordinal()
    if first_day is not None:
        begin = max(begin, first_day.toordinal())
    return frozenset(day for day in range(begin, end) if (day + 6) % 7 in weekdays and day not in closed)


def open_days(configuration: Configuration, practice: Practice, provider_key: str, year: int) -> frozenset[int]:
    """Return the ordinals of the days of a year on which a provider sees patients."""
    provider = roster(practice).by_key[provider_key]
    return _open_days(configuration.seed, provider_key, provider.weekdays, provider.first_day, year)


def open_day(configuration: Configuration, practice: Practice, provider_key: str, day: date) -> bool:
    """True when that provider sees patients on that day; KeyError for an unknown provider."""
    return day.toordinal() in open_days(configuration, practice, provider_key, day.year)


@lru_cache(maxsize=4096)
def _next_open(seed: int, key: str, weekdays: tuple[int, ...], first_day: date | None, year: int) -> tuple[int, ...]:
    """Return for each day of a year, from its first, the next working day's ordinal (that day or later)."""
    begin, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
    days = _open_days(seed, key, weekdays, first_day, year)
    later = sorted(_open_days(seed, key, weekdays, first_day, year + 1))
    following = later[0] if later else end
    found = [0] * (end - begin)
    for day in range(end - 1, begin - 1, -1):
        if day in days:
            following = day
        found[day - begin] = following
    return tuple(found)


def next_open(configuration: Configuration, practice: Practice, provider_key: str, ordinal: int) -> int:
    """Return the ordinal of the provider's first working day at or after that ordinal."""
    provider = roster(practice).by_key[provider_key]
    year = date.fromordinal(ordinal).year
    table = _next_open(configuration.seed, provider_key, provider.weekdays, provider.first_day, year)
    return table[ordinal - date(year, 1, 1).toordinal()]
