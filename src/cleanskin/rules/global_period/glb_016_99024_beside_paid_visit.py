"""The follow-up code 99024 and a visit for payment on one day, without 24 on the visit.

99024 says that a procedure covers the day.  A visit of the same clinician is then paid only when 24 says that it was
for another problem.  So either 99024 is wrong or 24 is missing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-016",
    name="follow-up-code-beside-visit-without-24",
    outcome="denial",
    severity="warn",
    triggers=codes("99024"),
    carc="97",
    rarc="M144",
    message="The visit {code} stands beside 99024, which says that a procedure covers the day, and carries no 24.",
    fix="If the visit was for another problem, add 24 to it; if no procedure covers the day, take 99024 off.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1, MOD-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits without 24 of the clinician who reports 99024."""
    following = {line.rendering_npi for line in visit.with_code("99024")}
    for line in visit.of_class("visit"):
        if not line.is_add_on and not line.has("24") and line.rendering_npi in following:
            yield flag(line)


RULE.examples = """
flags    99024 $0 Z48.02 | 99213 L40.0
near     99024 $0 Z48.02 | 99213-24 L40.0
passes   99024 $0 Z48.02 | 17110-79 B07.8
passes   99024 $0 Z48.02 | 99213 L40.0 by=1000000004
"""
