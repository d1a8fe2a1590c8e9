"""The answer to a question about claims (276 to 277): the question's levels with what a payer says of each claim."""

from collections.abc import Callable
from datetime import date

import msgspec

from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.claim_status import (
    ClaimStatusAnswer,
    ClaimStatusInquiry,
    StatusClaim,
    StatusPatient,
    StatusProvider,
    StatusReport,
)
from cleanskin.record.provider import Reference
from cleanskin.sim.payer.status import ClaimStatus

Find = Callable[[StatusClaim, str], ClaimStatus]
"""Looks a claim up by what the question says of it and the member's id."""

_KEPT = frozenset(("EJ", "BLT", "XZ", "D9"))


def status_answer(inquiry: ClaimStatusInquiry, find: Find, *, on: date) -> ClaimStatusAnswer:
    """Answer a 276 on a day; levels, traces and numbers are those of the question."""
    payers = []
    for payer in inquiry.payers:
        askers = []
        for asker in payer.askers:
            providers = tuple([_provider(one, find) for one in asker.providers])
            askers.append(msgspec.structs.replace(asker, providers=providers))
        payers.append(msgspec.structs.replace(payer, askers=tuple(askers)))
    return ClaimStatusAnswer(
        purpose="08", reference_id=inquiry.reference_id or "ANSWER", date_created=on, time_created="0900", kind="DG",
        payers=tuple(payers),
    )  # fmt: skip


def _provider(provider: StatusProvider, find: Find) -> StatusProvider:
    return msgspec.structs.replace(provider, patients=tuple([_patient(one, find, "") for one in provider.patients]))


def _patient(patient: StatusPatient, find: Find, holder: str) -> StatusPatient:
    member = (patient.person.party.id if patient.person is not None else "") or holder
    claims = tuple([_claim(one, find(one, member)) for one in patient.claims])
    dependents = tuple([_patient(one, find, member) for one in patient.dependents])
    return msgspec.structs.replace(patient, demographics=None, claims=claims, dependents=dependents)


def _claim(claim: StatusClaim, found: ClaimStatus) -> StatusClaim:
    is_final = found.category.startswith("F")
    report = StatusReport(
        codes=(StatusCode(category=found.category, status=found.status, entity=found.entity),),
        date_effective=found.effective,
        amount_billed=found.amount_billed or claim.amount_billed or 0,
        amount_paid=max(found.amount_paid, 0),
        date_finalized=found.effective if is_final else None,
        date_paid=found.paid_on,
        payment_number=f"T{found.paid_on:%Y%m%d}" if found.paid_on is not None else "",
    )
    references = tuple([one for one in claim.references if one.kind in _KEPT])
    if found.number:
        references = (Reference(kind="1K", value=found.number), *references)
    trace = msgspec.structs.replace(claim.trace, kind="2") if claim.trace is not None else None
    return StatusClaim(trace=trace, reports=(report,), references=references, dates=claim.dates)
