"""Mohs surgery with a diagnosis that names no site.

The codes of Mohs surgery go by the site, and the surgeon knows it.  A cancer "of unspecified site" cannot be compared
with the code, and contractors' lists of covered diagnoses leave it out.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.diagnosis_fit import is_cancer, named
from cleanskin.rules.rule import Flag, Rule, cited, families, flag
from cleanskin.rules.visit import Visit

UNSTATED = "9"
"""The site digit of cancers whose site is not stated."""

RULE = Rule(
    id="CS-MOH-026",
    name="mohs-site-not-stated",
    outcome="denial",
    severity="warn",
    triggers=families("mohs"),
    carc="11",
    message="Mohs surgery ({codes}) points only to a cancer whose site is not stated.",
    fix="Take the site and side from the record and code the diagnosis to it.",
    source=cited("Coding rules of dermatology", "DX-3, DX-6", checked_on=date(2026, 11, 22), trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the lines whose cancers are all without a site."""
    wrong = []
    for line in visit.in_family("mohs"):
        found = [day.answer("grouped_diagnosis", code) for code in line.diagnoses if is_cancer(code)]
        if found and all(one is not None and one.value.site_digit == UNSTATED for one in found):
            wrong.append(line)
    if wrong:
        yield flag(*wrong, evidence=[named(line) for line in wrong])


RULE.examples = """
flags    17311 C44.91
near     17311 C44.311
flags    17311 C43.9 | 17312 C43.9
passes   17313 C44.519
passes   17311 C44.311,C44.91
"""
