"""Several abscesses, or a complicated one, billed as a simple drainage.

More than one abscess, or one whose chambers were broken up, is 10061; packing alone leaves one abscess a simple one.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.drainage.documented import drained
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-005",
    name="several-abscesses-billed-as-one",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("10060"),
    needs=("note",),
    message="10060 is billed, and the record tells of several abscesses or of a complicated one.",
    fix="Bill 10061 once instead of 10060.",
    source=cited("CPT guideline conventions", "coding rules MIN-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag 10060 when more than one lesion was drained, or one with a named complication."""
    found = drained(visit)
    if visit.has_code("10061") or not found:
        return
    number = sum(one.count or 1 for one in found)
    reasons = [reason for one in found for reason in one.complex_criteria if reason != "packed"]
    if number > 1 or reasons:
        told = [f"{number} drained", *reasons]
        yield flag(visit.with_code("10060")[0], evidence=told, missing=[("10061", 1)])


RULE.examples = """
flags    note={"lesions":[{"technique":"drainage"},{"technique":"drainage"}]} 10060 L02.212
near     note={"lesions":[{"technique":"drainage"},{"technique":"drainage"}]} 10061 L02.212
flags    note={"lesions":[{"technique":"drainage","complex_criteria":["loculated"]}]} 10060 L02.212
passes   note={"lesions":[{"technique":"drainage","complex_criteria":["packed"]}]} 10060 L02.212
passes   note={"lesions":[{"technique":"drainage"},{"technique":"punch"}]} 10060 L02.212
cannot   10060 L02.212
"""
