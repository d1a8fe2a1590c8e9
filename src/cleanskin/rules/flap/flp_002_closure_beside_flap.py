"""A linear closure beside the flap of the same wound.

One wound has one closure code: a flap includes the sewing of what remains.  A second closure, with a modifier or
without, needs a wound of its own, and the claim names none.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import MOHS_FIRST, REPAIRS, excised, is_for_lesion, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-FLP-002",
    name="closure-beside-its-flap",
    outcome="denial",
    severity="hold",
    triggers=codes("14000-14001", "14020-14021", "14040-14041", "14060-14061", "14301"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} closes a wound with the diagnosis of the flap, and the claim names no second wound.",
    fix="Take {code} off; if it closes another wound, bill what made that wound too.",
    source=cited("NCCI policy manual 2026", "ch. III, sec. H.1; coding rules BUN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag closures that share a flap's diagnosis when the flaps use up every wound made."""
    flaps = visit.with_code(*RULE.triggers.codes)
    of_mohs = min(len(flaps), int(visit.units_of(*MOHS_FIRST)))
    if excised(visit) > of_mohs or visit.same_day_elsewhere():
        return
    for line in visit.in_family(*REPAIRS):
        same = [one for one in flaps if shares_diagnosis(line, one)]
        if same and is_for_lesion(line, day) and not line.is_add_on:
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    17311 C44.311 | 14060 C44.311 | 13151-59 C44.311
near     17311*2 C44.311 | 14060 C44.311 | 13151-59 C44.311
flags    14060 C44.311 | 12052-59 C44.311
flags    17311 C44.311 | 14060 C44.311 | 13151 C44.311
passes   14060 C44.311 | 13132-59 C44.319                      # another wound
passes   17311 C44.311 | 14060 C44.311 | 11642-59 C44.319 | 12052-59 C44.319,C44.311
"""
