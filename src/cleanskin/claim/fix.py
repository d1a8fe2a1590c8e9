"""Writing a file anew with the safe fixes of its findings: clerical changes that cannot alter what is billed.

The new file has the submissions, envelopes and delimiters of the old one; it is read back before it is given.  What
kind of change is safe is decided in `rules.safe_fix`, whatever a rule asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from cleanskin.claim.findings import kind_of
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.claim import Claim, Submission
from cleanskin.record.claim_finding import ClaimFinding, LineChange
from cleanskin.rules.safe_fix import fixed
from cleanskin.x12.envelope import interchanges
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.tree import Group, Interchange
from cleanskin.x12.write import Envelope, UnableToWrite, write_submissions


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
    position = 0
    made: list[Change] = []
    written: list[bytes] = []
    for interchange in held:
        submissions: list[Submission] = []
        for group in interchange.groups:
            for transaction in group.transactions:
                if transaction.kind != "837P":
                    return _not_written(file, f"it holds a transaction of kind {transaction.kind or 'unknown'}")
                submission = read_submission(transaction, file=file).submission
                claims = []
                for claim in submission.claims:
                    position += 1
                    claims.append(_fixed_claim(claim, position, findings.get(position, ()), made))
                submissions.append(msgspec.structs.replace(submission, claims=tuple(claims)))
        if len(interchange.groups) != 1 or interchange.header is None or interchange.acknowledgements:
            return _not_written(file, "an interchange of it does not consist of one group")
        try:
            written.append(write_submissions(submissions, _envelope(interchange)).data)
        except (UnableToWrite, ValueError) as error:
            return _not_written(file, str(error))
    if not made:
        return FixedFile(b"", ())
    return FixedFile(b"".join(written), tuple(made))


def _fixed_claim(claim: Claim, position: int, findings: Sequence[ClaimFinding], made: list[Change]) -> Claim:
    for finding in findings:
        if finding.fix_safety == "safe" and finding.changes:
            claim, changes = fixed(claim, finding.changes)
            number = claim.patient_control_number
            made += [Change(position, number, finding.rule, change) for change in changes]
    return claim


def _envelope(interchange: Interchange) -> Envelope:
    """Return the envelope of an interchange as it was; ValueError where it has not its form."""
    isa, gs = interchange.header, _group(interchange).header
    if isa is None or gs is None:
        raise ValueError("an envelope is missing")
    day = gs.element(4).strip()
    return Envelope(
        sender_id=isa.element(6).strip(),
        receiver_id=isa.element(8).strip(),
        date_sent=date(int(day[:4]), int(day[4:6]), int(day[6:8])),
        time_sent=isa.element(10).strip(),
        control_number=int(isa.element(13)),
        sender_qualifier=isa.element(5).strip(),
        receiver_qualifier=isa.element(7).strip(),
        group_sender=gs.element(2).strip(),
        group_receiver=gs.element(3).strip(),
        usage=isa.element(15).strip(),
        acknowledgement=isa.element(14).strip(),
        version=gs.element(8).strip(),
        delimiters=interchange.delimiters,
    )


def _group(interchange: Interchange) -> Group:
    return interchange.groups[0]


def _not_written(file: str, reason: str) -> FixedFile:
    message = f"The fixed file was not written: {reason}."
    return FixedFile(b"", (), (kind_of("fix-not-written").finding(message, where=Pointer(file=file)),))


def lines_of(changes: Sequence[Change]) -> Iterator[str]:
    """Tell the changes, one a line; patients' values show only their shape."""
    for one in changes:
        line = f" line {one.change.line}" if one.change.line else ""
        yield f"claim {one.claim}{line}: {one.change.path} {one.change.was!r} -> {one.change.becomes!r} ({one.rule})"
