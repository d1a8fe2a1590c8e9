"""A drug without a code of its own, without saying which.

J3490 and J3590 stand for any drug.  The payer needs its name, amount and NDC on the line, and denies it otherwise.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-DRUG-009",
    name="unlisted-drug-not-named",
    outcome="rejection",
    severity="hold",
    triggers=codes("J3490", "J3590"),
    carc="16",
    rarc="M123",
    message="{code} stands for any drug, and the line does not say which.",
    fix="Put the name and amount into the line description and the NDC into the drug loop.",
    source=cited("ASC X12 837P", "SV101-7 and loop 2410; edi-rules", trust="derived", checked_on=date(2026, 11, 22)),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag the codes without description and NDC."""
    for line in visit.with_code("J3490", "J3590"):
        if not line.service.procedure.description and line.service.drug is None:
            yield flag(line, pointer="2400.SV101-7")


RULE.examples = """
flags    J3490 L40.0
near     J3490 L40.0 ndc=00003029305
passes   J3301 L40.0
"""
