"""A cancer destroyed in the record, and no malignant destruction, excision or Mohs surgery on the claim.

Curettage and electrodesiccation of a cancer is 17260 to 17286 for each lesion.  The record names the lesion, its
method and its tissue, and the claim has nothing that stands for it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.destruction.counts import destroyed, malignant_code
from cleanskin.rules.diagnosis_fit import is_cancer
from cleanskin.rules.rule import Flag, Rule, cited, classes, flag
from cleanskin.rules.visit import Visit

BILLED = (
    "destruction_malignant", "excision_malignant", "mohs", "pdt", "radiation", "destruction_site_specific",
    "excision_site_specific", "shave", "intralesional_chemotherapy",
)  # fmt: skip

RULE = Rule(
    id="CS-DES-036",
    name="malignant-destruction-not-billed",
    outcome="missed_charge",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery"),
    needs=("note",),
    message="The record says that a cancer was destroyed, and the claim bills no treatment of it.",
    fix="Bill 17260 to 17286 by the diameter and site of each lesion in the record.",
    source=cited("CPT guideline conventions", "coding rules DES-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag when destroyed cancers are in the record and no treatment of a cancer is billed."""
    if not (found := destroyed(visit, is_cancer)) or visit.in_family(*BILLED):
        return
    missing = [(code, lesion.count or 1) for lesion in found if (code := malignant_code(lesion, day))]
    yield flag(missing=missing, evidence=[f"{len(found)} destroyed in the record"])


RULE.examples = """
flags    note={"lesions":[{"site":"back","diagnosis":"C44.519","diameter_cm":0.9,"technique":"laser"}]} 99213 C44.519
near     note={"lesions":[{"site":"back","diagnosis":"C44.519","diameter_cm":0.9,"technique":"laser"}]} 17261 C44.519
passes   note={"lesions":[{"site":"back","diagnosis":"D22.5","technique":"laser"}]} 99213 D22.5
passes   note={"lesions":[{"site":"back","diagnosis":"C44.519","technique":"tangential"}]} 11102 C44.519
cannot   99213 C44.519
"""
