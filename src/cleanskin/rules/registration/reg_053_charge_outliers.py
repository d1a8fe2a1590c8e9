"""A line charged below one dollar, though not as zero.

A cent or a dollar is a placeholder that some systems put where a line needs an amount. A payer pays the lower of charge
and fee: the cent.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-053",
    name="line-with-placeholder-charge",
    outcome="underpayment",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery", "pathology"),
    beside=whenever(lines_in_doubt),
    message="Line {line} ({code}) is charged less than a dollar, which looks like a placeholder.",
    fix="Enter the charge of the fee schedule: payers pay the lower of charge and allowed amount.",
    source=cited("837P required content", "2400 SV102; EDI rules, section 4", trust="assumption"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag charges of 1 to 99 cents of services; drugs may cost that little a unit."""
    for line in visit.lines:
        if 0 < line.amount_billed < 100 and line.visit_class in ("visit", "procedure", "surgery", "pathology"):
            yield flag(line, pointer="2400.SV102")


RULE.examples = """
flags    17000 $0.01 L57.0
near     17000 $80 L57.0
near     J1100 $0.01 L57.0
passes   99213 $1 L40.0
"""
