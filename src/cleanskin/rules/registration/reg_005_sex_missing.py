"""A claim without the patient's sex, or with another sign than F, M or U.

The standard has three values, and "unknown" is one of them. An empty one is refused, and so is anything else that a
practice system keeps.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import patient_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-005",
    name="sex-missing",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(patient_in_doubt),
    claim_wide=True,
    message="The patient's sex is missing or is none of F, M and U.",
    fix="Send what the insurer has on record, or U.",
    source=cited("837P required content", "DMG03; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a patient whose sex is none of the three values."""
    if visit.sex not in ("F", "M", "U"):
        yield flag(pointer="2010BA.DMG03" if visit.claim.is_self else "2010CA.DMG03")


RULE.examples = """
flags    member={"demographics":{"sex":""}} 99213 L40.0
near     99213 L40.0
flags    sex=X 99213 L40.0
near     sex=U 99213 L40.0
passes   sex=M 99213 L40.0
"""
