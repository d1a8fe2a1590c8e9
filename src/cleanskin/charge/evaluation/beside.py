"""Which modifiers a visit takes for what else was done and for earlier procedures: 24, 25, 57 (EM-6, EM-7, MOD-1).

57 stands for surgery of 90 days that follows the same or the next day.
"""

from collections.abc import Sequence
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.evaluation.global_care import covering
from cleanskin.charge.evaluation.separate import hands_on, is_decided_today, is_major
from cleanskin.charge.family import Draft
from cleanskin.record.encounter import VisitFacts

_INJECTIONS: Final = frozenset({"injection"})
"""Families that are no procedures in the code table, and before which a visit still takes 25."""


def visit_modifiers(case: Case, lines: Sequence[Draft]) -> tuple[str, ...]:
    """Return the modifiers of the day's visit beside the other lines."""
    found = ["24"] if covering(case) else []
    done = hands_on(case, lines)
    facts = case.encounter.visit or VisitFacts()
    if (is_major(case, done) or (not done and facts.major_surgery_tomorrow)) and is_decided_today(case):
        found.append("57")
    elif done or any(case.day.family(line.code) in _INJECTIONS for line in lines):
        found.append("25")
    return tuple(found)
