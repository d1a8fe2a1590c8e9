"""17000, 17003 or 17004 without any precancerous diagnosis.

Payers cover these codes for actinic keratosis (L57.0).  Sun damage (L56, L57) may be meant for the lip and for actinic
porokeratosis; rashes, scars, pigment spots, and growths nobody has named yet are not precancerous lesions.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.keratosis import not_of_keratosis
from cleanskin.rules.diagnosis_fit import all_in, named, only_undetermined
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

NOT_PRECANCEROUS = ("inflammatory", "pigment", "scar", "acne", "keratosis", "hair", "nail", "cosmetic", "vascular")

RULE = Rule(
    id="CS-DES-005",
    name="precancerous-code-without-precancerous-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=families("destruction_premalignant"),
    carc="11",
    message="{code} is for precancerous lesions, and the line points to none.",
    fix="If the record says actinic keratosis, point to L57.0; else choose the code of what was destroyed.",
    source=cited(
        "CPT guideline conventions", "coding rules DES-1, DX-5", checked_on=date(2026, 11, 22), trust="unverified"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family whose diagnoses are of other kinds."""
    for line in visit.once(not_of_keratosis):
        if not all_in(line, day, *NOT_PRECANCEROUS) and not only_undetermined(line, day):
            continue
        if not any(day.diagnosis_condition(code) == "sun_damage" for code in line.diagnoses):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17000 L81.4
near     17000 L57.0
flags    17000 D49.2
passes   17000 L56.8                          # sun-damaged lip: to be confirmed with the payer
passes   17000 L40.0,L57.0
"""
