"""The outcomes that are reported: each a name, a unit, and how it follows from what was counted."""

from collections.abc import Callable
from typing import NamedTuple

from bench.experiment.measure import Sums


class Outcome(NamedTuple):
    """One row of the table.  `digits` after the point; `better` says which way is good: 1 up, -1 down, 0 neither."""

    name: str
    unit: str
    digits: int
    better: int
    of: Callable[[Sums], float]


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _each(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _told(sums: Sums, name: str) -> int:
    value = sums.tally[name]
    assert isinstance(value, int)
    return value


OUTCOMES: tuple[Outcome, ...] = (
    Outcome("First-pass rate", "% of claims", 1, 1, lambda s: _share(s.first_pass, s.claims)),
    Outcome("Denial rate by claim", "% of claims answered", 1, -1, lambda s: _share(s.refused, s.answered)),
    Outcome("Denial rate by line", "% of lines answered", 1, -1, lambda s: _share(s.lines_refused, s.lines_answered)),
    Outcome("Front-end rejection rate", "% of claims", 1, -1, lambda s: _share(s.rejected, s.claims)),
    Outcome("Insurance yield", "% of worth", 1, 1, lambda s: _share(s.collected, s.worth)),
    Outcome("Yield without what was not earned", "% of worth", 1, 1, lambda s: _share(s.earned, s.worth)),
    Outcome("Service to last insurance payment", "days", 1, -1, lambda s: _each(s.days_to_payment, s.paid_claims)),
    Outcome("Days in A/R by formula", "days", 1, -1, lambda s: 90 * s.open_charges / s.charges if s.charges else 0),
    Outcome("Missed charges", "$ per 100 visits", 0, -1, lambda s: _each(s.cents_missed, s.visits)),
    Outcome("Billed beyond the record", "$ per 100 visits", 0, -1, lambda s: _each(s.cents_beyond, s.visits)),
    Outcome(
        "Lines beyond the record", "per 1,000 visits", 1, -1, lambda s: _each(1000 * s.lines_beyond, s.visits)
    ),
    Outcome(
        "Needless changes", "lines per 1,000 claims", 1, -1,
        lambda s: _each(1000 * _told(s, "needless_changes"), s.claims),
    ),
    Outcome("Claims held", "% of claims", 1, 0, lambda s: _share(_told(s, "held"), s.claims)),
    Outcome("Claims held falsely", "% of claims", 2, -1, lambda s: _share(_told(s, "held_falsely"), s.claims)),
    Outcome("Claims sent later", "% of claims", 1, -1, lambda s: _share(s.later, s.claims)),
    Outcome("Minutes of staff", "per claim", 2, -1, lambda s: _each(s.minutes_staff, s.claims)),
    Outcome("Minutes added by the product", "per claim", 2, -1, lambda s: _each(s.minutes_added, s.claims)),
    Outcome(
        "Minutes in all", "hours per 1,000 visits", 0, -1,
        lambda s: _each(1000 * (s.minutes_staff + s.minutes_added) / 60, s.visits),
    ),
)  # fmt: skip

BRIEF = (
    "First-pass rate", "Denial rate by claim", "Insurance yield", "Missed charges", "Billed beyond the record",
    "Minutes in all",
)  # fmt: skip
"""Outcomes of the sensitivity table."""


def outcome(name: str) -> Outcome:
    """Return an outcome by its name; KeyError when there is none."""
    return {one.name: one for one in OUTCOMES}[name]
