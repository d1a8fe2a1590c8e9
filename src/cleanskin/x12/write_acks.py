"""Files of acknowledgements: TA1 in an interchange of its own, 999 (or 997) and 277CA, made of nouns and read back."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from cleanskin.record.acknowledgement import (
    ClaimAcknowledgement,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
)
from cleanskin.x12.ack import Receipt, plain
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides import ack_999_record, claim_ack_277ca, claim_ack_277ca_record
from cleanskin.x12.guides.ta1 import read_interchange_acknowledgement, write_interchange_acknowledgement
from cleanskin.x12.tree import Delimiters, Segment, Transaction
from cleanskin.x12.write import (
    Envelope,
    Kind,
    UnableToWrite,
    Written,
    difference,
    interchange_control,
    interchange_header,
    write_file,
    write_segment,
)


def write_interchange_acknowledgements(
    acknowledgements: Sequence[InterchangeAcknowledgement], envelope: Envelope
) -> Written:
    """Write TA1 segments as an interchange that holds no group."""
    control = interchange_control(envelope)
    lines = [interchange_header(envelope, control)]
    for acknowledgement in acknowledgements:
        try:
            lines.append(write_interchange_acknowledgement(acknowledgement).elements)
        except ValueError as fault:
            raise UnableToWrite(str(fault)) from fault
    lines.append(["IEA", "0", control])
    data = "".join(write_segment(Segment(elements=line), envelope.delimiters) for line in lines).encode()
    read = list(transactions(data, file=""))
    again = [read_interchange_acknowledgement(one.transaction).acknowledgement for one in read if one.transaction]
    place = difference(tuple(acknowledgements), tuple(again))
    if place:
        raise UnableToWrite(f"the acknowledgements would not read back equal: {place} differs")
    return Written(data, tuple(finding for one in read for finding in one.findings))


def write_implementation_acknowledgements(
    acknowledgements: Sequence[ImplementationAcknowledgement], envelope: Envelope, *, check: bool = True
) -> Written:
    """Write acknowledgements of form, one transaction each, all 999 or all 997; without `check` not read back."""
    kinds = {one.transaction for one in acknowledgements}
    if len(kinds) > 1 or not kinds <= set(ack_999_record.GUIDES):
        raise UnableToWrite("a group holds acknowledgements of one kind, 999 or 997")
    guide = ack_999_record.GUIDES[next(iter(kinds), "999")]
    kind = Kind(guide, ack_999_record.write_implementation_acknowledgement, _read_form)
    return write_file(acknowledgements, envelope, kind, check=check)


def write_claim_acknowledgements(
    acknowledgements: Sequence[ClaimAcknowledgement], envelope: Envelope, *, check: bool = True
) -> Written:
    """Write acknowledgements of claims as a 277CA file, one transaction each; without `check` it is not read back."""
    kind = Kind(claim_ack_277ca.GUIDE, claim_ack_277ca_record.write_claim_acknowledgement, _read_claims)
    return write_file(acknowledgements, envelope, kind, check=check)


def _read_form(transaction: Transaction) -> ImplementationAcknowledgement:
    return ack_999_record.read_implementation_acknowledgement(transaction).acknowledgement


def _read_claims(transaction: Transaction) -> ClaimAcknowledgement:
    return claim_ack_277ca_record.read_claim_acknowledgement(transaction).acknowledgement


class ReceiptFiles(NamedTuple):
    """The files that answer one interchange; None for one that is not sent."""

    ta1: bytes | None
    form: bytes | None


def write_receipt(
    receipt: Receipt, *, date_sent: date, time_sent: str, control_number: int, always_ta1: bool = False
) -> ReceiptFiles:
    """Write the answer to an interchange, from its receiver back to its sender.

    A TA1 is written when the sender asked for it, when the interchange has an error, or always; a 999 file when a group
    was looked at.  The TA1's interchange has `control_number`, the 999's the next one.
    """
    ta1 = form = None
    if always_ta1 or receipt.asks_for_ta1 or receipt.interchange.code != "A":
        envelope = _envelope_back(receipt, date_sent, time_sent, control_number)
        ta1 = write_interchange_acknowledgements([receipt.interchange], envelope).data
    if receipt.groups:
        envelope = _envelope_back(receipt, date_sent, time_sent, control_number + 1)
        form = write_implementation_acknowledgements(receipt.groups, envelope).data
    return ReceiptFiles(ta1, form)


def _envelope_back(receipt: Receipt, date_sent: date, time_sent: str, control_number: int) -> Envelope:
    """Return the envelope of an answer: sender and receiver of the interchange change places."""
    values = [plain(value) for value in receipt.header.elements]
    values += [""] * (17 - len(values))
    return Envelope(
        sender_qualifier=values[7][:2] or "ZZ",
        sender_id=values[8][:15],
        receiver_qualifier=values[5][:2] or "ZZ",
        receiver_id=values[6][:15],
        date_sent=date_sent,
        time_sent=time_sent,
        control_number=control_number,
        usage=values[15] if values[15] in ("P", "T") else "P",
        delimiters=Delimiters(line_end="\n"),
    )
