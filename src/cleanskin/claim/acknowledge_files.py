"""What files tell of submissions: claims sent (837P), and what was heard of them (TA1, 999, 997, 277CA, 835)."""

from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as clock

import msgspec

from cleanskin.claim.acknowledge import Message, Sent
from cleanskin.claim.acknowledge_messages import (
    messages_of_claims,
    messages_of_form,
    messages_of_interchange,
    messages_of_remittance,
    sent_of,
)
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.ack_999_record import read_implementation_acknowledgement
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.claim_ack_277ca_record import read_claim_acknowledgement
from cleanskin.x12.guides.remittance_835_record import read_remittance
from cleanskin.x12.guides.ta1 import read_interchange_acknowledgement
from cleanskin.x12.tree import Transaction

_CENTURY = 2000


class Heard(msgspec.Struct):
    """What files told: submissions and messages; `undated` counts claims of files whose ISA has no readable date."""

    sent: set[Sent] = msgspec.field(default_factory=set)
    messages: set[Message] = msgspec.field(default_factory=set)
    undated: int = 0


def hear(data: bytes, heard: Heard, *, name: str = "") -> None:
    """Add what a file tells to what was heard before; files may come in any order and more than once."""
    for enveloped in transactions(data, file=name):
        transaction = enveloped.transaction
        if transaction is None:
            continue
        if transaction.kind == "837P":
            _send(transaction, heard)
        else:
            heard.messages.update(_messages(transaction))


def _messages(transaction: Transaction) -> Iterator[Message]:
    moment = _moment(transaction)
    day: date | None = moment.date() if moment is not None else None
    if transaction.kind == "TA1":
        yield from messages_of_interchange(read_interchange_acknowledgement(transaction).acknowledgement, day=day)
    elif transaction.kind in ("999", "997"):
        yield from messages_of_form(read_implementation_acknowledgement(transaction).acknowledgement, day=day)
    elif transaction.kind == "277CA":
        yield from messages_of_claims(read_claim_acknowledgement(transaction).acknowledgement)
    elif transaction.kind == "835":
        yield from messages_of_remittance(read_remittance(transaction).remittance)


def _send(transaction: Transaction, heard: Heard) -> None:
    submission = read_submission(transaction).submission
    moment = _moment(transaction)
    if moment is None:
        heard.undated += len(submission.claims)
        return
    interchange, group = transaction.interchange, transaction.group
    like = Sent(
        interchange=interchange.element(13).strip() if interchange is not None else "",
        group=group.element(6).strip() if group is not None else "",
        set=transaction.control_number.strip(),
        trace="",
        sent_at=moment,
    )
    heard.sent.update(sent_of(submission, like=like))


def _moment(transaction: Transaction) -> datetime | None:
    """Return when the interchange was made (ISA09, ISA10) by its sender's clock, None when it does not say."""
    header = transaction.interchange
    if header is None:
        return None
    day, hours = header.element(9).strip(), header.element(10).strip()
    try:
        made = date(_CENTURY + int(day[:2]), int(day[2:4]), int(day[4:6]))
        return datetime.combine(made, clock(int(hours[:2] or 0), int(hours[2:4] or 0)))
    except ValueError:
        return None
