"""Making an acknowledgement of claims (277CA) from the claims and what was decided about each.

Who decides (a clearinghouse, a payer, or one that is played) is no business of this module; it puts the decisions into
levels, counts them and adds them up.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

import msgspec

from cleanskin.record.acknowledgement import (
    AcknowledgedClaim,
    AcknowledgedLine,
    AcknowledgedPatient,
    AcknowledgedProvider,
    AcknowledgedSubmitter,
    AcknowledgedTotals,
    AcknowledgingSource,
    ClaimAcknowledgement,
    StatusCode,
    StatusInformation,
    verdict_of,
)
from cleanskin.record.claim import Claim, DatedEvent, ServiceLine, Submission
from cleanskin.record.provider import Party, Reference, Role


class LineDecision(msgspec.Struct, frozen=True, kw_only=True):
    """A line at fault: its position among the claim's lines, from 1, and why."""

    line: int
    code: StatusCode


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided about one claim: up to three status codes, the first being the answer, and the numbers given."""

    codes: tuple[StatusCode, ...]
    payer_control_number: str = ""
    clearinghouse_number: str = ""
    message: str = ""
    lines: tuple[LineDecision, ...] = ()

    @property
    def is_rejected(self) -> bool:
        """True when the claim is sent back."""
        return verdict_of(tuple(code.category for code in self.codes[:1])) == "rejected"


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Who acknowledges a batch, when, and under which numbers.

    `source` has role payer or clearinghouse and an identifier; `trace_number` is the source's own of the batch.
    """

    source: Party
    reference_id: str
    trace_number: str
    date_received: date
    date_processed: date
    time_created: str = "0000"


def acknowledge_claims(submission: Submission, decisions: Sequence[Decision], receipt: Receipt) -> ClaimAcknowledgement:
    """Say of every claim of a submission what was decided; ValueError unless there is one decision for each claim."""
    if len(decisions) != len(submission.claims):
        raise ValueError(f"{len(submission.claims)} claims and {len(decisions)} decisions")
    pairs = list(zip(submission.claims, decisions))
    entity = "PR" if receipt.source.role == "payer" else "AY"
    received = StatusCode(category="A1", status="19", entity=entity)
    providers = []
    for ordinal, (_, members) in enumerate(groupby(pairs, key=lambda pair: pair[0].billing_provider), 1):
        providers.append(_provider(list(members), receipt, received, ordinal))
    submitter = AcknowledgedSubmitter(
        submitter=_bare(submission.submitter, "submitter"),
        trace_number=submission.reference_id,
        statuses=(_status(received, sum(claim.amount_billed for claim, _ in pairs), receipt.date_processed, "WQ"),),
        totals=_totals(pairs),
        providers=tuple(providers),
    )
    source = AcknowledgingSource(
        source=receipt.source,
        trace_number=receipt.trace_number,
        date_received=receipt.date_received,
        date_processed=receipt.date_processed,
        submitters=(submitter,),
    )
    return ClaimAcknowledgement(
        reference_id=receipt.reference_id,
        date_created=receipt.date_processed,
        time_created=receipt.time_created,
        sources=(source,),
    )


Pairs = Iterable[tuple[Claim, Decision]]


def _provider(
    pairs: list[tuple[Claim, Decision]], receipt: Receipt, received: StatusCode, ordinal: int
) -> AcknowledgedProvider:
    billed = sum(claim.amount_billed for claim, _ in pairs)
    patients = [
        AcknowledgedPatient(patient=patient, claims=tuple(_claim(*pair, receipt) for pair in members))
        for patient, members in groupby(pairs, key=lambda pair: _patient(pair[0]))
    ]
    return AcknowledgedProvider(
        provider=_bare(pairs[0][0].billing_provider, "billing"),
        trace_number=f"{receipt.trace_number}-{ordinal}",
        statuses=(_status(received, billed, None, "WQ"),),
        totals=_totals(pairs),
        patients=tuple(patients),
    )


def _bare(party: Party, role: Role) -> Party:
    """Return a party's names and identifier alone; one without an identifier is known by its tax number."""
    qualifier, number = (party.id_qualifier, party.id) if party.id else ("FI", party.tax_id)
    return Party(
        role=role,
        is_person=party.is_person,
        name=party.name,
        first_name=party.first_name if party.is_person else "",
        middle_name=party.middle_name if party.is_person else "",
        id_qualifier=qualifier if number else "",
        id=number,
    )


def _patient(claim: Claim) -> Party:
    """Return the patient, known by the subscriber's number when they have none of their own."""
    subscriber = claim.coverage.subscriber
    patient = _bare(claim.patient or subscriber, "patient")
    if claim.patient is None or not claim.patient.id:
        patient = msgspec.structs.replace(patient, id_qualifier=subscriber.id_qualifier, id=subscriber.id)
    return msgspec.structs.replace(patient, is_person=True)


def _status(
    code: StatusCode, amount: int | None, day: date | None, action: str, *more: StatusCode, message: str = ""
) -> StatusInformation:
    return StatusInformation(
        codes=(code, *more), date_effective=day, action=action, amount_billed=amount, message=message
    )


def _claim(claim: Claim, decision: Decision, receipt: Receipt) -> AcknowledgedClaim:
    first, *more = decision.codes
    action = "U" if decision.is_rejected else "WQ"
    numbers = (("1K", decision.payer_control_number), ("D9", decision.clearinghouse_number))
    days = [event for line in claim.lines for event in line.dates if event.kind == "472"]
    served: tuple[DatedEvent, ...] = ()
    if days:
        start, end = min(one.first for one in days), max(one.last or one.first for one in days)
        served = (DatedEvent(kind="472", first=start, last=end if end > start else None),)
    return AcknowledgedClaim(
        patient_control_number=claim.patient_control_number,
        statuses=(
            _status(first, claim.amount_billed, receipt.date_processed, action, *more, message=decision.message),
        ),
        references=tuple(Reference(kind=kind, value=value) for kind, value in numbers if value),
        dates=served,
        lines=tuple(_line(claim.lines[one.line - 1], one, receipt) for one in decision.lines),
    )


def _line(line: ServiceLine, decision: LineDecision, receipt: Receipt) -> AcknowledgedLine:
    procedure = msgspec.structs.replace(line.procedure, description="")
    number = next((one.value for one in line.references if one.kind == "6R"), line.number)
    return AcknowledgedLine(
        procedure=procedure,
        amount_billed=line.amount_billed,
        units=line.units,
        statuses=(_status(decision.code, None, receipt.date_processed, "U"),),
        references=(Reference(kind="FJ", value=number),) if number else (),
        dates=tuple(event for event in line.dates if event.kind == "472")[:1],
    )


def _totals(pairs: Pairs) -> AcknowledgedTotals:
    """Count and add up what was accepted and rejected; nothing of a kind is left out."""
    charges: dict[bool, list[int]] = {True: [], False: []}
    for claim, decision in pairs:
        charges[decision.is_rejected].append(claim.amount_billed)
    accepted, rejected = charges[False], charges[True]
    return AcknowledgedTotals(
        count_accepted=Decimal(len(accepted)) if accepted else None,
        count_rejected=Decimal(len(rejected)) if rejected else None,
        amount_accepted=sum(accepted) if accepted else None,
        amount_rejected=sum(rejected) if rejected else None,
    )
