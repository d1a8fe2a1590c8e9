"""A skin cell suspension of which one step is missing.

The method has three steps in one sitting, each with its codes: taking the skin, making the suspension, applying it.  An
application without the others, or the reverse, leaves work unbilled or a code unexplained.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-007",
    name="cell-suspension-step-missing",
    outcome="missed_charge",
    severity="note",
    triggers=codes("15011", "15013", "15015", "15017"),
    effective_from=date(2025, 1, 1),
    message="The claim bills {codes} of a skin cell suspension, and not all three steps.",
    fix="Look whether harvest (15011), preparation (15013) and application (15015 or 15017) were all done that day.",
    source=cited(
        "CPT guideline conventions 2025", "coding rules FLG-8", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the suspension's lines when one of its three steps is not on the day's claims."""
    elsewhere = {line.code for line in visit.same_day_elsewhere()}
    steps = (("15011",), ("15013",), ("15015", "15017"))
    missing = [step for step in steps if not visit.has_code(*step) and not elsewhere.intersection(step)]
    if missing:
        told = [f"not billed: {' or '.join(step)}" for step in missing]
        yield flag(*visit.with_code(*RULE.triggers.codes), evidence=told)


RULE.examples = """
flags    15015 T24.301A
flags    15011 T24.301A | 15013 T24.301A | 15002 T24.301A
near     15011 T24.301A | 15013 T24.301A | 15015 T24.301A
passes   on=2024-12-31 15015 T24.301A
passes   on=2025-01-01 15011 T24.301A | 15013 T24.301A | 15015 T24.301A
flags    on=2025-01-01 15015 T24.301A
"""
