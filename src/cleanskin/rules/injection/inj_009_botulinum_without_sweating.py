"""Botulinum toxin for sweating with another diagnosis.

64650 (armpits) and 64653 (other areas) are for focal hyperhidrosis: L74.51 with its site.  Wrinkles are the patient's to
pay, and migraine or dystonia have codes of their own.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-INJ-009",
    name="botulinum-for-sweating-without-diagnosis",
    outcome="denial",
    severity="hold",
    triggers=codes("64650", "64653"),
    carc="11",
    message="{code} is for focal hyperhidrosis, and no diagnosis of the line is one.",
    fix="Point the line to L74.51x of its site, or bill the service that was done.",
    source=cited("CPT guideline conventions", "coding rules DX-5, MIN-5", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the codes without L74.5; 64650 with another site than the armpits too."""
    for line in visit.with_code("64650", "64653"):
        named = [code for code in line.diagnoses if code.startswith("L745")]
        wrong_site = line.code == "64650" and named and all(code in ("L74511", "L74512", "L74513") for code in named)
        if line.diagnoses and (not named or wrong_site):
            yield flag(line, evidence=[f"the line points to {', '.join(line.diagnoses)}"])


RULE.examples = """
flags    64650 L98.8
near     64650 L74.510
flags    64650 L74.512
passes   64653 L74.512
"""
