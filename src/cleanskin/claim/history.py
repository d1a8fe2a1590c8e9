"""The patients' other services, from the claims at hand: an index that rules ask through `record.protocols.History`.

A patient is recognized by birth date and name, which outlive a change of payer; without them by payer and member id.
Voided claims (frequency 8) are left out, and a replacement (frequency 7) takes the place of the claim with the same
patient control number.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from zlib import crc32

from cleanskin.kernel.period import Period
from cleanskin.record.claim import Claim
from cleanskin.record.history import PastLine, PatientKey
from cleanskin.record.remittance import ClaimPayment

_ONE: Final = Decimal(1)
_VOID, _REPLACEMENT = "8", "7"

Known = tuple[object, ...]
"""By what a patient is recognized: (birth date, last name, first name), or (payer id, member id)."""


def patient_of(claim: Claim) -> Known:
    """Return by what a claim's patient is recognized, () when the claim names nobody."""
    treated = claim.patient or claim.coverage.subscriber
    facts = treated.demographics
    born = facts.birth_date if facts is not None else None
    if born is not None and treated.name:
        return (born, treated.name.upper(), treated.first_name.upper())
    member = claim.coverage.subscriber.id
    return (claim.coverage.payer.id, member) if member else ()


def partition_of(claim: Claim, *, partitions: int) -> int:
    """Return which of several partitions a claim's patient belongs to; the same on every machine and run."""
    return crc32(repr(patient_of(claim)).encode()) % partitions


class ClaimHistory:
    """History made of claims; fill it with `add`, then ask.  Implements `record.protocols.History`.

    `complete` is the period for which the caller knows that every claim is here; None: for none, and absence then
    proves nothing.
    """

    def __init__(self, *, complete: Period | None = None) -> None:
        self.complete = complete
        self._patients: dict[Known, list[PastLine]] = {}
        self._days: dict[Known, list[date]] = {}
        """The days of a patient's lines, once they have been sorted; absent while they are not."""
        self._shared: dict[object, object] = {}
        self.claims = 0

    def add(self, claim: Claim) -> None:
        """Take in a claim; order does not matter, except that a replacement comes after what it replaces."""
        patient = patient_of(claim)
        if not patient or claim.frequency_code == _VOID:
            return
        lines = self._patients.get(patient)
        if lines is None:
            lines = self._patients[patient] = []
        elif claim.frequency_code == _REPLACEMENT:
            lines[:] = [line for line in lines if line.claim != claim.patient_control_number]
        self._days.pop(patient, None)
        lines += self._past_lines(claim)
        self.claims += 1

    def add_lines(self, claim: Claim, lines: Iterable[PastLine]) -> None:
        """Take in lines of other claims of the patient of `claim`."""
        patient = patient_of(claim)
        self._patients.setdefault(patient, []).extend(lines)
        self._days.pop(patient, None)

    def lines_of(self, claim: Claim) -> Sequence[PastLine]:
        """Return all lines that are held of the patient of `claim`, in no order."""
        return self._patients.get(patient_of(claim), ())

    def covers(self, period: Period) -> bool:
        """True when the whole period lies inside the one that is complete."""
        whole = self.complete
        if whole is None or period.start < whole.start:
            return False
        return whole.end is None or (period.end is not None and period.end <= whole.end)

    def lines(self, patient: PatientKey, period: Period, codes: Iterable[str] = ()) -> Sequence[PastLine]:
        """Return the patient's lines with a first day of service in `period`, all or only those codes, by day."""
        known = _known(patient)
        held = self._patients.get(known)
        if not held:
            return ()
        days = self._days.get(known)
        if days is None:
            held.sort(key=_day_of)
            days = self._days[known] = [line.day for line in held]
        first = bisect_left(days, period.start)
        last = len(days) if period.end is None else bisect_left(days, period.end, first)
        if first == last:
            return ()
        wanted = codes if isinstance(codes, frozenset | set) else frozenset(codes)
        return [line for line in held[first:last] if line.code in wanted] if wanted else held[first:last]

    def answers(self, patient_control_number: str, payer_id: str) -> Sequence[ClaimPayment]:
        """Return nothing: claims hold no answers of payers."""
        return ()

    def _past_lines(self, claim: Claim) -> list[PastLine]:
        """Make light rows of a claim's lines; equal parts are kept once."""
        share = self._shared.setdefault
        billing, payer = claim.billing_provider, claim.coverage.payer.id
        rendering = claim.provider("rendering") or billing
        first_day = claim.date_of_service
        named = claim.diagnoses
        billing_npi, tax_id, taxonomy = billing.npi, billing.tax_id, rendering.taxonomy or billing.taxonomy
        found = []
        for line in claim.lines:
            day = line.date_of_service or first_day
            if day is None:
                continue
            pointed = tuple([named[at - 1].code for at in line.diagnosis_pointers if 0 < at <= len(named)])
            units = _ONE if line.units is None else line.units
            doer = next((party for party in line.providers if party.role == "rendering"), rendering)
            found.append(
                PastLine(
                    day=share(day, day),  # type: ignore[arg-type]
                    code=share(line.procedure.code, line.procedure.code),  # type: ignore[arg-type]
                    modifiers=share(line.procedure.modifiers, line.procedure.modifiers),  # type: ignore[arg-type]
                    units=share(("units", units), units),  # type: ignore[arg-type]
                    diagnoses=share(("diagnoses", pointed), pointed),  # type: ignore[arg-type]
                    place_of_service=line.place_of_service or claim.place_of_service,
                    amount_billed=line.amount_billed,
                    claim=claim.patient_control_number,
                    payer_id=share(payer, payer),  # type: ignore[arg-type]
                    rendering_npi=share(doer.npi, doer.npi),  # type: ignore[arg-type]
                    billing_npi=share(billing_npi, billing_npi),  # type: ignore[arg-type]
                    tax_id=share(tax_id, tax_id),  # type: ignore[arg-type]
                    taxonomy=doer.taxonomy or taxonomy,
                )
            )
        return found


def _known(patient: PatientKey) -> Known:
    if patient.birth_date is not None and patient.last_name:
        return (patient.birth_date, patient.last_name, patient.first_name)
    return (patient.payer_id, patient.member_id) if patient.member_id else ()


def _day_of(line: PastLine) -> date:
    return line.day
