"""A second excision at the site of an earlier one, inside its global period, without 58.

Taking more tissue because the margins were not clear is staged or more extensive surgery: 58 on the excision, and a new
global period begins.  Without it the payer counts it into the first one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-010",
    name="re-excision-without-58",
    outcome="denial",
    severity="hold",
    triggers=families("excision_malignant"),
    carc="97",
    needs=("history",),
    instead_of=("CS-GLB-006",),
    message="{code} follows an excision for the same diagnosis within 10 days and carries no modifier that says why.",
    fix="Add 58 for a re-excision of the same site; 79 when it is another lesion.",
    source=cited("CPT guideline conventions", "coding rules EXC-8, MOD-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag malignant excisions that follow one of the last 10 days with the same diagnosis."""
    for line in visit.in_family("excision_malignant"):
        if line.has("58", "78", "79"):
            continue
        earlier = [one for one in visit.past(10) if day.family(one.code).startswith("excision_")]
        same = [one for one in earlier if set(one.diagnoses) & set(line.diagnoses)]
        if same:
            yield flag(line, evidence=[f"{same[-1].code} on {same[-1].day} for the same diagnosis"])


RULE.examples = """
flags    11604 C44.519 << 2026-02-23 11602 C44.519
near     11604-58 C44.519 << 2026-02-23 11602 C44.519
passes   11604 C44.519 << 2026-02-10 11602 C44.519   # after the 10 days
passes   11604 C44.519 << none
cannot   11604 C44.519
"""
