"""A visit coded with a cancer that was removed earlier and is not treated any more.

Once a cancer is out and no treatment follows, the patient has a history of it: Z85.828 after basal or squamous cell
carcinoma, Z85.820 after melanoma, Z86.006 and Z86.007 after in-situ growths.  The cancer code stays while it is
treated, and at a re-excision.  Mohs surgery ends with clear margins; after an excision or destruction the report
decides, so the record has the last word.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, diagnoses, flag
from cleanskin.rules.visit import Visit

_TREATING = frozenset({"mohs", "excision_malignant", "destruction_malignant"})
_QUIET_DAYS = 120
"""No treatment for so long; shorter, wound care and pending reports explain the code."""

RULE = Rule(
    id="CS-DX-016",
    name="cancer-code-after-its-removal",
    outcome="audit",
    severity="warn",
    triggers=diagnoses("C43", "C44", "C4A", "D03", "D04"),
    needs=("history",),
    carc="11",
    rarc="M76",
    message="The visit {code} names a cancer that was removed earlier and is not treated now.",
    fix="If the record shows no remaining cancer and no treatment, code the history of it (Z85, Z86.00) instead.",
    source=cited("ICD-10-CM guidelines", "section I.C.2.m; coding rules DX-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag visits without any procedure whose cancer was last treated more than the quiet days ago."""
    if any(line.visit_class != "visit" for line in visit.lines):
        return
    past = visit.past(1095)
    for line in visit.lines:
        for code in line.diagnoses:
            if not code.startswith(tuple(RULE.triggers.diagnoses)):
                continue
            treated = [one for one in past if code in one.diagnoses and day.family(one.code) in _TREATING]
            later = [one for one in past if treated and one.day > treated[-1].day and day.family(one.code) == "biopsy"]
            if treated and not later and (visit.on - treated[-1].day).days > _QUIET_DAYS:
                yield flag(line, evidence=[f"{code} treated with {treated[-1].code} on {treated[-1].day}"])
                break


RULE.examples = """
flags   99213 C44.311 << 2025-08-04 17311 C44.311
near    99213 Z85.828 << 2025-08-04 17311 C44.311
passes  99213 C44.311 << 2026-01-12 17311 C44.311
passes  11642 C44.311 << 2025-08-04 11642 C44.311        # treated again
passes  99213 C44.519 << 2025-08-04 17311 C44.311        # another cancer
passes  99213 C44.311 << 2025-08-04 17311 C44.311 << 2026-02-10 11102 C44.311
cannot  99213 C44.311
"""
