"""GY on the treatment of a cancer or of another growth that is never cosmetic.

GY says that the law excludes the service.  Removing or destroying a malignant, in-situ or uncertain growth is covered:
with GY nobody pays but the patient, who should not.  An inflamed keratosis (L82.0) or an infection speaks against GY too.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

_DISEASE = frozenset({"malignant", "in_situ", "uncertain", "premalignant", "ulcer"})

RULE = Rule(
    id="CS-COS-007",
    name="exclusion-of-disease",
    outcome="denial",
    severity="hold",
    triggers=modifiers("GY"),
    carc="96",
    rarc="N425",
    message="Line {line} says that the law excludes {code}, but its diagnosis is a disease.",
    fix="Take GY (and GX) off and bill the line as covered.",
    source=cited(
        "LCDs L35498 and L34200 and payers' policies, summed up",
        "MN-PREMAL, section G",
        checked_on=date(2026, 11, 21),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GY whose first diagnosis is such a growth; keratoses at Medicare have a rule of their own."""
    for line in visit.lines:
        if not line.has("GY") or line.visit_class == "visit" or not line.diagnoses:
            continue
        own_rule = line.family == "destruction_premalignant" and visit.payer in ("medicare", "medicare_advantage")
        first = line.diagnoses[0]
        group = day.diagnosis_group(first)
        if group in _DISEASE and not own_rule:
            medicare = visit.payer in ("medicare", "medicare_advantage")
            yield flag(line, evidence=[f"diagnosis: {first}"], severity="hold" if medicare else "warn")
        elif first == "L820" or group == "infection":
            yield flag(line, evidence=[f"diagnosis: {first}"], severity="warn")


RULE.examples = """
flags   payer=medicare 11642-GY C44.319
near    payer=medicare 11642 C44.319
near    payer=medicare 11642-GY L72.0
flags   payer=medicare 17110-GY L82.0
passes  payer=medicare 17110-GY L82.1
passes  payer=medicare 17000-GY L57.0        # CS-DES-016
"""
