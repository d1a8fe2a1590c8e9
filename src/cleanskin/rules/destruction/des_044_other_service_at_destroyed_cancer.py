"""A biopsy, shave or excision with a modifier beside the destruction of the same cancer.

A cancer is either destroyed or excised, and a sample taken in the same sitting belongs to its destruction.  Two lesions
may share a diagnosis code; then the record must show two places.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-044",
    name="other-service-at-destroyed-cancer",
    outcome="audit",
    severity="warn",
    triggers=families("destruction_malignant"),
    carc="97",
    message="{code} points to the cancer that was destroyed on the same day; one lesion has one service.",
    fix="Take {code} off unless the record shows a second lesion at another place.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. III, sec. E; coding rules DES-5, BX-5, BUN-1, BUN-4, SC-18",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag opened removals whose diagnoses are all destroyed cancers; a biopsy, commonly of a second lesion, as a note."""
    others = [line for line in visit.in_family("biopsy", "shave", "excision_malignant") if line.is_distinct]
    if not others:
        return
    destroyed = {
        code for line in visit.in_family("destruction_malignant") for code in line.diagnoses if is_cancer(code)
    }
    for line in others:
        if line.diagnoses and destroyed.issuperset(line.diagnoses):
            yield flag(line, severity="note" if line.family == "biopsy" else None)


RULE.examples = """
flags    17281 C44.311 | 11641-59 C44.311
near     17281 C44.311 | 11641-59 C44.319
flags    17261 C44.519 | 11102-59 C44.519
passes   17261 C44.519 | 11102-59 D49.2
passes   17261 C44.519 | 11102 C44.519        # without a modifier: the pair edit
"""
