"""Excimer laser for anything but psoriasis.

Since 2024 96920 to 96922 are for psoriasis only.  Vitiligo, alopecia and eczema by excimer are 96999 with a description
until the codes change.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LGT-003",
    name="excimer-without-psoriasis",
    outcome="denial",
    severity="hold",
    triggers=families("excimer"),
    carc="11",
    effective_from=date(2024, 1, 1),
    effective_to=date(2027, 1, 1),
    message="{code} is for psoriasis, and no diagnosis of the line is psoriasis.",
    fix="Bill 96999 with a description for another disease, or point the line to L40.x.",
    source=cited(
        "CPT guideline conventions",
        "coding rules LGT-3, DX-5, SC-27",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag excimer lines without L40."""
    for line in visit.in_family("excimer"):
        if line.diagnoses and not any(code.startswith("L40") for code in line.diagnoses):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    96920 L80
near     96920 L40.0
passes   on=2023-12-31 96920 L80
flags    on=2024-01-01 96920 L80
passes   on=2027-01-01 96920 L80               # the codes are announced to change
passes   96900 L80
"""
