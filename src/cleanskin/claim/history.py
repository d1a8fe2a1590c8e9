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

from msgspec.structs import replace

from cleanskin.kernel.period import Period
from cleanskin.record.claim import Claim, ServiceLine
from cleanskin.record.history import PastLine, PatientKey
from cleanskin.record.provider import Party
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
        self._billing: tuple[Party | None, str, str] = (None, "", "")
        """The last billing provider with its NPI and tax number: the same one stands on most claims."""
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
        """Make light rows of a claim's lines."""
        billing = claim.billing_provider
        if billing is not self._billing[0]:
            self._billing = (billing, billing.npi, billing.tax_id)
        _, billing_npi, tax_id = self._billing
        rendering = claim.provider("rendering") or billing
        taxonomy = rendering.taxonomy or billing.taxonomy
        named = claim.diagnoses
        like: PastLine | None = None
        found = []
        for line in claim.lines:
            day = line.date_of_service or claim.date_of_service
            if day is None:
                continue
            if like is None:
                like = PastLine(
                    day=day,
                    code="",
                    claim=claim.patient_control_number,
                    payer_id=claim.coverage.payer.id,
                    rendering_npi=rendering.npi,
                    billing_npi=billing_npi,
                    tax_id=tax_id,
                    taxonomy=taxonomy,
                )
            procedure, units = line.procedure, line.units
            past = replace(
                like,
                day=day,
                code=procedure.code,
                modifiers=procedure.modifiers,
                units=_ONE if units is None else units,
                diagnoses=tuple([named[at - 1].code for at in line.diagnosis_pointers if 0 < at <= len(named)]),
                place_of_service=line.place_of_service or claim.place_of_service,
                amount_billed=line.amount_billed,
            )
            if line.providers:
                past = _done_by(past, line, rendering)
            found.append(past)
        return found


def _done_by(past: PastLine, line: ServiceLine, rendering: Party) -> PastLine:
    """Return a row with the line's own rendering provider, where it names one."""
    doer = next((party for party in line.providers if party.role == "rendering"), rendering)
    return replace(past, rendering_npi=doer.npi, taxonomy=doer.taxonomy or past.taxonomy)


def _known(patient: PatientKey) -> Known:
    if patient.birth_date is not None and patient.last_name:
        return (patient.birth_date, patient.last_name, patient.first_name)
    return (patient.payer_id, patient.member_id) if patient.member_id else ()


def _day_of(line: PastLine) -> date:
    return line.day
