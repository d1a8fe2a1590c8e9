"""A biopsy with a modifier beside Mohs surgery of the same cancer, and no frozen section.

A biopsy on the day of Mohs surgery is paid apart only when no pathology of the tumor existed and its result, read
before the surgery, decided on it.  That reading is a frozen section, and it is missing.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, FROZEN, diagnoses_of, first_stages
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-011",
    name="mohs-day-biopsy-without-frozen-section",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    carc="97",
    message="{code} points to the cancer of the Mohs surgery, and no frozen section shows that it decided on it.",
    fix="Take {code} off, or bill the frozen section (88331) that was read before the surgery.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-7, BX-10, BUN-2", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag opened biopsies whose diagnoses are all those of the Mohs surgery when no frozen section is billed."""
    biopsies = visit.in_family("biopsy")
    if not biopsies or visit.has_code(*FROZEN):
        return
    operated = diagnoses_of(first_stages(visit))
    for line in biopsies:
        opened = line.is_distinct or line.has("58")
        if opened and operated and line.diagnoses and operated.issuperset(line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    17311 C44.311 | 11102-59 C44.311
near     17311 C44.311 | 11102-59 D49.2
flags    17311 C44.311 | 11102-58 C44.311
passes   17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311
passes   17311 C44.311 | 11104-59 D22.5
"""
