"""The same code twice on a day at Medicare, told apart by 59 or X.

59 separates different codes of a pair. For the same code on another lesion many Medicare contractors want 76, or RT
and LT where the sides differ, and have denied 59; some accept it. Know the contractor's way before sending.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import ANATOMIC
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Visit

RULE = Rule(
    id="CS-MOD-028",
    name="same-code-told-apart-by-59-at-medicare",
    outcome="denial",
    severity="note",
    triggers=modifiers(*DISTINCT),
    payers=("medicare",),
    carc="18",
    rarc="N522",
    message="{code} is billed twice and told apart by 59 or X; many Medicare contractors want 76 or a side.",
    fix="Use 76, or RT and LT where the lesions lie on two sides, if the contractor wants it so.",
    source=cited(
        "Coding rules of the project", "MOD-6 (AAD, January 2023)", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the later lines of a code, neither visit nor add-on, that carry 59 or X and neither 76, 77 nor a side."""
    for code in visit.codes:
        lines = visit.with_code(code)
        if len(lines) < 2 or lines[0].visit_class not in ("procedure", "surgery") or lines[0].is_add_on:
            continue
        for line in lines[1:]:
            if line.is_distinct and not line.has("76", "77", "XE", "XP") and ANATOMIC.isdisjoint(line.modifiers):
                yield flag(line)


RULE.examples = """
flags    payer=medicare 17262 C44.722 | 17262-59 C44.729
near     payer=medicare 17262 C44.722 | 17262-76 C44.729
passes   payer=commercial 17262 C44.722 | 17262-59 C44.729
passes   payer=medicare 17262-RT C44.722 | 17262-LT-59 C44.729
passes   payer=medicare 17262 C44.722 | 17261-59 C44.729
"""
