"""Mohs surgery for Medicare whose rendering provider has the taxonomy of no physician.

Medicare's contractors pay Mohs surgery to physicians trained in it, and many name physicians only.  A rendering
provider with the taxonomy of a nurse practitioner or physician assistant is refused or audited.
"""

from collections.abc import Iterator
from datetime import date

from cleanskin.rules.day import Day
from cleanskin.rules.mohs.codes import FIRST
from cleanskin.rules.rule import Flag, Rule, cited, codes, flag
from cleanskin.rules.visit import Visit

NO_PHYSICIAN = ("363",)
"""Beginning of the taxonomy codes of physician assistants and nurse practitioners."""

RULE = Rule(
    id="CS-MOH-030",
    name="mohs-taxonomy-of-no-physician",
    outcome="denial",
    severity="warn",
    triggers=codes(*FIRST),
    payers=("medicare", "medicare_advantage"),
    carc="8",
    message="{code} is rendered by a provider whose taxonomy is not a physician's.",
    fix="Check who did the surgery and read the tissue, and the contractor's policy; correct the provider or taxonomy.",
    source=cited(
        "Mohs surgery articles of Medicare contractors (A56515)", "coding rules MOH-1", checked_on=date(2026, 11, 22),
        trust="unverified",
    ),
)  # fmt: skip


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag first stages rendered under such a taxonomy; a provider known to the practice is another rule's."""
    rendering = visit.claim.provider("rendering")
    for line in visit.with_code(*FIRST):
        own = next((party for party in line.service.providers if party.role == "rendering"), rendering)
        known = visit.context.providers or {}
        if own is not None and own.taxonomy.startswith(NO_PHYSICIAN) and own.npi not in known:
            yield flag(line, evidence=[f"taxonomy {own.taxonomy}"])


RULE.examples = """
flags    payer=medicare line1={"providers":[{"role":"rendering","taxonomy":"363A00000X"}]} 17311 C44.311
near     payer=medicare line1={"providers":[{"role":"rendering","taxonomy":"207ND0101X"}]} 17311 C44.311
near     payer=commercial line1={"providers":[{"role":"rendering","taxonomy":"363A00000X"}]} 17311 C44.311
passes   payer=medicare 17311 C44.311
"""
