"""GY or GZ on the destruction of actinic keratosis for a Medicare patient.

Medicare covers the destruction of actinic keratosis without any test of symptoms, method or patient (NCD 250.4).  GY
says that the law excludes it and gets it refused; GZ says that a refusal is expected.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-016",
    name="covered-keratosis-called-not-covered",
    outcome="underpayment",
    severity="hold",
    triggers=families("destruction_premalignant"),
    payers=("medicare", "medicare_advantage"),
    carc="96",
    rarc="N425",
    message="{code} asks for its refusal, but Medicare covers the destruction of actinic keratosis.",
    fix="Take GY or GZ off {code}.",
    source=cited("NCD 250.4", "treatment of actinic keratosis; coding rules LIM-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with GY or GZ that points to actinic keratosis."""
    for line in visit.in_family("destruction_premalignant"):
        conditions = [day.diagnosis_condition(code) for code in line.diagnoses]
        if line.has("GY", "GZ") and "actinic_keratosis" in conditions:
            yield flag(line)


RULE.examples = """
flags    payer=medicare 17000-GY L57.0
near     payer=medicare 17000 L57.0
flags 2  payer=medicare 17000-GZ L57.0 | 17003-GZ*5 L57.0
passes   payer=medicare 17110-GY L82.1
passes   17000-GY L57.0                       # another payer: by its policy
"""
