"""17000, 17110 or their relatives for a lesion inside the mouth.

A leukoplakia or another lesion of the mouth is destroyed with 40820, whose site wins over the skin codes.  The red of
the lip is told apart by the payer; disease of the lips is not judged here.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, families, flag
from cleanskin.rules.visit import Visit

SKIN = ("destruction_premalignant", "destruction_benign")
MOUTH = ("K12", "K132", "K133", "K134", "K135", "K136", "K137", "D103")
"""Diseases and benign growths inside the mouth in ICD-10-CM."""

RULE = Rule(
    id="CS-DES-043",
    name="mouth-lesion-under-skin-code",
    outcome="denial",
    severity="warn",
    triggers=families(*SKIN),
    beside=diagnoses(*MOUTH),
    carc="11",
    message="{code} is for the skin, and the line points only to a lesion inside the mouth.",
    fix="Bill 40820 for destroying a lesion of the mouth, or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of these families that point only to the inside of the mouth."""
    for line in visit.in_family(*SKIN):
        in_mouth = any(code.startswith(MOUTH) for code in line.diagnoses)
        if in_mouth and all(code.startswith(MOUTH) for code in treated(line, day)):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17000 K13.21
near     17000 K13.0                          # the lips
flags    17110 K13.79
passes   40820 K13.21
passes   17000 L57.0,K13.21
"""
