"""Medicare's adhesive code on another payer's claim.

G0168 is Medicare's.  Most other payers take adhesive alone as a simple closure, and deny the G code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-015",
    name="adhesive-code-outside-medicare",
    outcome="denial",
    severity="note",
    triggers=codes("G0168"),
    payers=("commercial", "tricare", "workers_compensation", "auto"),
    carc="181",
    message="G0168 is Medicare's code for closure by adhesive alone, and this payer is another one.",
    fix="Look up whether the payer takes G0168; most want the simple closure by length.",
    source=cited("CPT guideline conventions", "coding rules REP-6", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each G0168 line."""
    for line in visit.with_code("G0168"):
        yield flag(line)


RULE.examples = """
flags    payer=commercial G0168 S01.411A
near     payer=commercial 12011 S01.411A
passes   payer=medicare G0168 S01.411A
"""
