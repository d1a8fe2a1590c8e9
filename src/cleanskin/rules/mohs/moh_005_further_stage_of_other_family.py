"""17312 without 17311 beside 17313, or 17314 without 17313 beside 17311.

Each first stage has its own further stage: 17312 follows 17311, 17314 follows 17313.  A mixed pair leaves the further
stages without their primary code, and they are refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FURTHER_OF
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-005",
    name="mohs-further-stage-of-other-family",
    outcome="denial",
    severity="hold",
    triggers=codes("17312", "17314"),
    carc="107",
    instead_of=("CS-NCCI-010",),
    message="{code} does not follow the first stage that is billed.",
    fix="Bill 17312 after 17311 and 17314 after 17313, by the site of the tumor.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, MOD-9, SC-02", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag further stages when only the other first stage is on the visit."""
    for first, further in FURTHER_OF.items():
        other = next(code for code in FURTHER_OF if code != first)
        if visit.has_code(other) and not visit.has_code(first) and (lines := visit.with_code(further)):
            yield flag(*lines, evidence=[f"{further} follows {first}; the claim has {other}"])


RULE.examples = """
flags    17313 C44.622 | 17312 C44.622
near     17311 C44.622 | 17312 C44.622
flags    17311 C44.311 | 17314*2 C44.311
passes   17311 C44.311 | 17313-59 C44.519 | 17314 C44.519
passes   17312 C44.311                        # no first stage at all: the add-on rule
"""
