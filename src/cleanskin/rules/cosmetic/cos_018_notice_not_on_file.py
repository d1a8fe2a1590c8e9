"""GA on a line for which no signed notice is on file.

GA promises a notice that the patient signed before the service.  Without it the patient may not be billed, and the
promise is a false statement.  A notice signed after the service, or more than a year before, does not count.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.cosmetic.notices import signed_for
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-COS-018",
    name="notice-not-on-file",
    outcome="audit",
    severity="hold",
    triggers=modifiers("GA"),
    needs=("abn",),
    payers=("medicare",),
    carc="50",
    rarc="N563",
    message="Line {line} carries GA, but no signed notice for {code} is on file.",
    fix="Find the notice signed before the service, or send GZ instead of GA.",
    source=cited(
        "Coding rules of dermatology",
        "MOD-11; Medicare claims processing manual, chapter 30",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with GA and no notice in force on their day."""
    for line in visit.lines:
        if line.has("GA") and not signed_for(visit, line):
            yield flag(line)


RULE.examples = """
flags   payer=medicare abn=none 17110-GA L82.1
passes  payer=medicare abn=2026-03-02 17110-GA L82.1
near    payer=medicare abn=none 17110-GZ L82.1
flags   payer=medicare abn=2026-03-05 17110-GA L82.1      # signed after the service
flags   payer=medicare abn=2024-12-01 17110-GA L82.1      # too old
cannot  payer=medicare 17110-GA L82.1
passes  payer=commercial abn=none 17110-GA L82.1
"""
