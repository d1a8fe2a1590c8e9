"""A cut and a puncture of one collection on one day.

A collection that is punctured and then opened is drained once; the more extensive service stands for both.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-016",
    name="collection-drained-twice",
    outcome="denial",
    severity="warn",
    triggers=codes("10160"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} punctures a collection with the diagnosis of another drainage of the day.",
    fix="Bill the one drainage that finished it, unless the record shows two collections.",
    source=cited("NCCI policy manual 2026", "ch. I, sec. L; MIN-1", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10160 lines without 59 or X that share a diagnosis with another drainage."""
    others = visit.with_code("10060", "10061", "10080", "10081", "10140", "10180")
    for line in visit.with_code("10160"):
        same = [one for one in others if shares_diagnosis(line, one) and not line.is_distinct]
        if same:
            yield flag(line, evidence=[f"{one.code} has the same diagnosis" for one in same])


RULE.examples = """
flags    10060 L02.212 | 10160 L02.212
near     10060 L02.411 | 10160 L02.212
passes   10160 L02.212
"""
