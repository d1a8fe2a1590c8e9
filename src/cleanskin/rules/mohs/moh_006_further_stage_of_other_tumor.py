"""17312 or 17314 that points to another cancer than any first stage does.

Each tumor has a first stage of its own.  A second tumor of one stage is another 17311 or 17313 with 59, XS or 76, never
the further stage of the first tumor; coded so it is underpaid and contradicts its diagnosis.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, FURTHER, diagnoses_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-006",
    name="mohs-second-tumor-as-further-stage",
    outcome="underpayment",
    severity="hold",
    triggers=codes(*FURTHER),
    carc="11",
    instead_of=("CS-MOH-015",),
    message="{code} points to another cancer than the first stages do: a second tumor has a first stage of its own.",
    fix="Bill the second tumor as another 17311 or 17313 with 59, XS or 76 by payer; or correct the pointers.",
    source=cited("CPT guideline conventions", "coding rules MOH-4, MOD-6, SC-24", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag further stages that share no cancer with any first stage."""
    firsts = visit.with_code(*FIRST)
    if not firsts or not (begun := diagnoses_of(firsts)):
        return
    for line in visit.with_code(*FURTHER):
        if line.diagnoses and begun.isdisjoint(line.diagnoses):
            yield flag(line, evidence=[f"first stages: {', '.join(sorted(begun))}; {line.code}: {line.diagnoses[0]}"])


RULE.examples = """
flags    17311 C44.319 | 17312 C44.212
near     17311 C44.319 | 17312 C44.319
flags    17311 C44.311 | 17312*2 C44.42
passes   17311 C44.311 | 17311-59 C44.212 | 17312 C44.212
passes   17311 C44.311 | 17312 C44.311,C44.319
"""
