"""Mohs surgery billed, and the record lists no stage or block of it.

Auditors ask for the stages, the blocks of each, the map and the histology.  Without them neither the first stage nor
any further one can be defended.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-020",
    name="mohs-stages-not-in-record",
    outcome="audit",
    severity="warn",
    triggers=codes(*FIRST),
    needs=("note",),
    carc="252",
    instead_of=("CS-MOH-022",),
    message="The record lists no stages and blocks of the Mohs surgery billed as {code}.",
    fix="Ask the surgeon for the stages with their blocks, depth and margins before the claim goes.",
    source=cited(
        "Mohs surgery articles of Medicare contractors (A56515)",
        "record facts; coding rules MOH-3",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages when the record of the day lists lesions and none has stages."""
    encounter = visit.documented
    lines = visit.with_code(*FIRST)
    if lines and encounter is not None and not any(lesion.mohs_blocks for lesion in encounter.lesions):
        yield flag(*lines)


RULE.examples = """
flags    note={"lesions":[{"technique":"mohs"}]} 17311 C44.311
near     note={"lesions":[{"technique":"mohs","mohs_blocks":[4]}]} 17311 C44.311
flags    note={} 17313 C44.519
passes   note={"on":"2026-02-02"} 17311 C44.311   # the record of another day
cannot   17311 C44.311
"""
