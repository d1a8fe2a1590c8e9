"""A modifier names the upper lid and the diagnosis the lower one, or the reverse.

E1 and E3 are the upper lids, E2 and E4 the lower ones. The codes of skin neoplasms of the eyelids tell the lid by
their last character. When they disagree, one of the two is wrong.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import EYELIDS, lid_of
from cleanskin.rules.rule import Flag, Rule, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-031",
    name="lid-against-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=modifiers(*EYELIDS),
    carc="11",
    rarc="N657",
    message="{code} names one lid by its modifier and the other by its diagnosis.",
    fix="Look into the record, and correct the modifier or the diagnosis.",
    source=cited("Coding rules of the project", "DX-3, DX-6, SC-13", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line with one lid whose diagnoses name the other lid only."""
    for line in visit.lines:
        treated = {EYELIDS[name] for name in line.modifiers if name in EYELIDS}
        named = {lid for lid in map(lid_of, line.diagnoses) if lid}
        if treated and named and treated.isdisjoint(named):
            yield flag(line)


RULE.examples = """
flags    67810-E4 C44.1121
near     67810-E3 C44.1121
passes   67810-E4 C44.1122
passes   67810-E3 H01.001
"""
