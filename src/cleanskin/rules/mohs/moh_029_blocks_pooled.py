"""17315 on a claim with further stages: the blocks must have been counted stage by stage.

The common mistake is to add the blocks of all stages and bill those beyond five.  A claim of that kind looks like a
right one, so this only reminds; with the record at hand the count itself is checked.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import BLOCKS, FURTHER
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOH-029",
    name="mohs-blocks-maybe-pooled",
    outcome="advice",
    severity="note",
    triggers=codes(BLOCKS),
    message="17315 is right only if one single stage had more than five blocks; blocks of stages are not added up.",
    fix="Check the blocks of each stage in the record: seven and three give two units, four and three give none.",
    source=cited("CPT guideline conventions", "coding rules MOH-3, SC-24", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Remind when there are further stages and no record of the day."""
    if visit.has_code(*FURTHER) and visit.documented is None and (lines := visit.with_code(BLOCKS)):
        yield flag(*lines)


RULE.examples = """
flags    17311 C44.319 | 17312 C44.319 | 17315*2 C44.319
near     17311 C44.319 | 17313 C44.319 | 17315*2 C44.319
passes   note={} 17311 C44.319 | 17312 C44.319 | 17315*2 C44.319   # the record is compared
passes   17311 C44.319 | 17312 C44.319
"""
