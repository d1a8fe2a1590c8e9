"""Light treatment for a growth or a check-up.

Ultraviolet light is given for inflammatory and pigment diseases: psoriasis, eczema, vitiligo, lymphoma of the skin, itch.
A mole, a wart or an examination does not support it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import all_in
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-LGT-005",
    name="light-without-disease-for-it",
    outcome="denial",
    severity="hold",
    triggers=families("phototherapy"),
    carc="50",
    message="{code} is light treatment, and no diagnosis of the line is a disease treated by light.",
    fix="Point the line to the disease that is treated.",
    source=cited(
        "Medical and cosmetic grid",
        "psoriasis, vitiligo, eczema; coding rules LGT-2, SC-27",
        trust="derived",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag light lines that point only to benign growths, infections, injuries or premalignant lesions."""
    for line in visit.in_family("phototherapy"):
        if all_in(line, day, "benign", "infection", "premalignant", "injury", "cosmetic"):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    96910 L82.1
near     96910 L40.0
passes   96912 C84.00
passes   96900 L80
"""
