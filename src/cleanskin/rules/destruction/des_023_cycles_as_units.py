"""Several units of one malignant destruction for one diagnosis.

One unit is one lesion, whatever the number of cycles of curettage and electrodesiccation.  Two units are right for two
lesions of one size in one region, so this is only said; the record should show them apart.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-023",
    name="malignant-destruction-units-of-one-diagnosis",
    outcome="audit",
    severity="note",
    triggers=families("destruction_malignant"),
    carc="151",
    message="{code} has several units for one diagnosis: each unit is another lesion, not another cycle.",
    fix="See that the record describes as many lesions; if one was treated in cycles, bill one unit.",
    source=cited("CPT guideline conventions", "coding rules DES-5, MOD-6, BUN-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line of several units that points to one diagnosis."""
    for line in visit.in_family("destruction_malignant"):
        if line.units > 1 and len(line.diagnoses) == 1:
            yield flag(line, evidence=[f"{line.units} units; {named(line)}"])


RULE.examples = """
flags    17262*2 C44.519
near     17262 C44.519
passes   17262*2 C44.519,C44.619
passes   17262 C44.712 | 17262-76 C44.719
"""
