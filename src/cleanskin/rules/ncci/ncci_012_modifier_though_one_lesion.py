"""A pair opened by a modifier, although the record tells of one lesion only.

59, XS and their like say: another lesion, another site, another encounter.  When the record documents a single lesion,
the two services were done to it, and the modifier is not supported: a payer that reads the note takes the money back.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.record.encounter import Encounter
from cleanskin.rules.day import Day
from cleanskin.rules.ncci.pairs import LinePair, by_denied_line, is_open, line_pairs, told
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import DISTINCT, Visit

OTHER_REASONS = frozenset({"24", "25", "57", "58", "78", "79", "91", "XE", "XP"})
"""Modifiers that open a pair for a reason other than a second lesion."""

RULE = Rule(
    id="CS-NCCI-012",
    name="pair-opened-though-one-lesion",
    outcome="audit",
    severity="warn",
    triggers=any_of(modifiers(*DISTINCT), modifiers("LT", "RT", "E1", "E2", "E3", "E4")),
    needs=("note",),
    message="{code} is billed beside a code that includes it, but the record documents one lesion only.",
    fix="Bill the more extensive service alone, or have the record show the other lesion.",
    source=cited(
        "NCCI policy manual 2026", "ch. I, sec. E; coding rules BUN-1, BUN-4, MOD-4", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the column-2 surgical line of an opened pair when the encounter holds exactly one lesion."""
    if visit.encounter is None or not _has_one_lesion(visit.encounter):
        return
    for pairs in by_denied_line(pair for pair in line_pairs(visit) if _is_opened_as_other_lesion(pair, day)):
        yield flag(pairs[0].denied, evidence=told(pairs, day))


def _is_opened_as_other_lesion(pair: LinePair, day: Day) -> bool:
    surgical = {pair.denied.visit_class, pair.paid.visit_class} <= {"procedure", "surgery"}
    return surgical and is_open(pair, day) and not OTHER_REASONS & {*pair.denied.modifiers, *pair.paid.modifiers}


def _has_one_lesion(encounter: Encounter) -> bool:
    return len(encounter.lesions) == 1 and encounter.lesions[0].count in (None, 1)


RULE.examples = """
flags    note={"lesions":[{"technique":"tangential"}]} 11102 D49.2 | 17000-59 L57.0
near     note={"lesions":[{"technique":"tangential"}]} 11102 D49.2 | 17000-XE L57.0
passes   note={"lesions":[{"technique":"tangential"},{"technique":"cryosurgery"}]} 11102 D49.2 | 17000-59 L57.0
passes   note={"lesions":[]} 11102 D49.2 | 17000-59 L57.0
cannot   11102 D49.2 | 17000-59 L57.0
"""
