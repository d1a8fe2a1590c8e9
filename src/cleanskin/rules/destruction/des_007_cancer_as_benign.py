"""17110 or 17111 for a cancer, also one in situ.

A destroyed cancer is 17260 to 17286 by site and diameter.  17110 with a cancer diagnosis is refused, and would be paid
far below the service that was done.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, only_cancer
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-007",
    name="benign-destruction-for-cancer",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_benign"),
    carc="11",
    message="{code} is for benign lesions, but the line points only to a cancer.",
    fix="Bill 17260 to 17286 by site and diameter of each malignant lesion; or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules DES-2, DES-5, DX-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family that point only to cancers."""
    for line in visit.in_family("destruction_benign"):
        if only_cancer(line, day):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17110 C44.519
near     17110 L82.0
flags    17110 D04.5
passes   17110 Z85.828,L82.0                  # the cancer is history
passes   17262 C44.519
"""
