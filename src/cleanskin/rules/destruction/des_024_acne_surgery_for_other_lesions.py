"""10040 without acne, milia, comedones or cysts.

Acne surgery opens and empties comedones, milia, pustules and small cysts, once a day whatever their number.  Warts,
molluscum, keratoses and tags are destroyed or removed and have codes of their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import named, treated
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

OTHER_GROUPS = frozenset({"premalignant", "malignant", "in_situ", "infection"})
OTHER_CONDITIONS = frozenset({"skin_tag", "seborrheic_keratosis", "nevus", "hemangioma"})

RULE = Rule(
    id="CS-DES-024",
    name="acne-surgery-for-other-lesions",
    outcome="denial",
    severity="hold",
    triggers=codes("10040"),
    carc="11",
    message="{code} is acne surgery, and the line points only to lesions of another kind.",
    fix="Bill what was done: 17110 for warts, molluscum or benign growths, 11200 for tags, 17000 for keratoses.",
    source=cited("CPT guideline conventions", "coding rules DES-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10040 when all its diagnoses are known to be of other kinds."""
    for line in visit.with_code("10040"):
        found = treated(line, day)
        other = [
            code
            for code in found
            if day.diagnosis_group(code) in OTHER_GROUPS or day.diagnosis_condition(code) in OTHER_CONDITIONS
        ]
        if found and len(other) == len(found):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    10040 B07.8
near     10040 L70.0
flags    10040 B08.1
passes   10040 L72.0                          # milia
passes   17110 B08.1
"""
