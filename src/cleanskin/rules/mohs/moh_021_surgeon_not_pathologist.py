"""Mohs surgery billed although the record says that somebody else read the tissue.

Mohs surgery means that one and the same person removes the tissue and reads it.  When another person reads it, the
surgery is an excision by size and site, and the reading is the pathologist's.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-021",
    name="mohs-surgeon-not-pathologist",
    outcome="audit",
    severity="hold",
    triggers=families("mohs"),
    needs=("note",),
    carc="97",
    instead_of=("CS-MOH-020",),
    message="{codes}: the record says that the surgeon did not read the tissue, so it is not Mohs surgery.",
    fix="Bill the excision (11600 to 11646) by size and site; the pathologist bills the frozen sections.",
    source=cited(
        "NCCI policy manual 2026", "ch. III, sec. F; coding rules MOH-1, SC-24", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines when the record of the day denies it."""
    encounter = visit.documented
    if encounter is not None and encounter.same_surgeon_and_pathologist is False:
        yield flag(*visit.in_family("mohs"))


RULE.examples = """
flags    note={"same_surgeon_and_pathologist":false} 17313 C44.519
near     note={"same_surgeon_and_pathologist":true} 17313 C44.519
flags    note={"same_surgeon_and_pathologist":false} 17311 C44.311 | 17312 C44.311
passes   note={"same_surgeon_and_pathologist":false} 11602 C44.519
passes   note={} 17311 C44.311                # silent: another rule
cannot   17311 C44.311
"""
