"""A biopsy code of a special site with a diagnosis of another place.

69100 is the outer ear, 40490 the lip, 67810 the eyelid with its margin, 30100 the inside of the nose.  A diagnosis whose
code names another part of the body contradicts it.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

AT = {"69100": "289", "40490": "089", "67810": "189", "54100": "89", "56605": "89"}
"""The fourth characters of skin-growth codes that fit: 0 lip, 1 eyelid, 2 ear, 8 overlapping, 9 not stated."""

RULE = Rule(
    id="CS-BX-009",
    name="special-site-biopsy-elsewhere",
    outcome="denial",
    severity="warn",
    triggers=codes("69100", "40490", "67810", "54100", "56605"),
    carc="11",
    message="{code} is the biopsy of one site, and the diagnosis names another.",
    fix="Bill the biopsy of the site the diagnosis names (skin: 11102 to 11107 by technique), or correct the diagnosis.",
    source=cited("CPT guideline conventions", "coding rules BX-9, SC-12", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a special-site biopsy whose growth diagnoses all name other places."""
    for line in visit.with_code(*RULE.triggers.codes):
        growths = [code for code in line.diagnoses if code[:3] in ("C43", "C44", "D03", "D04", "D22", "D23")]
        if growths and not any(code[3:4] in AT[line.code] for code in growths):
            yield flag(line, evidence=[f"the line points to {', '.join(growths)}"])


RULE.examples = """
flags    69100 C44.311
near     69100 C44.211
passes   69100 D49.2
flags    67810 D22.5
passes   67810 D22.111
"""
