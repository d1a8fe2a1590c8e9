"""A biopsy of a lesion that the record says was removed or destroyed.

Tissue that comes from an excision, a shave removal or a destruction of the same lesion is part of that service.  A biopsy
is billed only for a lesion that was sampled and left.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.biopsy.sampled import sampled
from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-BX-008",
    name="biopsy-of-removed-lesion",
    outcome="audit",
    severity="hold",
    triggers=codes("11102-11107"),
    carc="97",
    needs=("note",),
    message="{codes}: the record documents no lesion that was only sampled.",
    fix="Take the biopsy off when its lesion was removed in the same sitting; the removal includes the tissue.",
    source=cited(
        "NCCI policy manual 2026",
        "ch. III; coding rules BX-5, BX-7, BUN-2, BUN-4, SC-18",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag skin biopsies when every lesion of the record was removed or destroyed and none sampled."""
    documented = visit.documented
    if documented is None or sampled(visit):
        return
    removed = [one for one in documented.lesions if one.intent in ("remove", "destroy")]
    if removed and len(removed) == len(documented.lesions):
        lines = [line for line in visit.in_family("biopsy") if line.code in RULE.triggers.codes]
        yield flag(*lines, evidence=[f"{len(removed)} lesions in the record, all removed or destroyed"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","intent":"remove"}]}  11402 D22.5 | 11102-59 D22.5
near     note={"lesions":[{"technique":"tangential","intent":"sample"}]}  11402 D22.5 | 11102-59 D22.5
passes   note={"lesions":[{"technique":"excision","intent":"remove"},{"technique":"punch","intent":"sample"}]}  11402 D22.5 | 11104-59 D49.2
cannot   11402 D22.5 | 11102-59 D22.5
"""
