"""A fraction of a unit.

Services are counted in whole units.  Drug amounts between two units are rounded up once per patient and day; a part of
a procedure is not half a unit but the procedure with modifier 52 or 53.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, flag, repeated
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-UNIT-006",
    name="fractional-units",
    outcome="rejection",
    severity="hold",
    triggers=repeated(),
    carc="16",
    rarc="M53",
    message="The line of {code} has a fraction of a unit.",
    fix="Give whole units: round a drug up once for the day, and bill a shortened procedure with 52 or 53.",
    source=cited("Coding rules of the project", "MIN-4, MOD-3", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each line counted in units whose number is not whole."""
    for line in visit.lines:
        if line.units != int(line.units) and line.service.unit_basis == "UN":
            yield flag(line, evidence=(f"{line.code}: {line.units} units",))


RULE.examples = """
flags    J3301*1.5 L91.0
near     J3301*2 L91.0
flags    17110*0.5 B07.8
passes   17003*3 L57.0
passes   17003*3.0 L57.0
"""
