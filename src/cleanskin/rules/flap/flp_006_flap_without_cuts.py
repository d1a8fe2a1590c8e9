"""A flap for which the record tells of no cuts.

A flap is cut: at least one incision beyond the wound frees the skin that is moved.  Skin that is only undermined and
pulled together is a complex closure.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-006",
    name="flap-without-cuts",
    outcome="audit",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    needs=("note",),
    carc="150",
    message="{code} is billed, and by the record no cut was made to raise a flap.",
    fix="Bill the complex closure by length, with the excision or Mohs surgery.",
    source=cited("CPT guideline conventions", "coding rules FLG-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag flaps when all flaps of the record were raised without cuts."""
    flaps = closed(visit, "flap")
    if flaps and all(one.flap_incisions is False for one in flaps):
        for line in visit.with_code(*RULE.triggers.codes):
            yield flag(line)


RULE.examples = """
flags    note={"lesions":[{"closure":"flap","flap_incisions":false}]} 14041 C44.319
near     note={"lesions":[{"closure":"flap","flap_incisions":true}]} 14041 C44.319
passes   note={"lesions":[{"closure":"flap"}]} 14041 C44.319                 # the record does not say
cannot   14041 C44.319
"""
