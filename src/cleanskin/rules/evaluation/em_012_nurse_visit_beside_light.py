"""Visit 99211 beside light therapy: never paid, whatever the modifier.

99211 is the visit of staff.  Giving light by staff is that visit already, and the pair edits let no
modifier open it.  A physician's visit of a higher level may stand beside them with 25.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EM-012",
    name="nurse-visit-beside-light",
    outcome="denial",
    severity="hold",
    triggers=codes("99211"),
    carc="97",
    rarc="M15",
    instead_of=("CS-NCCI-002", "CS-NCCI-003"),
    message="99211 is never paid beside light therapy of the same day, with 25 or without.",
    fix="Take 99211 off.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. XI, pair edits of 96900 to 96912; coding rules LGT-2",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 99211 beside treatments whose pair edit with it admits no modifier."""
    treatments = [one for one in visit.in_family("phototherapy") if not one.is_add_on]
    treatments = [one for one in treatments if day.global_days(one.code) == "XXX"]
    if treatments:
        for line in visit.with_code("99211"):
            yield flag(line, evidence=[f"{one.code} on line {one.number}" for one in treatments])


RULE.examples = """
flags    99211 L40.0 | 96910 L40.0
near     99213 L40.0 | 96910 L40.0
flags    99211-25 L40.0 | 96912 L40.0
passes   99211 L20.9 | 96372 L20.9          # an injection: another rule
passes   99211 Z48.00
passes   99211 L20.9 | J3301*4 L20.9       # the drug alone
"""
