"""Blood under a nail, billed as the drainage of a collection or as a removal of the nail.

Making a hole in the plate to let the blood out is 11740.  The codes of drainage are for collections in the soft tissue,
and removal means that the plate came off.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-NAIL-012",
    name="blood-under-nail-as-other-drainage",
    outcome="audit",
    severity="warn",
    triggers=codes("10060", "10140", "10160"),
    carc="11",
    message="{code} drains a collection in the soft tissue, and the diagnosis is a bruise with damage to the nail.",
    fix="Bill 11740 with the finger or toe, if the blood was let out through the nail.",
    source=cited(
        "CPT guideline conventions", "coding rules MIN-1, MIN-2", checked_on=date(2026, 11, 22), trust="derived"
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag drainage lines whose diagnoses are all bruises of a digit with damage to the nail (S60.1, S90.2)."""
    for line in visit.with_code("10060", "10140", "10160"):
        if line.diagnoses and all(code.startswith(("S601", "S902")) for code in line.diagnoses):
            yield flag(line)


RULE.examples = """
flags    10140-TA S90.212A
near     11740-TA S90.212A
passes   10140 S80.11XA
"""
