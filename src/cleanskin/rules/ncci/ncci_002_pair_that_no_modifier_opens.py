"""Two codes of one day that are never paid together, whatever the modifier.

Pairs of indicator 0 describe one service twice: two first-lesion biopsy codes, 17004 with 17000, an injection of seven
lesions with one of eight.  A modifier does not open them, and a payer's refusal cannot be appealed with one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import by_denied_line, has_unopened_pair, line_pairs, paid_codes, told
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-002",
    name="pair-that-no-modifier-opens",
    outcome="denial",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(has_unopened_pair),
    lines_min=2,
    carc="236",
    rarc="M80",
    message="{code} will be denied: it is never paid beside another code of the day.",
    fix="Take {code} off the claim, or replace both codes by the one that describes the whole service.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, SC-19", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each column-2 line of a pair of indicator 0."""
    closed = [pair for pair in line_pairs(visit) if pair.edit.modifier_indicator == 0]
    for pairs in by_denied_line(closed) if closed else ():
        denied = pairs[0].denied
        message = f"{denied.code} is never paid beside {paid_codes(pairs)} on one day, with any modifier."
        yield flag(denied, message=message, evidence=told(pairs, day))


RULE.examples = """
flags    17004 L57.0 | 17000 L57.0
near     17004 L57.0 | 17110 L57.0
flags    17004 L57.0 | 17000-59 L57.0
flags    11900 L91.0 | 11901 L91.0
flags    11102 D49.2 | 11104 D48.5
passes   11104 D48.5 | 11103 D49.2            # the add-on of the other technique is right
passes   11102 D49.2 | 17000-59 L57.0         # indicator 1, opened
"""
