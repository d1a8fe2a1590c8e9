"""A procedure on one nail without the finger or toe.

Removal, drainage, biopsy and repair of a nail are for one digit, and TA to T9 or FA to F9 say which.  Without it payers
cannot tell two nails from one billed twice.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.digits import ONE_NAIL, digits
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-001",
    name="nail-digit-not-named",
    outcome="denial",
    severity="warn",
    triggers=codes("11730", "11732", "11740", "11750", "11755", "11760", "11762", "11765"),
    carc="4",
    rarc="N519",
    message="{code} is done on one nail, and no modifier says on which finger or toe.",
    fix="Add the modifier of the digit from the record: TA, T1 to T9 for toes, FA, F1 to F9 for fingers.",
    source=cited("Coding rules of the project", "MIN-2, MOD-7, SC-37", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedures on one nail without a digit modifier; removals of nails for Medicare are held."""
    for line in visit.with_code(*ONE_NAIL):
        if not digits(line):
            removal = line.code in ("11730", "11732", "11750")
            yield flag(line, severity="hold" if removal and visit.is_medicare else "warn")


RULE.examples = """
flags    11750 L60.0
near     11750-TA L60.0
flags 2  payer=medicare 11730 L60.0 | 11732 L60.0
passes   11730-T5 L60.0 | 11732-T6 L60.0
passes   11721 B35.1
"""
