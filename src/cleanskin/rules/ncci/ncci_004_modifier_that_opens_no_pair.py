"""A pair of services told apart by a modifier that opens no pair.

22 (much more work), 76 and 77 (repeated), 51 (several procedures) and 52 (reduced) are not NCCI-associated: a line with
one of them beside the code that includes it is denied as if it carried none.  A repeat is a repeat of the same code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import STAND_INS, LinePair, by_denied_line, is_open, line_pairs, paid_codes, told
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-004",
    name="modifier-that-opens-no-pair",
    outcome="denial",
    severity="hold",
    triggers=modifiers(*STAND_INS),
    lines_min=2,
    carc="236",
    rarc="M80",
    message="{code} will be denied: its modifier does not separate it from another service of the day.",
    fix="If the record shows another lesion, site or encounter, use 59 or XS (or the anatomic modifier) on {code}; else"
    " take {code} off the claim.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-4, MOD-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each column-2 line whose only modifiers beside the pair are 22, 51, 52, 76 or 77."""
    for pairs in by_denied_line(pair for pair in line_pairs(visit) if _is_shut(pair, day)):
        denied = pairs[0].denied
        used = next(one for one in denied.modifiers if one in STAND_INS)
        message = f"{denied.code} will be denied beside {paid_codes(pairs)}: {used} does not separate them."
        yield flag(denied, message=message, evidence=told(pairs, day))


def _is_shut(pair: LinePair, day: Day) -> bool:
    if pair.denied.visit_class == "visit" or not pair.denied.has(*STAND_INS):
        return False
    return pair.edit.modifier_indicator == 1 and not is_open(pair, day)


RULE.examples = """
flags    11102 D49.2 | 17000-76 L57.0
near     11102 D49.2 | 17000-59 L57.0
flags    17110 B07.8 | 11102-51 D48.5
passes   17262 C44.722 | 17262-76 C44.729     # the same code repeated: no pair
passes   11102 D49.2 | 17000-59-76 L57.0
passes   11606-22 C43.59                      # more work on the one service of the day
"""
