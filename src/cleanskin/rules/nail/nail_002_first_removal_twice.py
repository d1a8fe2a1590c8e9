"""The first removal of a nail plate more than once.

The first nail has 11730, each further one 11732, with its own digit.  Two lines or units of 11730 are denied.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-NAIL-002",
    name="first-nail-removal-twice",
    outcome="denial",
    severity="hold",
    triggers=codes("11730"),
    carc="97",
    instead_of=("CS-UNIT-002", "CS-UNIT-005", "CS-MOD-027", "CS-MOD-028", "CS-MOD-033"),
    message="11730 is the first nail of the session; it is billed more than once.",
    fix="Bill 11730 for the first nail and 11732 for each further one, each with its finger or toe.",
    source=cited("CPT guideline conventions", "coding rules MIN-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 11730 of one clinician and session with more than one unit together."""
    by_clinician: dict[str, list[Line]] = {}
    for line in visit.with_code("11730"):
        if not line.has("XE", "77", "78", "79", "GY"):
            by_clinician.setdefault(line.rendering_npi, []).append(line)
    for lines in by_clinician.values():
        if sum(line.units for line in lines) > 1:
            yield flag(*lines)


RULE.examples = """
flags    11730-T5 L60.0 | 11730-T6 L60.0
near     11730-T5 L60.0 | 11732-T6 L60.0
flags    11730*2 L60.0
passes   11750-T5 L60.0 | 11750-TA L60.0
passes   11730-TA L60.0
"""
