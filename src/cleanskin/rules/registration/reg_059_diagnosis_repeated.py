"""A claim that lists one diagnosis twice.

The second one adds nothing, takes one of twelve places, and some clearinghouses return the claim for it. Lines that
point to the second need their pointers moved.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import diagnoses_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-059",
    name="diagnosis-repeated-on-claim",
    outcome="rejection",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(diagnoses_in_doubt),
    claim_wide=True,
    message="A diagnosis stands twice on the claim.",
    fix="List it once and let the lines point to that one.",
    source=cited("837P front-end rejections", "2300 HI; EDI rules, section 3", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each code that occurs more than once."""
    if len(set(visit.diagnoses)) < len(visit.diagnoses):
        twice = sorted({code for code in visit.diagnoses if visit.diagnoses.count(code) > 1})
        yield flag(evidence=(f"repeated: {', '.join(twice)}",), pointer="2300.HI")


RULE.examples = """
flags    claim={"diagnoses":[{"code":"L570"},{"code":"L570"}]} 17000 L57.0
near     claim={"diagnoses":[{"code":"L570"},{"code":"L821"}]} 17000 L57.0
passes   17000 L57.0 | 17110-59 L57.0           # two lines may point to one diagnosis
"""
