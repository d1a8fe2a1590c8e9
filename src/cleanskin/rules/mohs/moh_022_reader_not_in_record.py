"""Mohs surgery billed, and the record does not say that the surgeon read the tissue.

That one person was surgeon and pathologist is what the codes pay for, and the first thing an auditor looks for.  One
sentence in the operative note says it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-022",
    name="mohs-reader-not-in-record",
    outcome="audit",
    severity="note",
    triggers=codes(*FIRST),
    needs=("note",),
    carc="252",
    message="The record does not say that the surgeon of {code} also read the tissue.",
    fix="Ask the surgeon to state that they acted as surgeon and pathologist.",
    source=cited(
        "Mohs surgery articles of Medicare contractors (A56515)",
        "record facts; coding rules MOH-1",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


_READERS = frozenset({"surgeon_reads", "outside_pathologist"})
"""Features by which the record of a lesion says who read its tissue."""


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages when the record of the day is silent about it."""
    encounter = visit.documented
    lines = visit.with_code(*FIRST)
    if not lines or encounter is None or encounter.same_surgeon_and_pathologist is not None:
        return
    if not any(_READERS.intersection(lesion.features) for lesion in encounter.lesions):
        yield flag(*lines)


RULE.examples = """
flags    note={} 17311 C44.311
near     note={"same_surgeon_and_pathologist":true} 17311 C44.311
passes   note={"same_surgeon_and_pathologist":false} 17311 C44.311   # another rule
near     note={"lesions":[{"technique":"mohs","features":["surgeon_reads"]}]} 17311 C44.311
flags    note={} 17313 C44.519 | 17314 C44.519
cannot   17311 C44.311
"""
