"""A modifier that does not exist.

A modifier has two characters: two digits of the procedure code set, or letters and digits of HCPCS. A number that was
never given is always wrong; letters can be judged only when the HCPCS file of the quarter is loaded.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.modifier.conditions import modifiers_in_doubt
from cleanskin.rules.rule import Flag, Rule, cited, every_visit, flag, whenever
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-MOD-021",
    name="unknown-modifier",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    beside=whenever(modifiers_in_doubt),
    carc="4",
    rarc="N519",
    message="{code} carries a modifier that does not exist.",
    fix="Correct the modifier.",
    source=cited(
        "Coding rules of the project",
        "modifiers of the table and of the HCPCS file",
        checked_on=date(2026, 11, 22),
        trust="derived",
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag each modifier of a wrong shape, an unknown number, or letters that the loaded HCPCS file lacks."""
    for line in visit.lines:
        for name in line.modifiers:
            if day.modifier(name) is None and not _exists(name, day):
                yield flag(line, message=f"{line.code} carries {name[:6]}, which is no modifier.")
                break


def _exists(name: str, day: Day) -> bool:
    """Tell whether a modifier that the table lacks today may exist, or exists on other days."""
    if len(name) != 2 or not name.isascii() or not name.isalnum():
        return False
    if day.reference.modifier(name, date.max) is not None or day.hcpcs(name) is not None:
        return True
    return not name.isdigit() and not day.holds("hcpcs")


RULE.examples = """
flags    17000-19 L57.0
near     17000-59 L57.0
passes   17000-ZZ L57.0                       # letters: only the HCPCS file knows
passes   on=2014-06-02 17000-XS L57.0         # exists, but not yet: another rule
flags    line1={"procedure":{"code":"17000","modifiers":["5"]}} 17000 L57.0
"""
