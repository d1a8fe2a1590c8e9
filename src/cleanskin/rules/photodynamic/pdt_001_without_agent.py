"""Photodynamic therapy without its agent.

The practice that bought the photosensitizer bills it: J7308 by the 354-mg stick, J7345 by 10 mg of gel (a tube is 200).
Without it most of the cost is not asked for.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

AGENTS = ("J7308", "J7309", "J7345")
"""Photosensitizers with a code."""

RULE = Rule(
    id="CS-PDT-001",
    name="photodynamic-agent-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("96567", "96573", "96574"),
    message="{code} is billed without the agent.",
    fix="Add J7308 (per stick) or J7345 (per 10 mg of gel) with JZ or JW, unless a pharmacy supplied it.",
    source=cited("CPT guideline conventions", "coding rules LGT-1, SC-25", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag therapy lines without an agent on the claim or on another claim of the day or the day before."""
    around = {one.code for one in (*visit.same_day_elsewhere(), *visit.past(2))}
    if not visit.has_code(*AGENTS) and not around & set(AGENTS):
        yield flag(*visit.with_code("96567", "96573", "96574"))


RULE.examples = """
flags    96573 L57.0
flags    96573 L57.0 | 99213-25 L57.0
near     96573 L57.0 | J7308-25 L57.0
passes   96567 L57.0 | J7345*200 L57.0
passes   96567 L57.0 << 2026-03-01 J7308 L57.0   # applied the day before
"""
