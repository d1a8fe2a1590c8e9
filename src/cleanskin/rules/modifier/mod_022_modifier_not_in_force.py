"""A modifier that was not in force on the day of service.

Modifiers come and go with dates: the X modifiers since 2015, 93 since 2022, JZ since 2023. On an earlier day the line
is refused for the modifier.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.conditions import modifiers_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-022",
    name="modifier-not-in-force",
    outcome="denial",
    severity="warn",
    triggers=every_visit(),
    beside=whenever(modifiers_in_doubt),
    carc="182",
    rarc="N519",
    message="{code} carries a modifier that was not in force on the day of service.",
    fix="Use the modifier that was in force on that day, or correct the date.",
    source=cited(
        "Coding rules of the project",
        "dates in the table of modifiers and in the HCPCS file",
        checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each modifier that is known for other days only, or that the HCPCS file ends before the day."""
    for line in visit.lines:
        for name in line.modifiers:
            if day.modifier(name) is None and _is_of_other_days(name, day):
                yield flag(line, message=f"{line.code} carries {name}, which was not in force on {day.on}.")
                break


def _is_of_other_days(name: str, day: Day) -> bool:
    if day.reference.modifier(name, date.max) is not None:
        return True
    facts = day.hcpcs(name)
    return facts is not None and facts.terminated_on is not None and facts.terminated_on < day.on


RULE.examples = """
flags    on=2014-12-31 11102 D49.2 | 17000-XS L57.0
passes   on=2015-01-01 11102 D49.2 | 17000-XS L57.0
near     on=2014-12-31 11102 D49.2 | 17000-59 L57.0
passes   11102 D49.2 | 17000-XS L57.0
"""
