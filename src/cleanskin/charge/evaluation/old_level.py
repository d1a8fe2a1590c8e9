"""The level that the rules before 2021 would have given, for comparison: by decision making of 1995 and 1997.

History and examination, which those rules counted too, are not in the encounter but for the full skin examination: the
answer says what they would have had to reach.  Points: a minor problem 1 (at most 2 such), a known one 1 when stable
and 2 when worse, a new one 3 without and 4 with further work-up; data 1 for a test, 2 for an own interpretation or
other persons' history.  Two of three decide.  From general knowledge of the old guidelines; for comparison only.
"""

from collections.abc import Sequence

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.problems import kind as kind_of_problem
from cleanskin.charge.evaluation.risk import risk_column
from cleanskin.charge.evaluation.visit_kind import VisitKind
from cleanskin.record.encounter import Problem, VisitFacts

_WORDS = ("", "straightforward", "low", "moderate", "high")


def old_level(case: Case, problems: Sequence[Problem], kind: VisitKind) -> str:
    """Return the code and what it rested on; "" for visits that the old office rules did not cover."""
    if not kind.is_office:
        return ""
    facts = case.encounter.visit or VisitFacts()
    columns = (_points(problems, case), _data(facts), risk_column(problems, facts).low)
    decision = sorted(columns)[1]
    examined = " (a full skin examination is recorded)" if facts.full_skin_exam else ""
    needs = "all of history, examination" if case.encounter.new_patient else "history or examination"
    return f"{kind.codes[decision - 1]} if {needs} reached it{examined}: decision making {_WORDS[decision]}"


def _points(problems: Sequence[Problem], case: Case) -> int:
    minor = points = 0
    for problem in problems:
        sure = kind_of_problem(problem, case.day).sure
        if sure == "minor":
            minor += 1
        elif problem.status == "new" or case.encounter.new_patient:
            points += 4 if {"labs", "referral", "procedure"} & set(problem.management) else 3
        else:
            points += 1 if sure == "stable" else 2
    return max(1, min(4, points + min(minor, 2)))


def _data(facts: VisitFacts) -> int:
    points = (facts.tests_ordered or 0) + (facts.tests_reviewed or 0)
    points += 2 * bool(facts.outside_notes_reviewed) + 2 * bool(facts.independent_interpretation)
    points += 2 * bool(facts.independent_historian)
    return max(1, min(4, points))
