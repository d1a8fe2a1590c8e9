"""Acknowledgements held against themselves: counts and verdicts of a 999 or 997, totals of a 277CA.

Works on the flat segments of a transaction, so a broken loop structure does not keep a sum from being checked.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import parse_cents
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.acknowledgement import ACCEPTING, REJECTING, verdict_of
from cleanskin.x12.findings import found
from cleanskin.x12.tree import Segment, Transaction

_CLAIM_LEVELS = ("PT", "22", "23")
_COUNTS = {"90": "accepted", "QA": "accepted", "AA": "rejected", "QC": "rejected"}
_AMOUNTS = {"YU": "accepted", "YY": "rejected"}


def balance_form(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the verdict on a group (AK9) against those on its transactions (IK5, AK5)."""
    verdicts = [one.element(1).strip() for one in transaction.segments if one.elements[0] in ("IK5", "AK5")]
    end = next((one for one in transaction.segments if one.elements[0] == "AK9"), None)
    if end is None or not verdicts:
        return []
    return [_say(transaction, file, *remark) for remark in (*_counts(end, verdicts), *_verdict(end, verdicts))]


Remark = tuple[str, Segment, str, str, str]
"""Finding name, segment, element as quoted, message, what was expected."""


def _counts(end: Segment, verdicts: list[str]) -> Iterator[Remark]:
    received, accepted = _whole(end.element(3)), _whole(end.element(4))
    if received is None or accepted is None:
        return
    if end.element(1).strip() in REJECTING and not accepted and end.element(5).strip():
        return  # the group was rejected for a reason of its own, and with it what is well-formed in it
    taken, refused = sum(one in ACCEPTING for one in verdicts), sum(one in REJECTING for one in verdicts)
    if len(verdicts) > received:
        message = f"AK903 says {received} received, {len(verdicts)} are listed."
        yield "acknowledged-count-differs", end, "AK903", message, str(len(verdicts))
    # some list only what they reject: then nothing is known of the rest
    elif taken > accepted or (len(verdicts) == received and accepted > taken) or refused > received - accepted:
        message = f"AK904 says {accepted} accepted, {taken} are listed as accepted and {refused} as rejected."
        yield "acknowledged-count-differs", end, "AK904", message, str(taken)


def _verdict(end: Segment, verdicts: list[str]) -> Iterator[Remark]:
    code = end.element(1).strip()
    taken, refused = any(one in ACCEPTING for one in verdicts), any(one in REJECTING for one in verdicts)
    reasons = any(end.element(position).strip() for position in range(5, 10))
    if code in ACCEPTING and refused:
        message = "The group is accepted, yet one of its transactions is rejected."
        yield "acknowledgement-verdict-differs", end, "AK901", message, "P or R"
    elif code in REJECTING and taken and not reasons:
        message = "The group is rejected for no reason of its own, yet one of its transactions is accepted."
        yield "acknowledgement-verdict-differs", end, "AK901", message, "P"


class _Sum(msgspec.Struct):
    """What a level says of claims, and what the claims below it come to."""

    said: list[tuple[Segment, str]] = msgspec.field(default_factory=list)
    claims: Counter[str] = msgspec.field(default_factory=Counter)
    charges: Counter[str] = msgspec.field(default_factory=Counter)


class _Claim(msgspec.Struct):
    """The statuses of one claim: categories, and the charge of the first."""

    categories: list[str] = msgspec.field(default_factory=list)
    charge: int | None = None

    def add(self, status: Segment, separator: str) -> None:
        """Take in one STC."""
        self.categories.append(status.component(1, 1, separator).strip())
        if self.charge is None:
            self.charge = _cents(status.element(4))


def balance_277ca(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the counts and charges of claims accepted and rejected against the claims listed.

    A claim is rejected when any of its categories rejects it, else accepted.  A level that lists no claim is not
    checked: it may speak of a batch that was returned whole.
    """
    sums = _Levels(transaction).run()
    return [_say(transaction, file, *remark) for one in sums for remark in _totals(one)]


class _Levels:
    """Follows the levels of a 277CA: what the submitter's and the providers' say, and the claims below them."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._component = transaction.delimiters.component
        self._sums: list[_Sum] = []
        self._open: list[_Sum] = []
        self._claim: _Claim | None = None
        self._level = ""
        self._in_line = False

    def run(self) -> list[_Sum]:
        """Return the levels that may have totals."""
        for segment in self._transaction.segments:
            id = segment.elements[0]
            if id in ("HL", "TRN", "SE"):
                self._end_claim()
            if id == "HL":
                self._begin(segment.element(3).strip())
            elif id == "TRN" and self._level in _CLAIM_LEVELS:
                self._claim, self._in_line = _Claim(), False
            elif id == "SVC":
                self._in_line = True
            elif id == "STC" and self._claim is not None and not self._in_line:
                self._claim.add(segment, self._component)
            elif id in ("QTY", "AMT") and self._open and self._level in ("21", "19"):
                kinds = _COUNTS if id == "QTY" else _AMOUNTS
                self._open[-1].said.append((segment, kinds.get(segment.element(1).strip(), "")))
        return self._sums

    def _begin(self, level: str) -> None:
        self._level = level
        if level not in ("21", "19"):
            return
        opened = _Sum()
        self._open = [opened] if level == "21" else [*self._open[:1], opened]
        self._sums.append(opened)

    def _end_claim(self) -> None:
        if self._claim is not None:
            _add(self._claim, self._open)
        self._claim = None


def _add(claim: _Claim, levels: list[_Sum]) -> None:
    rejected = any(verdict_of((category,)) == "rejected" for category in claim.categories)
    verdict = "rejected" if rejected else "accepted" if claim.categories else "undecided"
    for level in levels:
        level.claims[verdict] += 1
        level.charges[verdict] += claim.charge or 0


def _totals(level: _Sum) -> Iterator[Remark]:
    if not level.claims or level.claims["undecided"]:
        return
    for segment, verdict in level.said:
        quoted = f"{segment.elements[0]}02"
        if segment.elements[0] == "QTY" and verdict:
            said, listed = _number(segment.element(2)), level.claims[verdict]
            if said is not None and said != listed:
                message = f"{quoted} says {said} claims {verdict}, {listed} are listed."
                yield "acknowledged-total-differs", segment, quoted, message, str(listed)
        elif verdict:
            cents = _cents(segment.element(2))
            if cents is not None and cents != level.charges[verdict]:
                message = f"{quoted} is not the sum of the charges of the claims listed as {verdict}."
                yield "acknowledged-total-differs", segment, quoted, message, "their sum"


def _whole(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _number(text: str) -> Decimal | None:
    whole = _whole(text)
    return None if whole is None else Decimal(whole)


def _cents(text: str) -> int | None:
    try:
        return parse_cents(text.strip())
    except ValueError:
        return None


def _say(
    transaction: Transaction, file: str, name: str, segment: Segment, element: str, message: str, expected: str
) -> Finding:
    where = Pointer(
        file=file, transaction=transaction.position, segment=segment.number, offset=segment.offset, element=element
    )
    return found(name, message, where=where, expected=expected)
