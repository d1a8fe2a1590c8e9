"""A billing provider's address that is a post-office box.

The billing address must be a place one can walk to. A box, or a bank's lockbox, belongs into the pay-to address, to
which the checks go.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanskin.rules.day import Day
from cleanskin.rules.registration.parties import PRACTICE
from cleanskin.rules.rule import (
    Flag,
    Rule,
    cited,
    every_visit,
    flag,
)
from cleanskin.rules.visit import Visit

_BOX = re.compile(r"\bP\.? ?O\.? ?BOX\b|\bPOST OFFICE BOX\b|\bLOCK ?BOX\b")


RULE = Rule(
    id="CS-REG-037",
    name="billing-address-is-po-box",
    outcome="rejection",
    severity="hold",
    triggers=every_visit(),
    claim_wide=True,
    decided_by=PRACTICE,
    message="The billing provider's address is a post-office box.",
    fix="Send the street address as billing address, and the box as pay-to address.",
    source=cited("837P front-end rejections", "2010AA N301; EDI rules, sections 3 and 4", trust="vendor"),
)


@RULE.check
def check(visit: Visit, day: Day) -> Iterator[Flag]:
    """Flag a box or lockbox in the first or second line of the address."""
    place = visit.claim.billing_provider.address
    if place is not None and _is_box(f"{place.line_1} {place.line_2}"):
        yield flag(pointer="2010AA.N301")


@lru_cache(maxsize=10_000)
def _is_box(text: str) -> bool:
    return _BOX.search(text.upper()) is not None


RULE.examples = """
flags    billing={"address":{"line_1":"PO BOX 12"}} 99213 L40.0
near     billing={"address":{"line_1":"PO STREET 12"}} 99213 L40.0
flags    billing={"address":{"line_1":"P.O. Box 12"}} 99213 L40.0
flags    billing={"address":{"line_2":"LOCKBOX 7"}} 99213 L40.0
passes   billing={"address":{"line_1":"12 BOXWOOD LN"}} 99213 L40.0
"""
