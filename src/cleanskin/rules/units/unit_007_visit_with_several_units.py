"""A visit billed with several units.

A visit is one unit of one code.  Two visits of a day are two lines, told apart by time, clinician or reason; two units
on one line read as a typing error and are refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag, repeated
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-007",
    name="visit-with-several-units",
    outcome="denial",
    severity="warn",
    triggers=codes("99202-99205", "99211-99215", "99242-99245", "98000-98015"),
    beside=repeated(),
    carc="16",
    rarc="M53",
    message="The visit {code} is billed with several units on one line.",
    fix="Bill the visit with one unit; a second visit of the day stands on a line of its own.",
    source=cited("Coding rules of the project", "EM-4; general practice of claim forms", checked_on=date(2026, 11, 22),
                 trust="unverified"),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit line with more than one unit."""
    for line in visit.lines:
        if line.units > 1 and line.code in RULE.triggers.codes:
            yield flag(line, evidence=(f"{line.code}: {line.units} units",))


RULE.examples = """
flags    99213*2 L40.0
near     99213 L40.0
passes   99213 L40.0 | 17003*3 L57.0
passes   99417*2 L40.0                        # counted by fifteen minutes
"""
