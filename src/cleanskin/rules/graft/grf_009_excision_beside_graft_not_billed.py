"""The excision whose wound a graft closes, documented and not billed.

A graft does not include the excision of the lesion, unlike a flap: both are reported.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.repair.documented import closed
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-GRF-009",
    name="excision-beside-graft-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=codes("15050", "15100", "15120", "15200", "15220", "15240", "15260", "15760"),
    needs=("note",),
    message="The record tells of an excision whose wound {code} closes, and no excision is billed.",
    fix="Bill the excision by site, diameter with margins, and pathology.",
    source=cited("CPT guideline conventions", "coding rules FLG-7, EXC-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the first graft line when a lesion was excised and grafted and no line cut a tumor out."""
    cut = visit.in_family(
        "excision_benign", "excision_malignant", "excision_soft_tissue", "excision_site_specific", "mohs"
    )
    if cut or visit.same_day_elsewhere():
        return
    if any(one.technique == "excision" for one in closed(visit, "graft")):
        yield flag(visit.with_code(*RULE.triggers.codes)[0])


RULE.examples = """
flags    note={"lesions":[{"site":"scalp","technique":"excision","closure":"graft"}]} 15220 C44.42
near     note={"lesions":[{"site":"scalp","technique":"mohs","closure":"graft"}]} 15220 C44.42
passes   note={"lesions":[{"site":"scalp","technique":"excision","closure":"graft"}]} 15220 C44.42 | 11624 C44.42
cannot   15220 C44.42
"""
