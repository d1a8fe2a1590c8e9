"""A nerve block beside the nail procedure for which it was given.

Numbing a finger or toe for one's own procedure belongs to the procedure.  A modifier on the block says that it served
another purpose.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.nail.digits import ONE_NAIL
from cleanskin.rules.repair.wounds import shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-004",
    name="digital-block-beside-nail-procedure",
    outcome="denial",
    severity="hold",
    triggers=families("anesthesia"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
        "CS-NCCI-013",
    ),
    message="{code} numbs the digit for a procedure of the same clinician, which includes it.",
    fix="Take {code} off.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. G; coding rules MIN-2, MIN-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag blocks that share clinician and diagnosis with a procedure on a nail."""
    for line in visit.in_family("anesthesia"):
        same = [one for one in visit.with_code(*ONE_NAIL) if shares_diagnosis(line, one)]
        if same:
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    11750-TA L60.0 | 64450-59 L60.0
near     11750-TA L60.0 | 64450-59 G57.61
flags    11730-T5 L60.0 | 64450 L60.0
passes   11730-T5 L60.0 | 64450 L60.0 by=1000000004   # another clinician
"""
