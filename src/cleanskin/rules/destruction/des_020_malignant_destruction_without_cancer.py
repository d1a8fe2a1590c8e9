"""17260 to 17286 without a malignant diagnosis.

The codes are for cancers, also in situ.  With a benign or precancerous diagnosis the payer refuses the line or asks the
money back: the tissue decides, and the claim waits for it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import has_cancer, is_undetermined, named, treated
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DES-020",
    name="malignant-destruction-without-cancer",
    outcome="denial",
    severity="hold",
    triggers=families("destruction_malignant"),
    carc="11",
    message="{code} is for a malignant lesion, and the line points to no cancer.",
    fix="Bill what the record shows: 17000 to 17004 for keratoses, 17110 for benign lesions; or point to the cancer.",
    source=cited("CPT guideline conventions", "coding rules DES-5, DX-5, SC-14", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of the family with diagnoses of which none is a cancer or still undetermined."""
    for line in visit.in_family("destruction_malignant"):
        if has_cancer(line):
            continue
        codes = treated(line, day)
        if codes and not any(is_undetermined(code) for code in codes):
            yield flag(line, evidence=[named(line)])


RULE.examples = """
flags    17261 L57.0
near     17261 C44.519
flags    17282 L82.0
passes   17281 D04.39                         # in situ counts as malignant
passes   17262 L57.0,C44.519
"""
