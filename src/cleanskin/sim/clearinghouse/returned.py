"""Files sent back to strangers: acknowledgements of claims, answers to questions, remittances with their payments."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.provider import Party
from cleanskin.sim.clearinghouse.batches import Balances, remittance_body
from cleanskin.sim.clearinghouse.eft import payment_file
from cleanskin.sim.clearinghouse.message_files import INQUIRY_STREAMS
from cleanskin.sim.clearinghouse.partners import CLEARINGHOUSE, CLEARINGHOUSE_NAME
from cleanskin.sim.clearinghouse.shelf import Interchange
from cleanskin.sim.nouns.decision import FrontEnd
from cleanskin.sim.nouns.event import Stream
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.wire.remittance import VERSION_835, payee_text
from cleanskin.sim.wire.segments import END, ccyymmdd, interchange_head
from cleanskin.x12.claim_ack import Decision, acknowledge_claims
from cleanskin.x12.claim_ack import Receipt as ClaimReceipt
from cleanskin.x12.write import Envelope
from cleanskin.x12.write_acks import write_claim_acknowledgements

if TYPE_CHECKING:
    from cleanskin.sim.clearinghouse.received import Batch

_CHECK_KINDS = frozenset(("auto",))


class Line(NamedTuple):
    """Between whom a file travelled: its sender gets the answers, its receiver sends them."""

    sender: str
    receiver: str
    usage: str = "P"


class Payment(msgspec.Struct, kw_only=True):
    """A payer's payment of a day to one payee, while answers are gathered."""

    payer: Payer
    payee: Party
    line: Line
    day: date
    claims: list[str] = []
    cents: Cents = 0
    adjustments: list[tuple[str, str, Cents]] = []


def acknowledgement_file(batch: "Batch", said: Sequence[FrontEnd], *, day: date, control: int) -> bytes:
    """Return the 277CA file about one transaction's claims."""
    submission = batch.submission
    decisions = [
        Decision(
            codes=(StatusCode(category=one.category, status=one.status, entity=one.entity),),
            clearinghouse_number=claim.reference("D9"),
        )
        for claim, one in zip(submission.claims, said)
    ]
    source = Party(role="clearinghouse", name=CLEARINGHOUSE_NAME, id_qualifier="46", id=CLEARINGHOUSE)
    receipt = ClaimReceipt(
        source=source, reference_id=f"ACK{ccyymmdd(day)}{control}", trace_number=f"ACK{control}", date_received=day,
        date_processed=day, time_created="0700",
    )  # fmt: skip
    envelope = Envelope(
        sender_id=batch.line.receiver, receiver_id=batch.line.sender, date_sent=day, time_sent="0700",
        control_number=control, usage=batch.line.usage,
    )  # fmt: skip
    return write_claim_acknowledgements(
        [acknowledge_claims(submission, decisions, receipt)], envelope, check=False
    ).data


def message_file(stream: Stream, text: str, line: Line, *, day: date, control: int) -> bytes:
    """Return the file of one answer to a question."""
    transaction, functional, version, _ = INQUIRY_STREAMS[stream]
    head = interchange_head(
        sender=line.receiver, receiver=line.sender, day=day, control=control, functional=functional, version=version,
        usage=line.usage, time="0900",
    )  # fmt: skip
    interchange = Interchange(head, control)
    interchange.add(f"ST*{transaction}*0001*{version}{END}{text}", 1)
    return interchange.text().encode("ascii")


def remittance_file(payment: Payment, balances: Balances, *, control: int) -> list[tuple[str, str, bytes]]:
    """Return folder, kind and bytes of a payment's files: the 835, and what the bank passes on of it."""
    payer, payee, day = payment.payer, payment.payee, payment.day
    npi = payee.npi or payee.tax_id or "0000000000"
    adjustments, paid = balances.settle(payer, day, payment.cents, payment.adjustments, payee=npi)
    method = "NON" if paid == 0 else "CHK" if payer.kind in _CHECK_KINDS else "ACH"
    trace = f"{payer.originator[-3:]}T{ccyymmdd(day)}{control:04d}" if paid else "0000000000"
    place = payee.address
    payee_said = payee_text(
        name=payee.name or "PAYEE", npi=npi, street=place.line_1 if place is not None else "",
        city=place.city if place is not None else "", state=place.state if place is not None else "",
        zip_code=place.postal_code if place is not None else "", tin=payee.tax_id,
    )  # fmt: skip
    head = interchange_head(
        sender=payer.payer_id, receiver=payment.line.sender, day=day, control=control, functional="HP",
        version=VERSION_835, usage=payment.line.usage,
    )  # fmt: skip
    interchange = Interchange(head, control)
    body = remittance_body(
        payment.claims, payer, payee=payee_said, npi=npi, day=day, control=1, trace=trace, method=method, paid=paid,
        adjustments=adjustments,
    )  # fmt: skip
    interchange.add(body, 1)
    made = [("remits", "835", interchange.text().encode("ascii"))]
    if method == "ACH":
        text = payment_file(
            payer=payer, payee=payee.name, payee_id=npi, day=day, trace=trace, paid=paid, number=control
        )
        made.append(("eft", "EFT", text.encode("ascii")))
    return made
