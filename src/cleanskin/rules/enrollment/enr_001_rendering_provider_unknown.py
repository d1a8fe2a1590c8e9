"""A rendering provider who is not on the practice's list.

A new clinician, a locum, or a number of somebody else. Payers deny services of a clinician they have not enrolled with
this group.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    classes,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-ENR-001",
    name="rendering-provider-not-on-list",
    outcome="denial",
    severity="warn",
    triggers=classes("visit", "procedure", "surgery", "pathology"),
    needs=("enrollment",),
    claim_wide=True,
    carc="B7",
    rarc="N570",
    message="The rendering provider of {codes} is not on the practice's list of providers.",
    fix="Correct the NPI; or enroll the clinician with the payer before the claim goes out, and add the clinician to the list.",
    source=cited("Denials and appeals", "section 6, enrollment (B7)", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of a clinician whom the list does not name."""
    known = visit.context.providers or {}
    strange = [line for line in visit.lines if line.rendering_npi and line.rendering_npi not in known]
    if strange:
        yield flag(*strange, pointer="2310B.NM109")


RULE.examples = """
flags    physician=yes 99213 L40.0 by=1999999984
near     physician=yes 99213 L40.0 by=1234567893
near     physician=yes 99213 L40.0
passes   physician=no 99213 L40.0
cannot   99213 L40.0
"""
