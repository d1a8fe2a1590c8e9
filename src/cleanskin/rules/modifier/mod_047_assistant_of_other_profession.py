"""An assistant at surgery billed with the modifier of the other profession.

80, 81 and 82 are for physicians who assist, AS for nurse practitioners and physician assistants. They are paid by
different shares, and the wrong one is refused against the enrollment.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-047",
    name="assistant-modifier-of-the-other-profession",
    outcome="denial",
    severity="hold",
    triggers=modifiers("80", "81", "82", "AS"),
    needs=("enrollment",),
    carc="4",
    rarc="N519",
    message="{code} is billed for an assistant with the modifier of the other profession.",
    fix="Use AS for a practitioner who is no physician, else 80 or 82.",
    source=cited("Coding rules of the project", "MOD-12", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag AS by a physician, and 80, 81 or 82 without AS by another practitioner."""
    for line in visit.lines:
        who = (visit.context.providers or {}).get(line.rendering_npi)
        if who is None:
            continue
        if (who.is_physician and line.has("AS")) or (not who.is_physician and line.has("80", "81", "82")):
            yield flag(line)


RULE.examples = """
flags    physician=yes 14060-AS C44.311
near     physician=no 14060-AS C44.311
flags    physician=no 14060-80 C44.311
passes   physician=yes 14060 C44.311
cannot   14060-AS C44.311
"""
