"""17260 to 17286 for a growth that is uncertain or not yet named.

A suspected cancer that is sampled and destroyed in one sitting is billed by its result: a cancer as 17260 to 17286
without the biopsy, anything else as the biopsy alone.  Until the result is there the claim waits.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import has_cancer, is_undetermined, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-021",
    name="malignant-destruction-before-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_malignant"),
    carc="11",
    message="{code} is for a malignant lesion, but its diagnosis is still open.",
    fix="Wait for the pathology; bill {code} when it is a cancer, else the biopsy alone.",
    source=cited("CPT guideline conventions", "coding rules DES-5, PTH-4, SC-17", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point to an undetermined growth and to no cancer."""
    for line in visit.in_family("destruction_malignant"):
        if not has_cancer(line) and any(is_undetermined(code) for code in line.diagnoses):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17261 D49.2
near     17261 C44.519
flags    17271 D48.5
passes   17261 L57.0                          # another rule: known, and no cancer
"""
