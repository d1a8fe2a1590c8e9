"""A code that is doubled for two sides, billed to Medicare as two lines with RT and LT.

Where the bilateral indicator is 1, Medicare asks for a surgical procedure on both sides as one line with 50 and one
unit. Two lines may meet the unit limit of the code, and the second is then refused.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.policy import policy_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-011",
    name="two-sides-on-two-lines-at-medicare",
    outcome="denial",
    severity="note",
    triggers=modifiers("RT", "E3", "E4"),
    payers=("medicare",),
    carc="151",
    rarc="N362",
    message="{codes} stand for the two sides on two lines; Medicare asks for one line with 50.",
    fix="Bill one line with 50 and one unit.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. V, bilateral indicators", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag two lines of a code of bilateral indicator 1, one with RT and one with LT."""
    for code in visit.codes:
        lines = visit.with_code(code)
        right = [line for line in lines if line.has("RT")]
        left = [line for line in lines if line.has("LT")]
        if right and left and right[0] is not left[0] and right[0].visit_class == "surgery":
            row = policy_of(code, day)
            if row is not None and row.bilateral == "1":
                yield flag(right[0], left[0], evidence=(f"{code} has bilateral indicator 1",))


RULE.examples = """
flags    payer=medicare 15823-RT H02.831 | 15823-LT H02.834
near     payer=medicare 15823-RT H02.831 | 15822-LT H02.834
passes   payer=medicare 15823-50 H02.831
passes   payer=medicare 11602-RT C44.612 | 11602-LT C44.619   # lesions, not sides
"""
