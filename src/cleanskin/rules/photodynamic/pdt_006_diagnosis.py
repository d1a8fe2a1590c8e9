"""Photodynamic therapy for a disease it is not paid for.

Payers pay it for actinic keratosis, some for superficial basal cell cancer and carcinoma in situ.  Acne, rosacea and
photo-aging are the patient's to pay.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-PDT-006",
    name="photodynamic-without-keratosis",
    outcome="denial",
    severity="warn",
    triggers=codes("96567", "96573", "96574"),
    carc="50",
    message="{code}: the diagnosis is not one that payers pay photodynamic therapy for.",
    fix="Point the line to L57.0 (or the cancer treated); for acne or photo-aging have the patient agree to pay.",
    source=cited(
        "NCD 250.4 and payer policies",
        "coding rules LGT-1; medical and cosmetic grid",
        trust="unverified",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag therapy lines without keratosis or skin cancer."""
    for line in visit.with_code("96567", "96573", "96574"):
        if line.diagnoses and not any(
            code.startswith(("L570", "C44", "D04", "K130", "L568")) for code in line.diagnoses
        ):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    96567 L70.0 | J7308 L70.0
near     96567 L57.0 | J7308 L70.0
passes   96573 C44.519 | J7308 C44.519
"""
