"""The third column of decision making: the risk of what was decided (coding rules EM-1).

Work of a procedure done and billed today is not the visit's (EM-3): a caller leaves such problems out.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cleanskin.charge.evaluation.tables import risks
from cleanskin.record.encounter import Problem, VisitFacts


class RiskColumn(NamedTuple):
    """The level from what is shown to what is left possible; `told` False when the record decides nothing at all."""

    low: int
    high: int
    told: bool
    reason: str


def risk_column(problems: Sequence[Problem], facts: VisitFacts) -> RiskColumn:
    """Return the level of risk of what was decided for the problems."""
    table, with_factors = risks(), bool(facts.risk_factors_for_surgery)
    decided = [word for problem in problems for word in problem.management if word in table]
    if facts.decided_major_surgery:
        decided.append("major surgery")
    if facts.social_determinants:
        decided.append("social determinants")
    if not decided:
        return RiskColumn(1, 3, False, "the record does not say what was decided")
    level = max(table[word][1 if with_factors else 0] for word in decided)
    possible = max(level, 4) if "isotretinoin" in decided else level
    return RiskColumn(level, possible, True, ", ".join(dict.fromkeys(decided)))
