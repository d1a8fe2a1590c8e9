"""An excision code that the documented pathology result contradicts.

The result decides between 114xx and 116xx.  A benign report behind 116xx is recouped; a malignant one behind 114xx is
money left.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.excision.sizes import EXCISIONS, excised
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-EXC-011",
    name="excision-code-against-pathology",
    outcome="audit",
    severity="hold",
    triggers=families("excision_benign", "excision_malignant"),
    needs=("note",),
    message="{code} does not fit the pathology result in the record.",
    fix="Bill 116xx for a malignant result (also in situ), 114xx for any other; a re-excision of a known cancer stays 116xx.",
    source=cited("CPT guideline conventions", "coding rules EXC-7, EXC-8", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the one excision of the day when its result is of the other kind."""
    lines, lesions = visit.in_family(*EXCISIONS), excised(visit)
    if len(lines) != 1 or len(lesions) != 1 or lesions[0].pathology is None:
        return
    behavior = lesions[0].pathology.behavior
    is_malignant_code = lines[0].family == "excision_malignant"
    known_before = is_malignant_code and lesions[0].diagnosis.upper().startswith(("C", "D03", "D04"))
    if (behavior in ("malignant", "in_situ") and not is_malignant_code) or (
        behavior in ("benign", "uncertain", "premalignant") and is_malignant_code and not known_before
    ):
        yield flag(lines[0], evidence=[f"the result is {behavior}"])


RULE.examples = """
flags    note={"lesions":[{"technique":"excision","pathology":{"behavior":"benign"}}]}  11602 C44.519
near     note={"lesions":[{"technique":"excision","pathology":{"behavior":"malignant"}}]}  11602 C44.519
flags    note={"lesions":[{"technique":"excision","pathology":{"behavior":"in_situ"}}]}  11402 D22.5
passes   note={"lesions":[{"technique":"excision","diagnosis":"C44.519","pathology":{"behavior":"benign"}}]}  11602 C44.519  # clear re-excision
cannot   11602 C44.519
"""
