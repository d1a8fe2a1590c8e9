"""A biopsy for a diagnosis that needs no tissue.

A biopsy is done because the nature of a lesion is in doubt.  Skin tags, warts seen as such and actinic keratoses as the
only diagnosis do not tell that doubt; payers ask for the reason.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

CLEAR = ("L918", "B07", "B081", "L814")
"""Skin tag, warts, molluscum, lentigo."""

RULE = Rule(
    id="CS-BX-010",
    name="biopsy-without-doubt",
    outcome="audit",
    severity="note",
    triggers=codes("11102", "11104", "11106"),
    message="{code}: the diagnosis alone does not tell why tissue was needed.",
    fix="If the diagnosis comes from the pathology report, leave it; else state what was suspected (D49.2 until the result).",
    source=cited("CPT guideline conventions", "coding rules BX-5, DX-1, PTH-4", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Note first biopsies that point to a tag, a wart or a solar lentigo alone."""
    for line in visit.with_code("11102", "11104", "11106"):
        if line.diagnoses and all(code.startswith(CLEAR) for code in line.diagnoses):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11102 L91.8
near     11102 D49.2
passes   11102 D22.5
passes   11104 L91.8,D49.2
"""
