"""Modifier 58 (staged or related) where the earlier operation treated another kind of problem.

58 ties a procedure to the one before it.  Freezing keratoses or warts, treating nails or acne after an excision of a
growth is not its next stage: 79.  Both pay the full fee and start a new period, but the record will not bear 58 out.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import is_aftercare, is_growth, open_periods, procedures_with_period, related
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-012",
    name="modifier-58-on-another-problem",
    outcome="audit",
    severity="warn",
    triggers=modifiers("58"),
    needs=("history",),
    carc="4",
    rarc="N519",
    message="{code} carries 58 (next stage or related), but its diagnosis is of another kind than that of the earlier"
    " procedure.",
    fix="If the procedure is for another problem, replace 58 with 79.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules MOD-1",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag procedures with 58 whose diagnoses are no growths while every open period is of a growth."""
    for line in procedures_with_period(visit, day):
        if not line.has("58") or is_growth(line.diagnoses, day) or is_aftercare(line.diagnoses, day):
            continue
        covering = open_periods(visit, line)
        strange = [one for one in covering if is_growth(one.line.diagnoses, day) and not related(line, one.line, day)]
        if line.diagnoses and covering and len(strange) == len(covering):
            yield flag(line, evidence=[one.words for one in covering])


RULE.examples = """
flags    17000-58 L57.0 << 2026-02-24 11602 C44.519
near     17000-79 L57.0 << 2026-02-24 11602 C44.519
passes   11602-58 C44.519 << 2026-02-24 11402 D48.5
passes   17110-58 B07.8 << 2026-02-24 17110 B07.8
passes   13160-58 T81.31XA << 2026-02-24 14060 C44.311     # a complication
cannot   17000-58 L57.0
"""
