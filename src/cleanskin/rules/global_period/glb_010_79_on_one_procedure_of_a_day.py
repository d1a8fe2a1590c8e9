"""Modifier 79 on one procedure of a day and on another one of the same day no modifier.

79 speaks of a procedure of an earlier day.  If one is still covered by it, every unrelated procedure of the day needs
79; if none is, 79 is wrong, and two procedures of one day are told apart by 59 or XS.  One of the two lines
is wrong.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.global_period.window import procedures_with_period
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GLB-010",
    name="modifier-79-on-one-of-two-procedures",
    outcome="denial",
    severity="warn",
    triggers=modifiers("79"),
    carc="4",
    rarc="N519",
    message="{code} carries 79 while another procedure of the same day carries no modifier for a global period.",
    fix="If an earlier procedure still covers the day, add 79 (or 58) to the other procedure; if not, replace 79: two"
    " lesions of one day are told apart by 59 or XS.",
    source=cited(
        "Medicare claims processing manual (100-04)",
        "ch. 12, sec. 40; coding rules GLB-1, MOD-1, MOD-2",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with 79 beside a procedure of the same clinician that says nothing about a global period."""
    procedures = list(procedures_with_period(visit, day))
    bare = [line for line in procedures if not line.has("58", "76", "77", "78", "79")]
    for line in procedures:
        others = [other for other in bare if other.rendering_npi == line.rendering_npi]
        if line.has("79") and others:
            yield flag(line, evidence=[f"{other.code} on line {other.number} carries none" for other in others])


RULE.examples = """
flags    11602 C44.519 | 11402-79 D22.5
near     11602-79 C44.519 | 11402-79 D22.5
passes   11602 C44.519 | 11402-59 D22.5
passes   17000-79 L57.0 | 17003*3 L57.0       # add-on codes follow their primary
passes   11602-58 C44.519 | 11402-79 D22.5
passes   11602 C44.519 by=1000000004 | 11402-79 D22.5
"""
