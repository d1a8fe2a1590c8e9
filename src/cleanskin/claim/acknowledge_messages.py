"""Messages made of acknowledgements and remittances, for `acknowledge.follow`."""

from collections.abc import Iterator
from datetime import date

from cleanskin.claim.acknowledge import Message, Sent, Stage, Verdict
from cleanskin.record.acknowledgement import (
    ACCEPTING,
    CATEGORIES,
    REJECTING,
    AcknowledgedClaim,
    ClaimAcknowledgement,
    ImplementationAcknowledgement,
    InterchangeAcknowledgement,
)
from cleanskin.record.claim import Submission
from cleanskin.record.remittance import ClaimPayment, Remittance

_NOT_ADJUDICATED: dict[str, Verdict | None] = {"23": "received", "25": None}
"""Claim status of an 835 that is no answer to the claim: passed on to its own payer, estimated beforehand."""


def messages_of_interchange(acknowledgement: InterchangeAcknowledgement, *, day: date | None) -> Iterator[Message]:
    """Say what a TA1 of that day tells of everything in the interchange."""
    if acknowledgement.code in ("A", "E", "R"):
        yield Message(
            stage="interchange",
            verdict="rejected" if acknowledgement.is_rejected else "accepted",
            day=day,
            interchange=acknowledgement.control_number,
            interchange_day=acknowledgement.date_sent,
        )


def messages_of_form(acknowledgement: ImplementationAcknowledgement, *, day: date | None) -> Iterator[Message]:
    """Say what a 999 or 997 of that day tells of each transaction of the group.

    A group rejected as a whole takes its transactions with it, whatever is said of them; one accepted as a whole that
    lists none accepts them all.  Of a group taken in part only the transactions listed are known of.
    """
    group = acknowledgement.group_control_number
    if acknowledgement.code in REJECTING:
        yield Message(stage="form", verdict="rejected", day=day, group=group)
        return
    if acknowledgement.code in ACCEPTING and not acknowledgement.sets:
        yield Message(stage="form", verdict="accepted", day=day, group=group)
    for one in acknowledgement.sets:
        if one.is_accepted or one.is_rejected:
            verdict: Verdict = "accepted" if one.is_accepted else "rejected"
            yield Message(stage="form", verdict=verdict, day=day, group=group, set=one.control_number)


def messages_of_claims(acknowledgement: ClaimAcknowledgement) -> Iterator[Message]:
    """Say what a 277CA tells of each claim it lists, by payer or clearinghouse."""
    for source, submitter, provider in acknowledgement.providers:
        stage: Stage = "clearinghouse" if source.source.role == "clearinghouse" else "payer"
        day = source.date_processed or source.date_received or acknowledgement.date_created
        for patient in provider.patients:
            for claim in patient.claims:
                yield from _of_claim(claim, stage, submitter.trace_number, day)


def _of_claim(claim: AcknowledgedClaim, stage: Stage, batch: str, day: date | None) -> Iterator[Message]:
    """Say each status of a claim; its category decides."""
    for status in claim.statuses:
        category = CATEGORIES.get(status.category)
        if category is None:
            continue
        verdict: Verdict = (
            "accepted"
            if category.verdict == "accepted"
            else "rejected"
            if category.verdict == "rejected"
            else "received"
        )
        yield Message(
            stage=stage,
            verdict=verdict,
            day=status.date_effective or day,
            batch=batch,
            trace=claim.patient_control_number,
            amount_billed=status.amount_billed,
            date_of_service=claim.date_of_service,
            payer_control_number=claim.payer_control_number,
            codes=status.codes,
        )


def messages_of_remittance(remittance: Remittance) -> Iterator[Message]:
    """Say that the payer answered each claim of an 835, which implies that it had taken it (ACK-4)."""
    day = remittance.date_produced or remittance.date_paid
    for claim in remittance.claims:
        verdict = _NOT_ADJUDICATED.get(claim.status_code, "accepted")
        if verdict is None:
            continue
        yield Message(
            stage="answered" if verdict == "accepted" else "payer",
            verdict=verdict,
            day=day,
            trace=claim.patient_control_number,
            amount_billed=abs(claim.amount_billed),
            date_of_service=_served(claim),
            payer_control_number=claim.payer_control_number,
        )


def _served(claim: ClaimPayment) -> date | None:
    """Return the first day of service of an answered claim, by its lines or as a whole."""
    days = [event.first for line in claim.lines for event in line.dates if event.kind in ("472", "150")]
    days += [event.first for event in claim.dates if event.kind == "232"] if not days else []
    return min(days, default=None)


def sent_of(submission: Submission, *, like: Sent) -> Iterator[Sent]:
    """Say each claim of a submission as sent; `like` gives the control numbers and the moment."""
    for claim in submission.claims:
        days = [event.first for line in claim.lines for event in line.dates if event.kind == "472"]
        yield Sent(
            interchange=like.interchange,
            group=like.group,
            set=like.set,
            trace=claim.patient_control_number,
            batch=submission.reference_id,
            sent_at=like.sent_at,
            amount_billed=claim.amount_billed,
            date_of_service=min(days, default=None),
        )
