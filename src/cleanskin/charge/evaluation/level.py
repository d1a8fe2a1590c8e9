"""The level of a visit by decision making (two of three columns) or by total time, the higher (EM-1 to EM-4).

What the record does not settle is a span.  The code given is then the lowest that the record supports.  A record that
is silent on what was decided is not read as "nothing": it stands no higher than low, as far as its problems reach.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.data_reviewed import data_column
from cleanskin.charge.evaluation.old_level import old_level
from cleanskin.charge.evaluation.problems import problem_column
from cleanskin.charge.evaluation.risk import risk_column
from cleanskin.charge.evaluation.visit_kind import VisitKind
from cleanskin.record.coding import VisitLevel
from cleanskin.record.encounter import Evidence, Problem, VisitFacts

WORDS: Final = ("", "straightforward", "low", "moderate", "high")
_SILENT_AT_MOST: Final = 2
_CONSULTED_AT_LEAST: Final = 2


class _Span(NamedTuple):
    given: int
    low: int
    high: int


def visit_level(case: Case, kind: VisitKind, problems: Sequence[Problem]) -> VisitLevel:
    """Return the level of a visit of some kind about some problems: those that are not a procedure's of the day."""
    encounter = case.encounter
    facts = encounter.visit or VisitFacts()
    first, second = problem_column(problems, case.day), data_column(encounter)
    third = risk_column(problems, facts)
    stated = WORDS.index(facts.level_words) if facts.level_words else 0
    if stated:
        span = _Span(stated, stated, stated)
    else:
        low = sorted((first.low, second.level, third.low))[1]
        high = sorted((first.high, second.level, third.high))[1]
        given = low if third.told else max(low, min(first.low, _SILENT_AT_MOST))
        if facts.is_consultation and not problems:
            given = max(given, _CONSULTED_AT_LEAST)
        span = _Span(given, low, max(given, high))
    by_time = sum(encounter.minutes >= least for least in kind.minutes) if encounter.minutes is not None else 0
    level = max(span.given, by_time)
    determined = span.low == span.high or by_time >= span.high
    return VisitLevel(
        code=kind.codes[level - 1],
        level=level,
        problems=first.low,
        data=second.level,
        risk=third.low,
        by_minutes=by_time,
        determined=determined,
        lowest=max(span.low, by_time),
        highest=max(span.high, by_time),
        reasons=_reasons(stated, encounter.minutes, kind, (first.reason, second.reason, third.reason)),
        old_level=old_level(case, problems, kind),
        evidence=_evidence(problems, facts),
    )


def _reasons(stated: int, minutes: int | None, kind: VisitKind, columns: tuple[str, str, str]) -> tuple[str, ...]:
    told = [f"the record calls the decision making {WORDS[stated]}"] if stated else []
    told += [f"{name}: {reason}" for name, reason in zip(("problems", "data", "risk"), columns, strict=True)]
    if minutes is not None and kind.minutes:
        told.append(f"time: {minutes} minutes in all; the levels need {', '.join(map(str, kind.minutes))}")
    return (*told, kind.why) if kind.why else tuple(told)


def _evidence(problems: Sequence[Problem], facts: VisitFacts) -> tuple[Evidence, ...]:
    every = [one for problem in problems for one in problem.evidence]
    return tuple(dict.fromkeys((*every, *facts.evidence)))
