"""Mohs surgery by a clinician who is no physician, billed to Medicare.

Medicare's contractors pay Mohs surgery only to a physician who acts as surgeon and as pathologist; many say so in their
policies, some commercial payers too.
"""

from collections.abc import Iterator

from cleanskin.rules.day import Day
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    families,
    flag,
)
from cleanskin.rules.visit import Visit

RULE = Rule(
    id="CS-ENR-003",
    name="mohs-surgery-by-non-physician",
    outcome="denial",
    severity="warn",
    triggers=families("mohs"),
    needs=("enrollment",),
    payers=("medicare", "medicare_advantage"),
    carc="185",
    rarc="N95",
    message="{codes} is Mohs surgery, and the rendering provider is listed as no physician.",
    fix="Bill under the physician who did it; work of another clinician is an excision with the pathologist's examination.",
    source=cited("Coding rules", "MOH-1 (many contractors: physician only); Mohs policies", trust="unverified"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag Mohs lines of a listed clinician who is no physician."""
    known = visit.context.providers or {}
    lines = [
        line
        for line in visit.in_family("mohs")
        if (provider := known.get(line.rendering_npi)) is not None and not provider.is_physician
    ]
    if lines:
        yield flag(*lines)


RULE.examples = """
flags    payer=medicare physician=no 17311 C44.311
near     payer=medicare physician=yes 17311 C44.311
near     payer=commercial physician=no 17311 C44.311
passes   payer=medicare physician=no 11641 C44.311
cannot   payer=medicare 17311 C44.311
"""
