"""The claim to the second payer: the first payer's answer told line by line."""

from datetime import date

import msgspec

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import LineAdjudication, Procedure, ServiceLine
from cleanskin.record.coverage import Coordination, Coverage
from cleanskin.record.provider import Party, Reference
from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.decision import ClaimDecision, LineDecision
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.staff.payer_book import known_payer

_MEDICARE_SECOND = "12"
"""Why Medicare pays second: the patient still works [assumed for all]."""


def secondary_bill(
    bill: Bill, answer: ClaimDecision, span: CoverageSpan, *, on: date, suffix: str
) -> Bill | None:  # fmt: skip
    """Return the claim to the payer of a second coverage; None when the answer does not speak of every line."""
    by_number: dict[str, list[LineDecision]] = {}
    for decided in answer.lines:
        by_number.setdefault(decided.number, []).append(decided)
    if any(line.number not in by_number for line in bill.claim.lines):
        return None
    claim = bill.claim
    first = claim.coverage
    lines = tuple([_told(line, by_number[line.number], answer, first.payer.id) for line in claim.lines])
    told = Coverage(
        payer_responsibility="P", relationship=first.relationship or claim.patient_relationship,
        group_number=first.group_number, claim_filing_indicator=first.claim_filing_indicator,
        subscriber=_other(first.subscriber), payer=_answered(first.payer, answer.number),
        coordination=Coordination(
            amount_paid=answer.paid, amount_patient_remaining=None, benefits_assigned="Y",
            release_of_information="Y",
        ),
    )  # fmt: skip
    known = known_payer(span.payer)
    is_self = span.relationship == "18"
    subscriber = msgspec.structs.replace(
        claim.treated if is_self else claim.subscriber, role="subscriber", id_qualifier="MI", id=span.member_id,
        first_name=claim.treated.first_name if is_self else span.subscriber_first or claim.treated.first_name,
    )  # fmt: skip
    if not is_self:
        subscriber = msgspec.structs.replace(subscriber, address=None, demographics=None)
    coverage = Coverage(
        payer_responsibility="S", relationship="18" if is_self else "", group_number=span.group,
        insurance_type=_MEDICARE_SECOND if known.is_medicare else "",
        claim_filing_indicator=known.filing_indicator, subscriber=subscriber, payer=known.party,
    )  # fmt: skip
    treated = None if is_self else msgspec.structs.replace(claim.treated, role="patient", id_qualifier="", id="")
    identifier = f"{bill.identifier}{suffix}"
    references = [one for one in claim.references if one.kind not in ("D9", "F8", "G1", "9F")]
    second = msgspec.structs.replace(
        claim, coverage=coverage, patient=treated, patient_relationship="" if is_self else span.relationship,
        other_coverages=(told,), lines=lines, amount_patient_paid=None, frequency_code="1", contract=None,
        references=(*references, Reference(kind="D9", value=identifier)),
    )  # fmt: skip
    return Bill(
        claim=second, visit=bill.visit, patient=bill.patient, number=bill.number, kind="secondary",
        identifier=identifier, ready_on=on, services=bill.services, errors=bill.errors, minutes=6,
        population=bill.population,
    )  # fmt: skip


def _other(subscriber: Party) -> Party:
    return msgspec.structs.replace(subscriber, role="other_subscriber", address=None, demographics=None)


def _answered(payer: Party, number: str) -> Party:
    """Return the first payer with its number of the claim."""
    return msgspec.structs.replace(payer, references=(Reference(kind="F8", value=number),)) if number else payer


def _told(line: ServiceLine, decided: list[LineDecision], answer: ClaimDecision, payer_id: str) -> ServiceLine:
    adjustments = tuple(
        [
            Adjustment(group_code=group, carc=carc, amount=cents)
            for one in decided
            for group, carc, cents in one.adjustments
        ]
    )
    procedure = line.procedure
    changed = next((one for one in decided if one.procedure and one.procedure != procedure.code), None)
    if changed is not None:
        procedure = Procedure(code=changed.procedure, modifiers=procedure.modifiers)
    told = LineAdjudication(
        payer_id=payer_id, amount_paid=sum([one.paid for one in decided]), procedure=procedure, units=line.units,
        adjustments=adjustments, date_adjudicated=answer.day,
    )  # fmt: skip
    return msgspec.structs.replace(line, adjudications=(told,))
