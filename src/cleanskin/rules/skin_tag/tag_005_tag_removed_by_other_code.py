"""A skin tag billed as a shave, an excision or a benign destruction.

Every method of removing tags is counted together in 11200 and 11201.  A shave or an excision code for a tag pays more
and is taken back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_of
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TAG-005",
    name="tag-billed-by-other-code",
    outcome="audit",
    severity="hold",
    triggers=families("shave", "excision_benign"),
    carc="11",
    message="{code} is billed for a skin tag, which is counted in 11200 and 11201 whatever the method.",
    fix="Bill 11200 (and 11201 beyond 15 tags), or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules TAG-2, TAG-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag shaves and benign excisions that point to skin tags alone."""
    for line in visit.in_family("shave", "excision_benign"):
        if all_of(line, day, "skin_tag"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11301 L91.8
near     11301 D22.5
flags    11400 L91.8
passes   11200 L91.8
"""
