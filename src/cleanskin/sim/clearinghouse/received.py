"""Reading what strangers send: the answer to the file's form, and the claims and questions of what was taken."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from cleanskin.record.claim import Submission
from cleanskin.sim.clearinghouse.returned import Line
from cleanskin.sim.clearinghouse.strangers import clean
from cleanskin.sim.wire.events import Question
from cleanskin.x12.ack import Receipt, plain, receive
from cleanskin.x12.guides.authorization_278_record import is_answer, read_authorization_request
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.eligibility_270_271_record import read_eligibility_inquiry
from cleanskin.x12.guides.status_276_277_record import read_status_inquiry
from cleanskin.x12.read import guide_for, read_file
from cleanskin.x12.tree import Transaction
from cleanskin.x12.write_acks import write_receipt

_TAKEN = frozenset(("A", "E"))


class Batch(NamedTuple):
    """The claims of one transaction that was taken."""

    submission: Submission
    line: Line


class Received(NamedTuple):
    """One file: the acknowledgements of its form (kind, bytes), its claims and its questions."""

    form: list[tuple[str, bytes]]
    batches: list[Batch]
    questions: list[tuple[Line, Question]]


def received(
    data: bytes, *, name: str, day: date, control: Callable[[], int], before: set[tuple[str, str]] | None = None
) -> Received:
    """Read a file; `control` gives the numbers of the interchanges sent back.  Never raises on its content.

    `before` holds sender and control number of the interchanges taken before: one of them is refused (note 025), a new
    one is added.  None refuses no repeats.
    """
    receipts = tuple([_unless_repeated(receipt, before) for receipt in receive(data, name=name)])
    file = Received([], [], [])
    for ordinal, receipt in enumerate(receipts, start=1):
        suffix = f"-{ordinal}" if len(receipts) > 1 else ""
        first = control()
        if receipt.groups:
            control()
        ta1, form = write_receipt(receipt, date_sent=day, time_sent="0700", control_number=first)
        file.form.extend((f"{kind}{suffix}", made) for kind, made in (("TA1", ta1), ("999", form)) if made is not None)
    codes = _codes(receipts)
    for reading in read_file(data, name=name):
        transaction = reading.transaction
        if transaction is None or transaction.interchange is None or transaction.group is None:
            continue
        said = codes.get(_key(transaction), [])
        if not said or said.pop(0) not in _TAKEN or guide_for(transaction) is None:
            continue
        line = _line(transaction)
        if transaction.kind == "837P":
            submission = clean(read_submission(transaction).submission)
            if submission.claims:
                file.batches.append(Batch(submission, line))
        else:
            file.questions.extend((line, clean(question)) for question in _questions(transaction))
    return file


def _unless_repeated(receipt: Receipt, before: set[tuple[str, str]] | None) -> Receipt:
    """Return the receipt, or the refusal of an interchange that came before."""
    if before is None or receipt.interchange.is_rejected:
        return receipt
    key = (plain(receipt.header.element(6)), receipt.interchange.control_number)
    if key not in before:
        before.add(key)
        return receipt
    refused = msgspec.structs.replace(receipt.interchange, code="R", note_code="025")
    return msgspec.structs.replace(receipt, interchange=refused, groups=())


def _questions(transaction: Transaction) -> Iterator[Question]:
    match transaction.kind:
        case "270":
            yield read_eligibility_inquiry(transaction).inquiry
        case "276":
            yield read_status_inquiry(transaction).inquiry
        case "278" if not is_answer(transaction):
            yield read_authorization_request(transaction).request


def _codes(receipts: tuple[Receipt, ...]) -> dict[tuple[int, str, str], list[str]]:
    """Return what was said of each transaction, by interchange, group and its own number, in their order."""
    codes: dict[tuple[int, str, str], list[str]] = {}
    for receipt in receipts:
        for group in receipt.groups:
            refused = group.code not in ("A", "E", "P")
            for one in group.sets:
                key = (receipt.header.number, group.group_control_number, one.control_number)
                codes.setdefault(key, []).append("R" if refused else one.code)
    return codes


def _key(transaction: Transaction) -> tuple[int, str, str]:
    assert transaction.interchange is not None
    assert transaction.group is not None
    number = transaction.interchange.number
    return number, plain(transaction.group.element(6)), plain(transaction.segments[0].element(2))


def _line(transaction: Transaction) -> Line:
    header = transaction.interchange
    assert header is not None
    return Line(
        sender=plain(header.element(6))[:15] or "SENDER", receiver=plain(header.element(8))[:15] or "RECEIVER",
        usage="T" if header.element(15).strip() == "T" else "P",
    )  # fmt: skip
