"""Writing a file anew with the safe fixes of its findings: clerical changes that cannot alter what is billed.

Only the elements that a change is about are altered, the rest stays as it stood; the new file is read back and compared
before it is given.  What kind of change is safe is decided in `rules.safe_fix`, whatever a rule asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from cleanskin.claim.findings import kind_of
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim import Claim, Submission
from cleanskin.record.claim_finding import ClaimFinding, LineChange
from cleanskin.rules.safe_fix import fixed
from cleanskin.x12.envelope import interchanges, transactions
from cleanskin.x12.guides.claim_837p_record import read_submission, write_submission
from cleanskin.x12.tree import Interchange, Segment, Transaction
from cleanskin.x12.write import difference, write_interchanges


class _NotWritten(Exception):
    """Why the new file is not given."""


class Change(NamedTuple):
    """A change that was made: in which claim of the file (`position` from 1), for which rule."""

    position: int
    claim: str
    rule: str
    change: LineChange


class FixedFile(NamedTuple):
    """The new file (b"" when it was not written), the changes in it, what stood in the way."""

    data: bytes
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()


def fixed_file(data: bytes, *, file: str, findings: Mapping[int, Sequence[ClaimFinding]]) -> FixedFile:
    """Write a file anew with the safe changes of the findings on its claims, by their position in it."""
    held, _ = interchanges(data, file=file)
    made: list[Change] = []
    wanted: list[Claim] = []
    try:
        for transaction in _transactions_of(held):
            submission = read_submission(transaction, file=file).submission
            segments = transaction.segments
            starts = [at for at, segment in enumerate(segments) if segment.id == "CLM"]
            if len(starts) != len(submission.claims):
                raise _NotWritten("a transaction of it is not in order")
            for at, claim in enumerate(submission.claims):
                position = len(wanted) + 1
                new = _fixed_claim(claim, position, findings.get(position, ()), made)
                end = starts[at + 1] if at + 1 < len(starts) else len(segments)
                _alter(segments, starts[at], end, submission, claim, new)
                wanted.append(new)
        if not made:
            return FixedFile(b"", ())
        written = write_interchanges(held)
        _read_back(written, wanted)
    except _NotWritten as reason:
        message = f"The fixed file was not written: {reason}."
        return FixedFile(b"", (), (kind_of("fix-not-written").finding(message, where=Pointer(file=file)),))
    return FixedFile(written, tuple(made))


def _transactions_of(held: Sequence[Interchange]) -> Iterator[Transaction]:
    for interchange in held:
        for group in interchange.groups:
            for transaction in group.transactions:
                if transaction.kind == "837P":
                    yield transaction


def _alter(segments: list[Segment], start: int, end: int, submission: Submission, old: Claim, new: Claim) -> None:
    """Alter the segments in which two states of a claim differ: its own, or the nearest ones of the levels above it."""
    if old == new:
        return
    before, after = (
        list(write_submission(msgspec.structs.replace(submission, claims=(claim,))).all_segments())
        for claim in (old, new)
    )
    if len(before) != len(after):
        raise _NotWritten("a change would add or take out a segment")
    for one, other in zip(before, after):
        if one.elements == other.elements:
            continue
        for at in (*range(start, end), *range(start - 1, -1, -1)):
            if _bare(segments[at].elements) == one.elements:
                segments[at].elements = other.elements
                break
            if _bare(segments[at].elements) == other.elements:
                break  # altered for an earlier claim of the same level
        else:
            raise _NotWritten("a segment to change does not stand in it as it was read")


def _bare(elements: Sequence[str]) -> list[str]:
    """Return elements as the writer gives them: without padding and without empty ones at the end."""
    plain = [element.strip() for element in elements]
    while len(plain) > 1 and not plain[-1]:
        plain.pop()
    return plain


def _read_back(data: bytes, wanted: Sequence[Claim]) -> None:
    """Hold the new file against the claims it should have."""
    read: list[Claim] = []
    for enveloped in transactions(data, file=""):
        if enveloped.transaction is not None and enveloped.transaction.kind == "837P":
            read += read_submission(enveloped.transaction).submission.claims
    if len(read) != len(wanted):
        raise _NotWritten(f"{len(wanted)} claims should stand in it, {len(read)} do")
    for position, (one, other) in enumerate(zip(wanted, read), start=1):
        if place := difference(one, other):
            raise _NotWritten(f"claim {position} would not read back as meant: {place} differs")


def _fixed_claim(claim: Claim, position: int, findings: Sequence[ClaimFinding], made: list[Change]) -> Claim:
    for finding in findings:
        if finding.fix_safety == "safe" and finding.changes:
            claim, changes = fixed(claim, finding.changes)
            number = claim.patient_control_number
            made += [Change(position, number, finding.rule, change) for change in changes]
    return claim


def lines_of(changes: Sequence[Change]) -> Iterator[str]:
    """Tell the changes, one a line; patients' values show only their shape."""
    for one in changes:
        line = f" line {one.change.line}" if one.change.line else ""
        yield f"claim {one.claim}{line}: {one.change.path} {one.change.was!r} -> {one.change.becomes!r} ({one.rule})"
