"""A group's claim that names no rendering provider.

When an organization bills, the payer wants to know which clinician did the work: enrollment, specialty and fee go by
that person. A practice billing under the clinician's own number needs no second name, nor does a laboratory.
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
    id="CS-REG-032",
    name="rendering-provider-missing",
    outcome="rejection",
    severity="hold",
    triggers=classes("visit", "procedure", "surgery"),
    claim_wide=True,
    rarc="N290",
    message="A group bills, and no rendering provider is named for {codes}.",
    fix="Name the clinician who did the service, with NPI and taxonomy.",
    source=cited("837P required content", "2310B, 2420A; EDI rules, section 4", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines of clinicians' work without a rendering provider, when an organization bills."""
    claim = visit.claim
    if claim.billing_provider.is_person or claim.provider("rendering") is not None:
        return
    bare = [
        line
        for line in visit.of_class("visit", "procedure", "surgery")
        if not any(party.role == "rendering" for party in line.service.providers)
    ]
    if bare:
        yield flag(*bare, severity="hold" if visit.is_medicare else "warn", pointer="2310B.NM109")


RULE.examples = """
flags    claim={"providers":[]} 99213 L40.0
near     99213 L40.0
near     claim={"providers":[]} 88305 L40.0
passes   claim={"providers":[]} 99213 L40.0 by=1234567893
passes   claim={"providers":[]} billing={"is_person":true} 99213 L40.0
"""
