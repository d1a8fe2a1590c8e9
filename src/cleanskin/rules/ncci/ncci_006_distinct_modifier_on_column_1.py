"""59 or X on the paid code of a pair only, at a payer other than Medicare.

Medicare accepts the modifier on either code of a pair since 2019-07-01.  Many other payers still look for it on the
column-2 code, the one that is denied.  On that code it is right everywhere.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import by_denied_line, line_pairs, only_column_1_is_distinct, told
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Visit

RULE = Rule(
    id="CS-NCCI-006",
    name="distinct-modifier-on-paid-code",
    outcome="denial",
    severity="note",
    triggers=modifiers(*DISTINCT),
    lines_min=2,
    payers=("medicare_advantage", "medicaid", "commercial", "tricare", "workers_compensation", "auto"),
    carc="236",
    rarc="M80",
    message="{code} carries no modifier; the one on the other code of the pair may not be read by this payer.",
    fix="Put the modifier on {code}, the column-2 code of the pair: every payer reads it there.",
    source=cited("Coding rules of the project", "MOD-4, MOD-5", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each column-2 line that only a 59 or X on the column-1 line opens."""
    for pairs in by_denied_line(pair for pair in line_pairs(visit) if only_column_1_is_distinct(pair, day)):
        yield flag(pairs[0].denied, evidence=told(pairs, day))


RULE.examples = """
flags    11102-59 D49.2 | 17000 L57.0
near     payer=medicare 11102-59 D49.2 | 17000 L57.0
passes   11102 D49.2 | 17000-59 L57.0
passes   11102-59 D49.2 | 17000-59 L57.0
passes   11102-59 D49.2 | 88305 D22.5
"""
