"""A visit that a pair edit counts into another service of the day, without a modifier.

Pairs with visits reach beyond minor procedures: tests and treatments by staff, light therapy, injections, a second
visit of the day.  Modifier 25 opens them where the visit was significant and separate.  Visits beside minor procedures
have a rule of their own (CS-MOD-025), which says the same without the quarterly file.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import is_open, line_pairs, told
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-NCCI-003",
    name="paired-visit-without-modifier",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    carc="97",
    rarc="M80",
    message="The visit {code} will be denied: it is counted into another service of the day.",
    fix="If the record shows a significant, separate visit, add 25 to {code}; else take the visit off the claim.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. D and E; coding rules EM-6, BUN-6", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each visit that is column 2 of an unopened pair, unless it stands beside a minor procedure."""
    beside_minor = [line for line in visit.lines if _is_minor(line, day)]
    for pair in line_pairs(visit, day):
        if pair.denied.visit_class != "visit" or pair.edit.modifier_indicator != 1 or is_open(pair, day):
            continue
        if beside_minor and pair.denied.code.startswith(("9920", "9921")):
            continue
        message = f"The visit {pair.denied.code} will be denied: it is counted into {pair.paid.code} of the same day."
        yield flag(pair.denied, message=message, evidence=told(pair, day))


def _is_minor(line: Line, day: Day) -> bool:
    return line.visit_class != "visit" and not line.is_add_on and day.is_minor(line.code)


RULE.examples = """
flags    99213 L23.9 | 95044*60 L23.9
near     99213-25 L23.9 | 95044*60 L23.9
flags    99203 L40.0 | 99213 L40.0
passes   99213 L57.0 | 17000 L57.0            # CS-MOD-025 says it
passes   99213 L40.0 | 88305 D22.5
"""
