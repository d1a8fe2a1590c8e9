"""An add-on code with an open list of primaries, without any service it could go with.

For some add-on codes the national file lists no primaries, or only some, and the contractor decides.  Without a listed
one the payer may still accept another; with no other service on the day there is nothing to add to.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.ncci.add_ons import lacks_primary, listed_primaries, without_primary
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NCCI-011",
    name="add-on-with-nothing-to-add-to",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(lacks_primary),
    carc="107",
    rarc="N122",
    message="The add-on code {code} is alone: no service of the day is one that it could go with.",
    fix="Bill the primary service with {code}, or check with the payer which primaries it accepts.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. W; coding rule MOD-9", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag an add-on code of type 2 or 3 without a listed primary, when no other primary service is on the day."""
    for line, edit in without_primary(visit):
        if not edit.contractor_defined:
            continue
        others = [one for one in visit.lines if one is not line and day.add_on(one.code) is None]
        if others or visit.same_day_elsewhere():
            continue
        evidence = (f"listed primaries: {listed_primaries(edit)}",) if edit.primaries else ()
        yield flag(line, evidence=evidence)


RULE.examples = """
flags    88311 D22.5
flags    88311 D22.5 | 88314 D22.5            # another add-on code is no primary
near     88311 D22.5 | 88305 D22.5
passes   88311 D22.5 << 2026-03-02 88305 D22.5
passes   17003*4 L57.0                        # a closed list: another rule
"""
