"""Both 93 (sound alone) and 95 (video) on one line.

The two exclude each other: either the patient was seen or not.  A call that began by video and went on by sound alone
is coded by what made up most of it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-TEL-005",
    name="video-and-sound-alone",
    outcome="denial",
    severity="hold",
    triggers=modifiers("93"),
    carc="4",
    rarc="N519",
    message="{code} carries both 93 (sound alone) and 95 (video).",
    fix="Keep the one that the record shows.",
    source=cited(
        "CPT conventions for telehealth", "modifiers 93 and 95; coding rules EM-10", checked_on=date(2026, 11, 22)
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines with both modifiers."""
    for line in visit.lines:
        if line.has("93") and line.has("95"):
            yield flag(line)


RULE.examples = """
flags    pos=10 99213-93-95 L40.0
near     pos=10 99213-93 L40.0
passes   pos=10 99213-95 L40.0
"""
