"""An excision, shave or destruction with a modifier beside Mohs surgery of the same cancer.

Debulking, curettage and trimming of the tumor belong to the Mohs surgery.  A second removal is right for another tumor;
where both carry one diagnosis code the record must show two places.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, diagnoses_of, first_stages
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

REMOVALS = ("excision_malignant", "excision_benign", "destruction_malignant", "shave")

RULE = Rule(
    id="CS-MOH-010",
    name="removal-of-mohs-tumor",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    carc="97",
    message="{code} points to the cancer that Mohs surgery removed: debulking and curettage are part of it.",
    fix="Take {code} off unless the record shows another tumor at another place.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules DES-6, MOH-6, BUN-1", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag opened removals whose diagnoses are all those of the Mohs surgery; unopened ones are the pair edit's."""
    if not (removals := visit.in_family(*REMOVALS)):
        return
    operated = diagnoses_of(first_stages(visit))
    for line in removals:
        if operated and line.is_distinct and line.diagnoses and operated.issuperset(line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    17311 C44.311 | 11641-59 C44.311
near     17311 C44.311 | 11641-59 C44.212
flags    17313 C44.519 | 17262-XS C44.519
passes   17311 C44.311 | 14060 C44.311        # the flap that closes the defect is separate
passes   17311 C44.311 | 12011 C44.311        # so is even a simple repair
"""
