"""An office consultation code for an inpatient, or a hospital one for an outpatient.

The consultation codes differ by where the patient is: 99242 to 99245 for the office and other outpatients, 99252 to
99255 for inpatients and nursing facilities.  A code that does not fit the place is denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

INPATIENT = ("21", "51", "61")
OUTPATIENT = ("02", "10", "11", "19", "22")

RULE = Rule(
    id="CS-EM-022",
    name="consultation-in-wrong-place",
    outcome="denial",
    severity="warn",
    triggers=codes("99242-99245", "99252-99255"),
    carc="5",
    rarc="M77",
    message="The consultation code {code} does not fit the place of service.",
    fix="Use 99242 to 99245 for outpatients and 99252 to 99255 for inpatients, or correct the place.",
    source=cited(
        "CPT conventions for visits",
        "consultations; coding rules MOD-13",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag consultation codes whose kind and place differ."""
    for line in visit.lines:
        if line.code in RULE.triggers.codes:
            wrong = OUTPATIENT if line.code >= "99252" else INPATIENT
            if line.place_of_service in wrong:
                yield flag(line, evidence=[f"place of service {line.place_of_service}"])


RULE.examples = """
flags    pos=21 99243 L40.0
near     pos=21 99253 L40.0
passes   99243 L40.0
flags    99253 L40.0
passes   pos=31 99253 L40.0
"""
