"""Several units of a first stage for one diagnosis.

17311 and 17313 are the first stage of a tumor; every stage after it is 17312 or 17314.  Several units are right only
for several tumors, which mostly have diagnoses of their own and show on lines of their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-007",
    name="mohs-stages-as-first-stages",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    carc="151",
    message="{code} has several units for one diagnosis: stages after the first have their own code.",
    fix="Bill 17312 or 17314 for further stages; several tumors each on a line with 59, XS or 76 by payer.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, MOH-4, MOD-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages of several units that point to one diagnosis."""
    for line in visit.with_code(*FIRST):
        if line.units > 1 and len(line.diagnoses) < 2:
            yield flag(line, evidence=[f"{line.units} units of {line.code}"])


RULE.examples = """
flags    17311*3 C44.311
near     17311 C44.311
flags    17313*2 C44.519
passes   17311*2 C44.311,C44.212
flags    17311*3 C44.311 | 17312*2 C44.311
passes   17311 C44.311 | 17312*2 C44.311
"""
