"""A Medicare wound closed by tissue adhesive alone, billed as a sewn closure.

Medicare has a code of its own for closure by adhesive alone, G0168; the codes of simple closure are for sutures,
staples, or adhesive with them.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-014",
    name="adhesive-billed-as-sutures",
    outcome="audit",
    severity="hold",
    triggers=families("repair_simple"),
    payers=("medicare",),
    needs=("note",),
    message="{code} is billed to Medicare, and the record says that adhesive alone closed the wound.",
    fix="Bill G0168 instead of {code}.",
    source=cited("Medicare's HCPCS code G0168", "coding rules REP-6", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag sewn simple closures when the only simple closures of the record are by adhesive."""
    if closed(visit, "adhesive") and not closed(visit, "simple"):
        for line in visit.in_family("repair_simple"):
            if line.code != "G0168":
                yield flag(line)


RULE.examples = """
flags    payer=medicare note={"lesions":[{"closure":"adhesive"}]} 12011 S01.411A
near     payer=medicare note={"lesions":[{"closure":"adhesive"}]} G0168 S01.411A
passes   payer=commercial note={"lesions":[{"closure":"adhesive"}]} 12011 S01.411A
passes   payer=medicare note={"lesions":[{"closure":"adhesive"},{"closure":"simple"}]} 12011 S01.411A
cannot   payer=medicare 12011 S01.411A
"""
