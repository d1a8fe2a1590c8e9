"""A complex closure of up to 1.0 cm.

The codes of complex closure begin above 1.0 cm.  A shorter one is billed as simple or intermediate.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import lengths
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-REP-018",
    name="complex-closure-up-to-one-centimeter",
    outcome="audit",
    severity="hold",
    triggers=codes("13100-13101", "13120-13121", "13131-13132", "13151-13152"),
    needs=("note",),
    carc="150",
    message="{code} begins above 1.0 cm, and the record adds up to no more.",
    fix="Bill the intermediate closure of that length.",
    source=cited("CPT guideline conventions", "coding rules REP-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag complex closures in a site group whose documented lengths add up to 1.0 cm or less."""
    sums = lengths(visit, "complex", day)
    for line in visit.in_family("repair_complex"):
        length = sums.get(line.facts.site_group) if sums and line.facts else None
        if length is not None and length <= 1 and not line.is_add_on:
            yield flag(line, evidence=[f"documented sum {length} cm"])


RULE.examples = """
flags    note={"lesions":[{"site":"nose","technique":"mohs","closure":"complex","closure_length_cm":1}]} 17311 C44.311 | 13151 C44.311
near     note={"lesions":[{"site":"nose","technique":"mohs","closure":"complex","closure_length_cm":1.1}]} 17311 C44.311 | 13151 C44.311
passes   note={"lesions":[{"site":"nose","technique":"mohs","closure":"complex"}]} 17311 C44.311 | 13151 C44.311
cannot   17311 C44.311 | 13151 C44.311
"""
