"""17110 and 17111 on the same day.

The number of benign lesions decides: up to 14 is 17110, 15 or more is 17111, one code once for all of them.  No
modifier makes both payable.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-010",
    name="both-benign-destruction-counts",
    outcome="denial",
    severity="hold",
    triggers=codes("17111"),
    carc="236",
    rarc="M80",
    instead_of=(
        "CS-NCCI-002",
        "CS-MOD-042",
    ),
    message="17110 and 17111 exclude each other: the number of benign lesions of the day decides on one of them.",
    fix="Count the benign lesions: bill 17111 alone for 15 or more, else 17110 alone.",
    source=cited("CPT guideline conventions", "coding rules DES-2, SC-04", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag both lines."""
    if visit.has_code("17110") and visit.has_code("17111"):
        yield flag(*visit.with_code("17110", "17111"))


RULE.examples = """
flags    17110 B07.8 | 17111 B08.1
near     17000 B07.8 | 17111 B08.1
flags    17110-59 B07.8 | 17111 B08.1
passes   17111 B07.8,B08.1
"""
