"""17313 or 17314 for a tumor of the head, neck, hands, feet or genitalia.

17313 and 17314 are for trunk, arms and legs.  The scalp too belongs to 17311 and 17312, which pay more; a claim with
the wrong pair is underpaid, or refused because the diagnosis names another place.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer, named
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-003",
    name="mohs-trunk-code-on-head-or-hand",
    outcome="underpayment",
    severity="hold",
    triggers=codes("17313", "17314"),
    carc="11",
    message="{code} is for trunk, arms and legs; the diagnosis lies on head, neck, hands, feet or genitalia.",
    fix="Replace 17313 by 17311 and 17314 by 17312, or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules MOH-2, TRAP-1, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines whose cancers all lie outside the group of the code."""
    for line in visit.with_code("17313", "17314"):
        cancers = [code for code in line.diagnoses if is_cancer(code)]
        own = line.facts.site_group if line.facts else ""
        if cancers and all(day.site_fits(code, own) is False for code in cancers):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17313 C44.41                         # the scalp belongs to the head
near     17311 C44.41
flags 2  17313 C44.311 | 17314*2 C44.311
passes   17313 C44.519
passes   17313 C44.622                        # an arm with its hand: either
"""
