"""A signed notice on file for a line that says there is none.

GZ announces a refusal at the practice's cost.  With a notice signed before the service the line takes GA, and the
patient pays if Medicare refuses.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.notices import signed_for
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-019",
    name="notice-on-file-not-used",
    outcome="denial",
    severity="hold",
    triggers=modifiers("GZ"),
    needs=("abn",),
    payers=("medicare",),
    carc="50",
    rarc="N563",
    message="Line {line} carries GZ (no notice), but a signed notice for {code} is on file.",
    fix="Send GA instead of GZ when the notice names the service and was signed before it.",
    source=cited(
        "Coding rules of dermatology",
        "MOD-11; Medicare claims processing manual, chapter 30",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GZ and a notice in force on their day."""
    for line in visit.lines:
        if line.has("GZ") and signed_for(visit, line):
            yield flag(line)


RULE.examples = """
flags   payer=medicare abn=2026-03-01 17110-GZ L82.1
near    payer=medicare abn=2026-03-01 17110-GA L82.1
passes  payer=medicare abn=none 17110-GZ L82.1
cannot  payer=medicare 17110-GZ L82.1
passes  payer=medicare abn=2026-03-09 17110-GZ L82.1
"""
