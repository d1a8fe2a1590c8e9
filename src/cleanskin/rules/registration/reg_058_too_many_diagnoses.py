"""A claim with more than twelve diagnoses.

Twelve is the standard's limit; a line can only point to those.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import diagnoses_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-058",
    name="more-than-twelve-diagnoses",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(diagnoses_in_doubt),
    claim_wide=True,
    message="The claim has more than twelve diagnoses.",
    fix="Keep those that the lines point to; split the claim when there are more.",
    source=cited("837P required content", "2300 HI repeat; EDI rules, section 4, limits", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the list that is too long."""
    if len(visit.diagnoses) > 12:
        yield flag(evidence=(f"{len(visit.diagnoses)} diagnoses",), pointer="2300.HI")


RULE.examples = """
flags    99213 L57.0,L82.0,L82.1,L40.0,L30.9,L20.9,L71.9,L70.0,L91.8,D22.5,D22.4,D23.5,B07.8
near     99213 L57.0,L82.0,L82.1,L40.0,L30.9,L20.9,L71.9,L70.0,L91.8,D22.5,D22.4,D23.5
passes   99213 L40.0
"""
