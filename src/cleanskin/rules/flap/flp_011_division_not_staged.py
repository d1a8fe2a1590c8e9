"""The division of a pedicle flap with 78 or 79 instead of 58.

The second stage is planned with the first, so it is staged surgery: 58, paid in full with a new global period.  78
would say complication and pays less, 79 would say that it has nothing to do with the first stage.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-011",
    name="pedicle-division-not-staged",
    outcome="underpayment",
    severity="warn",
    triggers=codes("15600", "15610", "15620", "15630"),
    carc="4",
    message="{code} is a planned second stage, and its modifier says something else.",
    fix="Use 58 on {code} when the same practice did the first stage; 78 only for a return because of a complication.",
    source=cited(
        "CMS claims processing manual, ch. 12", "sec. 40; coding rules FLG-5, MOD-1", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag division codes with 78 or 79 and no diagnosis of a complication."""
    for line in visit.with_code(*RULE.triggers.codes):
        complication = any(code.startswith(("T8", "L76", "D78")) for code in line.diagnoses)
        if line.has("78", "79") and not line.has("58") and not complication:
            yield flag(line)


RULE.examples = """
flags    15630-79 C44.311
near     15630-58 C44.311
passes   15630 C44.311                       # no modifier: the first stage may be another practice's
passes   15630-78 T81.31XA
"""
