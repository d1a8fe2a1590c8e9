"""A biopsy beside Mohs surgery of the same cancer that was biopsied in the 60 days before.

A biopsy on the day of Mohs surgery is paid apart only when no result could be had.  The history holds a biopsy of that
diagnosis, so the result existed, and the second one is taken back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST, diagnoses_of, first_stages
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

LOOK_BACK_DAYS = 60

RULE = Rule(
    id="CS-MOH-012",
    name="mohs-day-biopsy-although-biopsied",
    outcome="audit",
    severity="hold",
    triggers=codes(*FIRST),
    needs=("history",),
    carc="97",
    message="{code} repeats a biopsy of the same cancer from the 60 days before the Mohs surgery.",
    fix="Take {code} and its frozen section off; keep them only if the earlier result could not be obtained.",
    source=cited("NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-7", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag biopsies of the operated cancer when a biopsy of the last 60 days carries that diagnosis."""
    operated = diagnoses_of(first_stages(visit))
    lines = [one for one in visit.in_family("biopsy") if one.diagnoses and operated.issuperset(one.diagnoses)]
    if not lines:
        return
    for past in visit.past(LOOK_BACK_DAYS):
        if day.family(past.code) == "biopsy" and operated.intersection(past.diagnoses):
            yield flag(*lines, evidence=[f"{past.code} on {past.day} for {', '.join(past.diagnoses)}"])
            return


RULE.examples = """
flags    17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311 << 2026-02-10 11102 C44.311
near     17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311 << 2025-02-10 11102 C44.311
passes   17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311 << 2026-02-10 11102 C44.519
passes   17311 C44.311 << 2026-02-10 11102 C44.311
passes   17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311 << none
cannot   17311 C44.311 | 11102-59 C44.311 | 88331-59 C44.311
"""
