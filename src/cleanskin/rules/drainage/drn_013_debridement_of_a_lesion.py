"""The debridement of a lesion.

Debridement takes dead or infected tissue from a wound or from diseased skin.  A keratosis, wart or tumor that is scraped
is destroyed, shaved or sampled, and has those codes.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRN-013",
    name="debridement-of-a-lesion",
    outcome="audit",
    severity="warn",
    triggers=codes("11000", "11042-11044", "97597"),
    carc="11",
    message="{code} debrides a wound, and the diagnoses of the line are lesions alone.",
    fix="Bill what was done to the lesion; if a wound was debrided, point to the wound.",
    source=cited("NCCI policy manual 2026", "ch. III; coding rules BUN-3, LGT-1", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag debridement lines of which every diagnosis is a tumor, nevus, keratosis or the like."""
    lesions = ("malignant", "in_situ", "premalignant", "uncertain", "unspecified_neoplasm", "benign", "keratosis")
    for line in visit.with_code(*RULE.triggers.codes):
        groups = [day.diagnosis_group(code) for code in line.diagnoses]
        if groups and all(group in lesions for group in groups):
            yield flag(line, evidence=[f"diagnoses of the line: {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11042 L57.0
near     11042 L97.411
flags    11000 C44.519
passes   97597 C44.719,L97.911                    # an ulcer in a tumor
passes   11000 L30.9
"""
