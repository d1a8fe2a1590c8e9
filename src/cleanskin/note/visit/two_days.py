"""Work of two days told by their dates without a year: "frozen on May 4.  On May 11 a new wart is frozen"."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.samples import SAMPLES

_LEAP: Final = 2024
"""A year in which every day of a month exists."""

_NAMED: Final = re.compile(r"[A-Za-z]{3}")
_OTHER_MATTER: Final = re.compile(
    r"\b(?:path\w*|report\w*|result\w*|biops\w+|bx|scheduled|schedule|planned|return\w*|rtc|f/u|follow[- ]?up|since"
    r"|seen|noted|labs?|will|next|due|by|until)\b[^.;\n]{0,24}$",
    re.IGNORECASE,
)
"""What before a date says that no work of ours is dated by it."""

_APART_MAX: Final = 90
_ACTS: Final = frozenset({"technique", "closure"})


def on_earlier_days(
    text: str, dates: Sequence[Mention], acts: Sequence[Mention], *, is_again: bool
) -> Iterator[tuple[tuple[Mention, ...], Mention, int]]:
    """Yield the acts of each earlier day with its date and the days between it and the last day that has acts.

    Only dates whose month is a word count, or any where what was cut is cut again (`is_again`), and only when the last
    of them has an act of its own in its sentence.
    """
    years = [one.value.partition("-")[0] for one in dates]
    is_mixed = "" in years and any(years)  # "on May 4, 2026 ... on May 11 a wart is frozen": one year for both
    with_year = {one.start for one in dates if is_mixed and not is_again and not one.value.startswith("-")}
    if (is_again or is_mixed) and len({*years} - {""}) < 2:
        dates = [
            one._replace(value=f"-{one.value[-6:]}") if len(one.value) == len("2026-06-02") else one for one in dates
        ]
    days = [(one, day) for one in dates if (day := _day(one)) and (is_again or _NAMED.search(one.words))]
    days = [(one, day) for one, day in days if not _OTHER_MATTER.search(text, max(0, one.start - 40), one.start)]
    if len({day for _, day in days}) < 2:
        return
    of_day = {one.start: _acts_of(one, [each for each, _ in days], acts) for one, _ in days}
    last = max(day for _, day in days)
    if not any(of_day[one.start] for one, day in days if day == last):
        return
    for one, day in days:
        apart = (last - day).days
        told = of_day[one.start]
        if one.start in with_year:  # what was sampled then is what is treated now
            told = tuple(act for act in told if act.value not in SAMPLES)
        if 0 < apart <= _APART_MAX and told:
            yield told, one, apart


def _day(one: Mention) -> date | None:
    if one.kind != "date" or not one.value.startswith("--"):
        return None
    try:
        return date.fromisoformat(f"{_LEAP}-{one.value[2:]}")
    except ValueError:
        return None


def _acts_of(one: Mention, dates: Sequence[Mention], acts: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the acts of a date's sentence that are nearer to it than to another date."""
    starts = [each.start for each in dates]
    found = []
    for act in acts:
        if act.sentence != one.sentence or act.kind not in _ACTS:
            continue
        at = bisect_right(starts, act.start)
        near = [dates[place] for place in (at - 1, at) if 0 <= place < len(dates)]
        same = [each for each in near if each.sentence == act.sentence]
        if same and min(same, key=lambda each: abs(each.start - act.start)) is one:
            found.append(act)
    return tuple(found)


_BEFORE_YEAR: Final = re.compile(
    r"[ (,:-]*(?:(?:done |was )?in )?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|spring|summer|fall"
    r"|autumn|winter|early|late|mid)[a-z]*[.,]?[ -]?(?:of )?)?",
    re.IGNORECASE,
)
"""What may stand between an act and the year in which it was done: "Mohs, October 2025"."""


def leads_to_year(text: str, start: int, end: int) -> bool:
    """True when only the words of a date stand between an act and a year: the act was done then."""
    return _BEFORE_YEAR.fullmatch(text, start, end) is not None
