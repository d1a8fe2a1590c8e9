"""A skin biopsy code where the diagnosis names a site with its own biopsy code.

The red part of the lip, the mouth, the tongue, the inside of the nose, the ear, the penis, the vulva, the conjunctiva
and the nail unit have biopsy codes of their own, and these win over 11102 to 11107.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, diagnoses, flag
from cleanskin.rules.visit import Visit

SPECIAL = ("C00", "C02", "C06", "C51", "C60", "D000", "D100", "D101", "D103", "D28", "D290", "K130", "K132")
"""Beginnings of diagnoses of the red lip, mouth, tongue, vulva and penis."""

RULE = Rule(
    id="CS-BX-004",
    name="skin-biopsy-of-site-with-own-code",
    outcome="audit",
    severity="warn",
    triggers=codes("11102-11107"),
    beside=diagnoses(*SPECIAL),
    message="{code} is for skin; the diagnosis names a site with a biopsy code of its own.",
    fix="If the tissue was taken there, bill the code of the site: lip 40490, mouth 40808, ear 69100, nose 30100, penis 54100, vulva 56605, nail unit 11755.",
    source=cited(
        "CPT guideline conventions",
        "coding rules BX-9; AAD, Cracking the Code, February 2014",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag skin biopsies whose every diagnosis lies at a site with its own code."""
    for line in visit.in_family("biopsy"):
        if (
            line.code in RULE.triggers.codes
            and line.diagnoses
            and all(code.startswith(SPECIAL) for code in line.diagnoses)
        ):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    11104 C00.1
near     11104 C44.01
passes   40490 C00.1
flags    11102 D29.0
passes   11104 D49.2 | 11105 K13.0,D49.2      # the skin lesion is among the diagnoses
"""
