"""Several procedures that are reduced beside each other, and the most valuable one is not listed first.

A payer pays the procedure of the highest value in full and the others at half. Medicare ranks by itself; some other
payers take the order of the claim, and then half of the difference is lost. The ranking follows the total relative
values of the year, and has changed between years.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.ranking import ranked
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-042",
    name="lower-valued-procedure-first",
    outcome="underpayment",
    severity="note",
    triggers=classes("procedure", "surgery"),
    payers=("medicare_advantage", "medicaid", "commercial", "tricare", "workers_compensation", "auto"),
    lines_min=2,
    stage="preview",
    carc="59",
    message="{code} has the highest relative value of the reducible procedures, but is not listed first.",
    fix="List {code} before the other procedures.",
    source=cited(
        "Coding rules of the project", "MOD-8, SC-33, CHG-2026", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the procedure of the highest value when another reducible procedure stands before it."""
    values = ranked(visit, day)
    if len(values) > 1:
        best = max(values, key=lambda one: one.value)
        first = values[0]
        if best.value > first.value:
            evidence = f"{best.line.code}: {best.value}, {first.line.code}: {first.value} relative value units"
            yield flag(best.line, evidence=(evidence,), amount=0)


RULE.examples = """
flags    17000 L57.0 | 17311 C44.311
near     17004 L57.0 | 17311 C44.311          # 17004 is paid in full beside others
passes   17311 C44.311 | 17000-59 L57.0
passes   payer=medicare 17000 L57.0 | 17311 C44.311
passes   17003*4 L57.0 | 17000 L57.0          # an add-on code takes no part
"""
