"""Paraffin sections or a routine stain with a modifier beside Mohs surgery, for its own diagnosis.

Mohs surgery includes the pathology of its tissue (88302 to 88309) and the routine frozen stain (88314).  Beside it they
are right for tissue that was not read as a Mohs margin, or a stain out of the routine: the record must name it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, PERMANENT, SPECIMENS, diagnoses_of, first_stages
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-009",
    name="permanent-section-beside-mohs",
    outcome="audit",
    severity="note",
    triggers=codes(*FIRST),
    carc="97",
    rarc="M15",
    message="{code} points to the diagnosis of the Mohs surgery, which includes the pathology of its own tissue.",
    fix="See that the record names tissue that was not read as a Mohs margin; else take {code} off.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-6, SC-24", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag opened sections and stains whose diagnoses are all those of Mohs surgery, when nothing else gave tissue."""
    if not (sections := visit.with_code(*PERMANENT, "88314")):
        return
    operated = diagnoses_of(first_stages(visit))
    if not operated or visit.in_family(*SPECIMENS):
        return
    for line in sections:
        if line.is_distinct and line.diagnoses and operated.issuperset(line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    17311 C44.311 | 88305-59 C44.311
near     17311 C44.311 | 88305-59 D22.5
flags    17313 C44.519 | 88314-59 C44.519
passes   17311 C44.311 | 11104-59 D49.2 | 88305-59 D49.2
passes   17311 C44.311 | 88342-59 C44.311     # immunostains are separate
"""
