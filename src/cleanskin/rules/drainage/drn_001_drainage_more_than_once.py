"""The drainage of abscesses on more than one line or unit.

Several abscesses have one code: 10061 stands for a complicated one or for more than one.  10060 twice, or beside 10061,
describes one session twice.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Line, Visit

RULE = Rule(
    id="CS-DRN-001",
    name="abscess-drainage-more-than-once",
    outcome="denial",
    severity="hold",
    triggers=codes("10060", "10061"),
    carc="97",
    instead_of=("CS-NCCI-001", "CS-NCCI-002", "CS-UNIT-002", "CS-UNIT-005", "CS-MOD-027", "CS-MOD-028"),
    message="{codes}: the drainage of abscesses of one session has one code, once.",
    fix="Bill 10061 once when more than one was drained or one was complicated, else 10060 once.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the drainage lines of one clinician and session with more than one unit together."""
    by_clinician: dict[str, list[Line]] = {}
    for line in visit.with_code("10060", "10061"):
        if not line.has("XE", "77", "78", "79", "GY"):
            by_clinician.setdefault(line.rendering_npi, []).append(line)
    for lines in by_clinician.values():
        if sum(line.units for line in lines) > 1:
            yield flag(*lines)


RULE.examples = """
flags    10060*2 L02.212
near     10060*1 L02.212
flags    10060 L02.212 | 10060-59 L02.411
flags    10061 L02.212 | 10060-59 L02.411
passes   10061 L02.212,L02.411
passes   10060 L02.212 | 10060-XE L02.411
"""
