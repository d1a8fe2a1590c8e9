"""A visit that a pair edit counts into another service of the day, without a modifier.

Pairs with visits reach beyond procedures and treatments: tests, imaging, one visit beside another of a different kind.
Modifier 25 opens them where the visit was significant and separate.  Office visits beside procedures with a global
period, beside light, injections or skin tests, and a second office visit have rules of their own, which say the same
without the quarterly file.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import LinePair, by_denied_line, has_unopened_pair, paid_codes, shut_pairs, told
from cleanskin.rules.ncci.visits import has_rule_of_its_own
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-003",
    name="paired-visit-without-modifier",
    outcome="denial",
    severity="hold",
    triggers=classes("visit"),
    beside=whenever(has_unopened_pair),
    lines_min=2,
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
    """Flag each visit that is column 2 of an unopened pair, unless another rule says so."""
    shut = [pair for pair in shut_pairs(visit) if _is_told_here(pair, day)]
    for pairs in by_denied_line(shut) if shut else ():
        denied = pairs[0].denied
        message = f"The visit {denied.code} will be denied: it is counted into {paid_codes(pairs)} of the day."
        yield flag(denied, message=message, evidence=told(pairs, day))


def _is_told_here(pair: LinePair, day: Day) -> bool:
    return pair.denied.visit_class == "visit" and not has_rule_of_its_own(pair, day)


RULE.examples = """
flags    99213 L40.0 | 99221 L40.1
near     99213-25 L40.0 | 99221 L40.1
passes   99213 L57.0 | 17000 L57.0            # CS-MOD-025 says it
passes   99213 L23.9 | 95044*60 L23.9         # CS-EM-011 says it
passes   99213 L40.0 | 88305 D22.5
"""
