"""Surface radiation without a skin cancer or keloid.

Superficial radiation is paid for non-melanoma skin cancers and, by some payers, keloids.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-RAD-002",
    name="radiation-without-cancer",
    outcome="denial",
    severity="warn",
    triggers=codes("77436", "77437", "77438", "77439", "77401"),
    carc="50",
    message="{code} is surface radiation, and no diagnosis of the line is a skin cancer or keloid.",
    fix="Point the line to the cancer that is treated (C44.x, C4A.x, D04.x) or to L91.0.",
    source=cited(
        "Medicare coverage articles on superficial radiation",
        "coding rules LGT-6; medical and cosmetic grid",
        trust="unverified",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag radiation lines without a diagnosis that it treats."""
    for line in visit.with_code(*RULE.triggers.codes):
        if line.diagnoses and not any(code.startswith(("C", "D04", "D03", "L910")) for code in line.diagnoses):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    77437 L57.0
near     77437 C44.311
passes   77437 L91.0
"""
