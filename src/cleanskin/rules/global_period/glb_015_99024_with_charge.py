"""The follow-up code 99024 with a charge.

99024 reports a visit that the payment for a procedure already covers.  Nobody pays it, so a charge ends as a balance
that has to be written off, and may be sent to the patient by mistake.  A cent is how some systems let the line through.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-015",
    name="follow-up-code-with-charge",
    outcome="advice",
    severity="note",
    triggers=codes("99024"),
    carc="97",
    rarc="M144",
    message="99024 carries a charge, and no payer pays it.",
    fix="Set its charge to zero (or to what the payer's system needs to accept the line) and bill the patient nothing.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99024 with a charge of more than one cent."""
    for line in visit.with_code("99024"):
        if line.amount_billed > 1:
            yield flag(line, pointer="2400.SV102")


RULE.examples = """
flags    99024 $85 Z48.02
near     99024 $0 Z48.02
passes   99024 $0.01 Z48.02
passes   99212 $85 Z48.02
"""
