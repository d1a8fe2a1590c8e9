"""59 or X on the paid code of a pair only, at Medicare before July 2019.

Until 2019-06-30 Medicare read 59, XE, XP, XS and XU on the column-2 code alone.  From 2019-07-01 on (CR 11168) it
accepts them on either code of the pair.  The rule matters for corrected claims and appeals of old days only.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import by_denied_line, line_pairs, only_column_1_is_distinct, told
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Visit

RULE = Rule(
    id="CS-NCCI-005",
    name="distinct-modifier-on-paid-code-before-july-2019",
    outcome="denial",
    severity="hold",
    triggers=modifiers(*DISTINCT),
    lines_min=2,
    payers=("medicare",),
    effective_to=date(2019, 7, 1),
    carc="236",
    rarc="M80",
    message="{code} will be denied: on this day Medicare read the modifier on the column-2 code only.",
    fix="Move the modifier to {code} if the record supports it.",
    source=cited(
        "CMS, CR 11168", "in force 2019-07-01; coding rule MOD-4", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each column-2 line that only a 59 or X on the column-1 line would open."""
    for pairs in by_denied_line(pair for pair in line_pairs(visit) if only_column_1_is_distinct(pair, day)):
        yield flag(pairs[0].denied, evidence=told(pairs, day))


RULE.examples = """
flags    on=2019-06-30 payer=medicare 11102-59 D49.2 | 17000 L57.0
passes   on=2019-07-01 payer=medicare 11102-59 D49.2 | 17000 L57.0
near     on=2019-06-30 payer=commercial 11102-59 D49.2 | 17000 L57.0
passes   on=2019-06-30 payer=medicare 11102 D49.2 | 17000-59 L57.0
"""
