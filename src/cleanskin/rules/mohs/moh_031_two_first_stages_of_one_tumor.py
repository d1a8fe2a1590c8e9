"""17311 and 17313 on one day for the same cancer, and nothing that tells two tumors apart.

A tumor has one first stage, by its site.  Two tumors of one arm, on hand and forearm, may share a diagnosis code; then
59 or XS says that they are two.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import diagnoses_of
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-031",
    name="mohs-two-first-stages-of-one-tumor",
    outcome="audit",
    severity="hold",
    triggers=codes("17313"),
    carc="97",
    message="Two first stages ({codes}) point to the same cancer: a tumor has one first stage.",
    fix="Keep the first stage of the tumor's site; if there were two tumors, add 59 or XS to the second.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, MOH-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag both lines when they share a cancer and neither carries a modifier that tells them apart."""
    for head in visit.with_code("17311"):
        for trunk in visit.with_code("17313"):
            told_apart = (
                head.is_distinct or trunk.is_distinct or head.has("76", "RT", "LT") or trunk.has("76", "RT", "LT")
            )
            if not told_apart and diagnoses_of([head]) & diagnoses_of([trunk]):
                yield flag(head, trunk)


RULE.examples = """
flags    17311 C44.622 | 17313 C44.622
near     17311 C44.622 | 17313-59 C44.622
flags    17311 C44.629 | 17313 C44.629 | 17314 C44.629
passes   17311 C44.311 | 17313 C44.622
passes   17313 C44.622 | 17314 C44.622
"""
