"""The drainage and the excision of one cyst on one day.

A cyst that is opened and then cut out is excised; one that is drained, with part of its wall pulled out, is drained.
One cyst has one code.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.wounds import EXCISIONS, shares_diagnosis
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-002",
    name="drainage-beside-excision",
    outcome="audit",
    severity="warn",
    triggers=codes("10060", "10061", "10140", "10160"),
    carc="97",
    rarc="M15",
    instead_of=(
        "CS-NCCI-001",
        "CS-NCCI-012",
    ),
    message="{code} has the diagnosis of an excision of the day: one lesion is either drained or excised.",
    fix="Bill the excision when the whole cyst was cut out, else the drainage; keep both only for two lesions.",
    source=cited("NCCI policy manual 2026", "ch. III, sec. D; coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drainage lines that share a diagnosis with an excision; held when no modifier sets them apart."""
    for line in visit.with_code(*RULE.triggers.codes):
        found = [one for one in visit.in_family(*EXCISIONS) if shares_diagnosis(line, one)]
        if found:
            apart = line.is_distinct or any(one.is_distinct for one in found)
            yield flag(line, evidence=[f"{one.code}" for one in found], severity="warn" if apart else "hold")


RULE.examples = """
flags    10061 L72.3 | 11442 L72.3
near     10061 L02.01 | 11442 L72.3
flags    11402 L72.3 | 10060-59 L72.3
passes   10061 L72.3
passes   11402 L72.0 | 10060-59 L02.411
"""
