"""Rows of some frames made from the walker's nouns, to hold bulk reading against them."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.record.provider import Party
from cleanskin.record.remittance import ClaimPayment, Remittance, ServicePayment
from cleanskin.x12.bulk.read import BulkRead
from cleanskin.x12.envelope import transactions
from cleanskin.x12.guides.claim_837p_record import read_submission
from cleanskin.x12.guides.remittance_835_record import read_remittance

Rows = dict[str, list[dict[str, Any]]]


def text(value: str | None) -> str | None:
    return (value or "").strip() or None


def npi(party: Party | None) -> str | None:
    return text(party.id) if party and party.id_qualifier == "XX" else None


def zip_code(party: Party | None) -> str | None:
    return text(party.address.postal_code) if party and party.address else None


def modifiers(codes: tuple[str, ...]) -> dict[str, str | None]:
    padded = [*codes, "", "", "", ""][:4]
    return {f"modifier_{place}": text(code) for place, code in enumerate(padded, 1)}


def claim_row(claim: Claim) -> dict[str, Any]:
    coverage, member = claim.coverage, claim.coverage.subscriber
    treated = claim.patient or member
    rendering, facility = claim.provider("rendering"), claim.provider("service_facility")
    paid = [other.coordination.amount_paid for other in claim.other_coverages if other.coordination]
    paid = [amount for amount in paid if amount is not None]
    born = treated.demographics
    return {
        "patient_control_number": text(claim.patient_control_number),
        "amount_billed": claim.amount_billed,
        "place_of_service": text(claim.place_of_service),
        "frequency_code": text(claim.frequency_code),
        "accepts_assignment": text(claim.accepts_assignment),
        "related_causes": text(":".join(claim.related_causes)),
        "delay_reason": text(claim.delay_reason),
        "contract_type": claim.contract.kind if claim.contract else None,
        "date_of_service": claim.date_of_service,
        "date_of_service_last": claim.date_of_service_last,
        "line_count": len(claim.lines),
        "payer_control_number": text(claim.reference("F8")),
        "authorization_number": text(claim.reference("G1")),
        "referral_number": text(claim.reference("9F")),
        "clearinghouse_number": text(claim.reference("D9")),
        "medical_record_number": text(claim.reference("EA")),
        "amount_patient_paid": claim.amount_patient_paid,
        "billing_npi": npi(claim.billing_provider),
        "billing_tin": text(claim.billing_provider.reference("EI") or claim.billing_provider.reference("SY")),
        "billing_taxonomy": text(claim.billing_provider.taxonomy),
        "billing_zip": zip_code(claim.billing_provider),
        "rendering_npi": npi(rendering),
        "rendering_taxonomy": text(rendering.taxonomy) if rendering else None,
        "service_facility_npi": npi(facility),
        "service_facility_name": text(facility.name) if facility else None,
        "service_facility_zip": zip_code(facility),
        "payer_name": text(coverage.payer.name),
        "payer_id": text(coverage.payer.id),
        "payer_responsibility": text(coverage.payer_responsibility),
        "claim_filing_indicator": text(coverage.claim_filing_indicator),
        "group_number": text(coverage.group_number),
        "member_id": text(member.id),
        "subscriber_last_name": text(member.name),
        "subscriber_first_name": text(member.first_name),
        "patient_relationship": text(claim.patient_relationship if claim.patient else coverage.relationship),
        "patient_last_name": text(treated.name),
        "patient_first_name": text(treated.first_name),
        "patient_birth_date": born.birth_date if born else None,
        "patient_sex": text(born.sex) if born else None,
        "has_other_payer": bool(claim.other_coverages),
        "amount_other_payer_paid": sum(paid) if paid else None,
    }


def line_row(claim: Claim, line: ServiceLine) -> dict[str, Any]:
    own = next((party for party in line.providers if party.role == "rendering"), None)
    return {
        "code_qualifier": text(line.procedure.qualifier),
        "code": text(line.procedure.code),
        **modifiers(line.procedure.modifiers),
        "amount_billed": line.amount_billed,
        "unit_basis": text(line.unit_basis),
        "units": line.units,
        "place_of_service": text(line.place_of_service or claim.place_of_service),
        "diagnosis_pointers": text(":".join(str(pointer) for pointer in line.diagnosis_pointers)),
        "date_of_service": line.date_of_service,
        "date_of_service_last": line.date_of_service_last,
        "line_control_number": text(line.control_number),
        "rendering_npi": npi(own) or npi(claim.provider("rendering")),
        "ndc": text(line.drug.ndc) if line.drug else None,
    }


def payment_row(remittance: Remittance) -> dict[str, Any]:
    return {
        "handling_code": text(remittance.handling_code),
        "amount_paid": remittance.amount_signed,
        "payment_method": text(remittance.payment_method),
        "date_paid": remittance.date_paid,
        "trace_number": text(remittance.trace_number),
        "originator_id": text(remittance.originator_id),
        "date_produced": remittance.date_produced,
        "payer_name": text(remittance.payer.name),
        "payee_name": text(remittance.payee.name),
    }


def remit_row(claim: ClaimPayment) -> dict[str, Any]:
    patient, insured, crossover = claim.party("patient"), claim.party("subscriber"), claim.party("crossover_payer")
    member = patient.id if patient and patient.id_qualifier == "MI" else None
    inpatient = claim.inpatient.remarks if claim.inpatient else ()
    outpatient = claim.outpatient.remarks if claim.outpatient else ()
    return {
        "patient_control_number": text(claim.patient_control_number),
        "status_code": text(claim.status_code),
        "amount_billed": claim.amount_billed,
        "amount_paid": claim.amount_paid,
        "amount_patient": claim.amount_patient,
        "claim_filing_indicator": text(claim.claim_filing_indicator),
        "payer_control_number": text(claim.payer_control_number),
        "place_of_service": text(claim.place_of_service),
        "frequency_code": text(claim.frequency_code),
        "patient_last_name": text(patient.name) if patient else None,
        "patient_first_name": text(patient.first_name) if patient else None,
        "member_id": text(member) or (text(insured.id) if insured else None),
        "crossover_payer_name": text(crossover.name) if crossover else None,
        "remarks": [*inpatient, *outpatient],
        "line_count": len(claim.lines),
    }


def remit_line_row(line: ServicePayment) -> dict[str, Any]:
    return {
        "code_qualifier": text(line.procedure.qualifier),
        "code": text(line.procedure.code),
        **modifiers(line.procedure.modifiers),
        "amount_billed": line.amount_billed,
        "amount_paid": line.amount_paid,
        "units": 1 if line.units is None else line.units,
        "submitted_code": text(line.submitted.code) if line.submitted else None,
        "submitted_units": line.submitted_units,
        "line_control_number": text(line.control_number),
        "remarks": [remark.code for remark in line.remarks if remark.code_list == "HE"],
    }


def walked_rows(data: bytes) -> Rows:
    """Read a file with the walker; rows of the complete 837P and 835 transactions in it."""
    rows: Rows = {name: [] for name in ("claims", "service_lines", "diagnoses", "payments", "remit_claims")}
    rows |= {name: [] for name in ("remit_lines", "adjustments", "provider_adjustments")}
    for enveloped in transactions(data, file="f"):
        transaction = enveloped.transaction
        if transaction is None or not transaction.complete:
            continue
        if transaction.kind == "837P":
            for claim in read_submission(transaction).submission.claims:
                _add_claim(rows, claim)
        elif transaction.kind == "835":
            _add_remittance(rows, read_remittance(transaction).remittance)
    return rows


def _add_claim(rows: Rows, claim: Claim) -> None:
    rows["claims"].append(claim_row(claim))
    rows["service_lines"].extend(line_row(claim, line) for line in claim.lines)
    codes = [diagnosis for diagnosis in claim.diagnoses if diagnosis.qualifier in ("ABK", "ABF", "BK", "BF")]
    for place, diagnosis in enumerate(codes, 1):
        code = diagnosis.code.replace(".", "")
        rows["diagnoses"].append({"position": place, "qualifier": diagnosis.qualifier, "code": code})


def _add_remittance(rows: Rows, remittance: Remittance) -> None:
    rows["payments"].append(payment_row(remittance))
    for claim in remittance.claims:
        rows["remit_claims"].append(remit_row(claim))
        rows["adjustments"].extend(_adjusted(claim.adjustments))
        for line in claim.lines:
            rows["remit_lines"].append(remit_line_row(line))
            rows["adjustments"].extend(_adjusted(line.adjustments))
    for adjustment in remittance.provider_adjustments:
        rows["provider_adjustments"].append(
            {
                "provider_id": text(adjustment.provider_id),
                "fiscal_period_end": adjustment.fiscal_period_end,
                "reason_code": text(adjustment.reason_code),
                "reference_id": text(adjustment.reference_id),
                "amount_adjusted": adjustment.amount,
            }
        )


def _adjusted(adjustments: Any) -> Iterator[dict[str, Any]]:
    for adjustment in adjustments:
        yield {
            "group_code": text(adjustment.group_code),
            "carc": text(adjustment.carc),
            "amount_adjusted": adjustment.amount,
            "quantity": adjustment.quantity,
        }


def differences(ours: BulkRead, theirs: Rows) -> list[str]:
    """Say where bulk reading and the walker differ, row by row in the order of the file."""
    found = []
    for name, rows in theirs.items():
        frame: pl.DataFrame = ours.frame(name)
        if frame.height != len(rows):
            found.append(f"{name}: {frame.height} rows against {len(rows)}")
            continue
        for column in rows[0] if rows else ():
            pairs = enumerate(zip(frame[column].to_list(), (row[column] for row in rows)))
            at = next(((index, a, b) for index, (a, b) in pairs if a != b), None)
            if at is not None:
                found.append(f"{name}.{column} row {at[0]}: {at[1]!r} against {at[2]!r}")
    return found
