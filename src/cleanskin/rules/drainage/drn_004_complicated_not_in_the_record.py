"""The drainage of one abscess billed as complicated, without a reason in the record.

10061 is for more than one abscess, or for one that took more than a cut: chambers broken up, packing, a drain.  A record
of one abscess opened and emptied supports 10060.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.drainage.documented import drained
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-004",
    name="complicated-drainage-not-in-the-record",
    outcome="audit",
    severity="warn",
    triggers=codes("10061"),
    needs=("note",),
    carc="150",
    message="10061 is billed, and the record tells of one abscess and of nothing that complicated it.",
    fix="Bill 10060, or ask for what made it complicated (chambers, packing, a drain).",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10061 when one lesion was drained and the record names no complication."""
    found = drained(visit)
    if len(found) == 1 and found[0].count in (None, 1) and not found[0].complex_criteria:
        for line in visit.with_code("10061"):
            yield flag(line)


RULE.examples = """
flags    note={"lesions":[{"site":"hand","technique":"drainage"}]} 10061 L02.512
near     note={"lesions":[{"site":"hand","technique":"drainage"}]} 10060 L02.512
passes   note={"lesions":[{"technique":"drainage","complex_criteria":["packed"]}]} 10061 L02.512
passes   note={"lesions":[{"technique":"drainage","count":2}]} 10061 L02.512
cannot   10061 L02.512
"""
