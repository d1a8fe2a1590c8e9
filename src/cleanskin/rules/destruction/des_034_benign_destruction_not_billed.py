"""Warts, molluscum or troublesome benign growths destroyed in the record, and not on the claim.

The record names lesions that were frozen, burned or treated with acid, and no destruction is billed.  Lesions treated
for looks are left out; benign growths count only when the record gives a medical reason.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import benign_growths, count, diagnosis_of
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

BILLED = (
    "destruction_benign", "destruction_site_specific", "excision_site_specific", "destruction_vascular", "acne",
    "skin_tag_removal", "shave", "excision_benign", "paring",
)  # fmt: skip

RULE = Rule(
    id="CS-DES-034",
    name="benign-destruction-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery"),
    needs=("note",),
    message="The record says that benign lesions were destroyed, and the claim bills no destruction.",
    fix="If it was done for a medical reason, bill 17110 (17111 for 15 or more), or the code of the special site.",
    source=cited("CPT guideline conventions", "coding rules DES-2, DES-3", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag when such lesions are in the record and no code that could stand for them is on the claim."""
    if not (found := benign_growths(visit, day)) or visit.in_family(*BILLED):
        return
    medical = [
        lesion
        for lesion in found
        if not lesion.cosmetic_signals and (lesion.triggers or day.diagnosis_group(diagnosis_of(lesion)) == "infection")
    ]
    if medical:
        number = count(medical).at_least
        yield flag(evidence=[f"the record counts {number}"], missing=[("17111" if number > 14 else "17110", 1)])


RULE.examples = """
flags    note={"lesions":[{"diagnosis":"B07.8","count":3,"technique":"cryosurgery"}]} 99213-25 B07.8
near     note={"lesions":[{"diagnosis":"B07.8","count":3,"technique":""}]} 99213-25 B07.8
flags    note={"lesions":[{"diagnosis":"L82.0","count":1,"technique":"laser","triggers":["MN-BLEED"]}]} 99213 L82.0
passes   note={"lesions":[{"diagnosis":"L82.1","count":1,"technique":"cryosurgery"}]} 99213 L82.1
passes   note={"lesions":[{"diagnosis":"B07.8","count":3,"technique":"cryosurgery"}]} 17110 B07.8
cannot   99213 B07.8
"""
