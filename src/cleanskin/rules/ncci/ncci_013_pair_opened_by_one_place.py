"""A pair opened by a side, finger, toe or lid that does not show two places.

Anatomic modifiers open a pair because they tell two places apart.  The same place on both lines shows the reverse; and
one on a single line, with a nail procedure, leaves open where the other service was.  The system lets such a pair
pass, and the money is taken back when the record is read.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import ANATOMIC
from cleanskin.rules.ncci.pairs import LinePair, associated, by_denied_line, line_pairs, paid_codes, told
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-013",
    name="pair-opened-by-one-place",
    outcome="audit",
    severity="warn",
    triggers=modifiers(*ANATOMIC),
    lines_min=2,
    message="{code} is counted into another service, and the modifiers do not show two places.",
    fix="If the record shows two places, name the place on both lines or use 59 or XS; else take {code} off the claim.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. E; coding rules MOD-7, MIN-2", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the column-2 line of a pair opened by anatomic modifiers alone that name one place."""
    for pairs in by_denied_line(pair for pair in line_pairs(visit) if _names_one_place(pair, day)):
        denied = pairs[0].denied
        message = f"{denied.code} is counted into {paid_codes(pairs)}, and the modifiers do not show two places."
        yield flag(denied, message=message, evidence=told(pairs, day))


def _names_one_place(pair: LinePair, day: Day) -> bool:
    used = {*pair.paid.modifiers, *pair.denied.modifiers}
    if pair.edit.modifier_indicator != 1 or associated(used - ANATOMIC, day):
        return False
    here, there = ANATOMIC.intersection(pair.denied.modifiers), ANATOMIC.intersection(pair.paid.modifiers)
    return bool(here or there) and (here == there or not (here and there)) and _is_exact(pair, here == there)


def _is_exact(pair: LinePair, same: bool) -> bool:
    return same or "nail" in (pair.paid.family, pair.denied.family)


RULE.examples = """
flags    11750-TA L60.0 | 11730-TA L60.0
near     11750-TA L60.0 | 11730-T1 L60.0
flags    11750-TA L60.0 | 11730 L60.0
flags    17311-RT C44.212 | 11102-RT D49.2
passes   17311-RT C44.212 | 11102 D49.2       # another place may have no side
passes   11750-TA L60.0 | 11730-TA-59 L60.0
passes   11750 L60.0 | 11730 L60.0            # not opened: another rule
"""
