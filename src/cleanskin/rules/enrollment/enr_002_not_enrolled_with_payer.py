"""A rendering provider whom the payer had not enrolled on the day of service.

The payer denies what was done before the day from which it has the clinician on file, and seldom goes back. The list
of providers says since when each payer has; a payer that is not on it is asked about first.
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
    id="CS-ENR-002",
    name="rendering-provider-not-enrolled",
    outcome="denial",
    severity="hold",
    triggers=classes("visit", "procedure", "surgery", "pathology", "drug"),
    needs=("enrollment",),
    carc="B7",
    rarc="N570",
    message="The payer had not enrolled the rendering provider of {codes} on the day of service.",
    fix="Hold the claim until the payer's letter with its first day is here; ask for an earlier one where it is allowed.",
    source=cited("Denials and appeals", "section 6, enrollment (B7)", trust="derived"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag lines outside the enrolled days; with a doubt where the payer is not on the clinician's list at all."""
    known = visit.context.providers or {}
    for npi in dict.fromkeys([line.rendering_npi for line in visit.lines]):
        provider = known.get(npi)
        if provider is None or not provider.payers:
            continue
        period = provider.payers.get(visit.payer_id)
        lines = [line for line in visit.lines if line.rendering_npi == npi]
        if period is None:
            yield flag(*lines, evidence=("the payer is not on the clinician's list",), severity="warn")
        elif visit.on not in period:
            yield flag(*lines, evidence=(f"enrolled from {period.start} to {period.end or 'further notice'}",))


RULE.examples = """
flags    on=2026-03-02 enrolled=99999:2026-03-03 99213 L40.0
near     on=2026-03-03 enrolled=99999:2026-03-03 99213 L40.0
flags    payer_id=88888 enrolled=99999:2026-01-01 99213 L40.0
near     payer_id=99999 enrolled=99999:2026-01-01 99213 L40.0
passes   physician=yes 99213 L40.0                             # nothing is listed of payers
cannot   99213 L40.0
"""
