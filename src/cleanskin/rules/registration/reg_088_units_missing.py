"""A line without units, or with none.

Every professional line counts something: lesions, sessions, units of a drug. Zero or nothing is refused, and nothing is
paid for it.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.registration.conditions import lines_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REG-088",
    name="units-missing-or-zero",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(lines_in_doubt),
    carc="16",
    rarc="M53",
    message="Line {line} ({code}) has no units.",
    fix="Enter the units that the record shows.",
    source=cited("837P required content", "2400 SV104; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose units are missing, zero or negative."""
    for line in visit.lines:
        if not line.service.units or line.units < 0:
            yield flag(line, pointer="2400.SV104")


RULE.examples = """
flags    J3301*0 L91.0
near     J3301*1 L91.0
flags    line1={"units":null} 17000 L57.0
passes   17003*3 L57.0
"""
