"""A modifier of a finger, toe or eyelid with a diagnosis of another region.

FA to F9 are fingers, TA to T9 toes, E1 to E4 eyelids. A skin neoplasm of the leg on a finger, or of the nose on an
eyelid, is a slip of the modifier or of the code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.sides import EYELIDS, FINGERS, TOES, region_of
from cleanskin.rules.rule import Flag, Rule, any_of, cited, flag, modifiers
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-032",
    name="finger-toe-or-lid-against-diagnosis",
    outcome="denial",
    severity="warn",
    triggers=any_of(modifiers(*FINGERS), modifiers(*TOES), modifiers(*EYELIDS)),
    carc="11",
    rarc="N657",
    message="{code} names a place by its modifier that its diagnosis does not have.",
    fix="Look into the record, and correct the modifier or the diagnosis.",
    source=cited("Coding rules of the project", "DX-3, DX-5, MOD-7", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line whose skin neoplasm codes all lie in other regions than its modifier."""
    for line in visit.lines:
        regions = {region for region in map(region_of, line.diagnoses) if region}
        for names, region in ((FINGERS, "upper limb"), (TOES, "lower limb"), (frozenset(EYELIDS), "eyelid")):
            if regions and region not in regions and not names.isdisjoint(line.modifiers):
                yield flag(line, evidence=(f"the diagnosis lies in: {', '.join(sorted(regions))}",))


RULE.examples = """
flags    11622-F5 C44.722
near     11622-T5 C44.722
flags    67810-E3 C44.311
passes   11755-TA L60.0
passes   11755-F5 C43.61
"""
