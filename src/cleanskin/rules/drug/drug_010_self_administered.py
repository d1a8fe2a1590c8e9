"""A drug that patients give themselves, billed to Part B.

Medicare pays under Part B only for drugs that are not usually self-administered.  Adalimumab, etanercept, secukinumab
under the skin and their kin belong to the patient's drug plan.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-010",
    name="self-administered-drug",
    outcome="denial",
    severity="warn",
    triggers=codes("J0135", "J0139", "J1438"),
    carc="96",
    rarc="N180",
    payers=("medicare",),
    message="{code} is usually given by the patient and not paid under Part B.",
    fix="Send the prescription to a pharmacy under the drug plan; check the contractor list of self-administered drugs.",
    source=cited(
        "Medicare benefit policy manual, ch. 15 s. 50.2",
        "coding rules LIM-3",
        trust="unverified",
        checked_on=date(2026, 11, 22),
    ),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the drugs."""
    for line in visit.with_code(*RULE.triggers.codes):
        yield flag(line)


RULE.examples = """
flags    payer=medicare J1438*2 L40.0
near     payer=medicare J1745*2 L40.0
passes   payer=commercial J1438*2 L40.0
"""
