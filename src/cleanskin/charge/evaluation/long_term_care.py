"""Medicare's add-on for long-term care of one serious or complex condition, G2211 (coding rules EM-8).

It stands on an office visit without 25 (but for a preventive service of Part B on the day, since 2025), when the
record says that this clinician goes on caring for the condition.  A condition that another clinician manages does not
carry it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.problems import nature
from cleanskin.charge.evaluation.tables import serious
from cleanskin.record.encounter import Problem, VisitFacts
from cleanskin.rules.evaluation.complexity import ALLOWED_BESIDE_PREVENTION_FROM, ONE_OFF_CONDITIONS, long_term_diseases

CODE: Final = "G2211"
PAYABLE_FROM: Final = date(2024, 1, 1)
_LASTING: Final = frozenset({"toxicity monitoring", "biologic", "isotretinoin"})


def lasting(case: Case, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems whose care may carry the add-on: serious by name or by their drug, one's own to manage."""
    found = []
    for problem in problems:
        if problem.managed_elsewhere or problem.is_history:
            continue
        code = problem.diagnosis.replace(".", "")
        is_serious = problem.condition in serious() or (bool(code) and bool(long_term_diseases([code])))
        if code and case.day.diagnosis_condition(code) in ONE_OFF_CONDITIONS:
            continue
        if is_serious or _LASTING.intersection(problem.management) or _is_followed(problem, case):
            found.append(problem)
    return found


def _is_followed(problem: Problem, case: Case) -> bool:
    """Say whether the record itself tells of long-term care of a chronic disease by prescription."""
    facts = case.encounter.visit or VisitFacts()
    followed = facts.longitudinal_care is True and nature(problem, case.day) == "chronic"
    return followed and any(word.startswith("rx") for word in problem.management)


def bar(case: Case, modifiers: Sequence[str]) -> str:
    """Return why the add-on may not stand on a visit with such modifiers; "" when it may."""
    facts = case.encounter.visit or VisitFacts()
    if not case.is_medicare:
        return "only Medicare is known to pay it"
    if case.on < PAYABLE_FROM:
        return "it is payable since 2024"
    if "25" in modifiers and not (facts.with_preventive_service and case.on >= ALLOWED_BESIDE_PREVENTION_FROM):
        return "the visit carries 25 for a procedure of the day"
    return ""
