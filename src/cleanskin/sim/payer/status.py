"""What a payer answers about a claim it was asked about (276 to 277), from what it remembers."""

from datetime import date

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.payer.memory import Memory


class ClaimStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one claim on a day: category and status code of the 277, with what was paid once it is finished.

    `entity` names whom a status is about.  `number` is the payer's own, "" for a claim it does not have.
    """

    category: str
    status: str
    entity: str = ""
    number: str = ""
    effective: date
    amount_billed: Cents = 0
    amount_paid: Cents = 0
    paid_on: date | None = None


def claim_status(memory: Memory, *, payer_key: str, control_number: str, asked: date, accepted: bool) -> ClaimStatus:
    """Return what the payer says of the claim with this control number (CLM01) on a day.

    `accepted` False: the claim never reached it.  A claim not answered yet is in process (P1); one the payer lost was
    accepted and is not found (A4, D0 are both seen) [check].  The last answer of a claim counts.
    """
    found = None
    for seen in memory.claims.values():
        decided = seen.decision
        named = decided.payer == payer_key and decided.claim.patient_control_number == control_number
        if named and seen.received <= asked:
            found = seen
    if found is None:
        return ClaimStatus(category="A4" if accepted else "D0", status="35", effective=asked)
    decided = found.decision
    billed = decided.claim.amount_billed
    if decided.day > asked:
        return ClaimStatus(
            category="P1", status="3", number=decided.number, effective=found.received, amount_billed=billed
        )
    if decided.kind == "pend":
        return ClaimStatus(
            category="P2", status="3", number=decided.number, effective=decided.day, amount_billed=billed
        )
    if decided.asks and decided.paid <= 0:
        return ClaimStatus(
            category="R4", status="294", number=decided.number, effective=decided.day, amount_billed=billed
        )
    paid = decided.paid
    refused = all(line.outcome in ("denied", "unprocessable", "duplicate") for line in decided.lines)
    return ClaimStatus(
        category="F2" if refused and not paid else "F1", status="65" if paid else "107" if not refused else "1",
        number=decided.number, effective=decided.day, amount_billed=billed, amount_paid=paid,
        paid_on=decided.day if paid else None,
    )  # fmt: skip
