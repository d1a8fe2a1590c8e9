"""Claim status: what a practice asks a payer about claims it sent (276), and what the payer answers (277).

Question and answer have the same levels: payers, askers, providers, patients (subscribers with their dependents),
claims, lines.  Amounts are cents; absent text is "", absent amounts and counts are None.  Names, numbers and dates of
patients are personal.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.acknowledgement import StatusCode
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.inquiry import Participant, Trace
from cleanskin.record.provider import Demographics, Reference
from cleanskin.record.segment import ExtraSegment


class StatusReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a payer says of a claim or line (STC): up to three codes, the first being the answer.

    `date_effective` is the day of the status; a finished claim has `date_finalized`, a paid one `date_paid` and
    `payment_number` (check or transfer).
    """

    codes: tuple[StatusCode, ...] = ()
    date_effective: date | None = None
    amount_billed: Cents | None = None
    amount_paid: Cents | None = None
    date_finalized: date | None = None
    date_paid: date | None = None
    payment_number: str = ""

    @property
    def category(self) -> str:
        """The category of the first code, "" without one."""
        return self.codes[0].category if self.codes else ""


class StatusLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A service line asked or answered about."""

    procedure: Procedure
    amount_billed: Cents | None = None
    amount_paid: Cents | None = None
    revenue_code: str = ""
    units: Decimal | None = None
    reports: tuple[StatusReport, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()


class StatusClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One claim asked or answered about.  References: EJ patient control number, 1K the payer's number, D9, BLT, XZ.

    `amount_billed` is the charge by which the asker lets the claim be found (AMT*T3).
    """

    trace: Trace | None = None
    reports: tuple[StatusReport, ...] = ()
    references: tuple[Reference, ...] = ()
    amount_billed: Cents | None = None
    dates: tuple[DatedEvent, ...] = ()
    lines: tuple[StatusLine, ...] = ()

    def reference(self, kind: str) -> str:
        """Return the first number of that kind, "" when there is none."""
        return next((reference.value for reference in self.references if reference.kind == kind), "")

    @property
    def patient_control_number(self) -> str:
        """The practice's number of the claim (REF*EJ)."""
        return self.reference("EJ")

    @property
    def payer_control_number(self) -> str:
        """The payer's number of the claim (REF*1K)."""
        return self.reference("1K")


class OwnStatus(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An answer about the question itself, for an asker or a provider: it was not looked up."""

    trace: Trace
    reports: tuple[StatusReport, ...] = ()


class StatusPatient(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A subscriber or dependent with claims; only a subscriber has `dependents`."""

    person: Participant | None = None
    demographics: Demographics | None = None
    claims: tuple[StatusClaim, ...] = ()
    dependents: tuple["StatusPatient", ...] = ()


class StatusProvider(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A provider (named once or twice) with patients."""

    providers: tuple[Participant, ...] = ()
    own_status: OwnStatus | None = None
    patients: tuple[StatusPatient, ...] = ()


class StatusAsker(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who asks."""

    asker: Participant | None = None
    own_status: OwnStatus | None = None
    providers: tuple[StatusProvider, ...] = ()


class StatusPayer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A payer who is asked or answers."""

    payer: Participant | None = None
    askers: tuple[StatusAsker, ...] = ()


def _claims(payers: tuple[StatusPayer, ...]) -> Iterator[StatusClaim]:
    for payer in payers:
        for asker in payer.askers:
            for provider in asker.providers:
                for patient in provider.patients:
                    yield from patient.claims
                    for dependent in patient.dependents:
                        yield from dependent.claims


class ClaimStatusInquiry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 276: questions about claims."""

    purpose: str = "13"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = ""
    payers: tuple[StatusPayer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def claims(self) -> Iterator[StatusClaim]:
        """Iterate over the claims asked about."""
        return _claims(self.payers)


class ClaimStatusAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A 277: a payer's answers about claims."""

    purpose: str = "08"
    reference_id: str = ""
    date_created: date | None = None
    time_created: str = ""
    kind: str = "DG"
    payers: tuple[StatusPayer, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def claims(self) -> Iterator[StatusClaim]:
        """Iterate over the claims answered about."""
        return _claims(self.payers)

    def own_statuses(self) -> Iterator[OwnStatus]:
        """Iterate over the answers about questions that were not looked up."""
        for payer in self.payers:
            for asker in payer.askers:
                yield from (asker.own_status,) if asker.own_status is not None else ()
                for provider in asker.providers:
                    yield from (provider.own_status,) if provider.own_status is not None else ()


class StatusCategory(msgspec.Struct, frozen=True, kw_only=True):
    """A category of claim status in the project's own words.

    `stage` is where the claim is: acknowledged, pending, finalized, waiting (for what was asked for), not_found,
    not_answered.
    """

    code: str
    stage: str
    meaning: str
    trust: str


STATUS_CATEGORIES: dict[str, StatusCategory] = {
    code: StatusCategory(code=code, stage=stage, meaning=meaning, trust="[check]")
    for code, stage, meaning in (
        ("A0", "acknowledged", "passed on to somebody else"),
        ("A1", "acknowledged", "received, not accepted yet"),
        ("A2", "acknowledged", "accepted into adjudication"),
        ("A3", "acknowledged", "sent back, could not be processed"),
        ("A4", "not_found", "not known to the payer"),
        ("A5", "acknowledged", "split into parts"),
        ("A6", "acknowledged", "sent back, something is missing"),
        ("A7", "acknowledged", "sent back, something is not valid"),
        ("A8", "acknowledged", "sent back, fields do not fit together"),
        ("D0", "not_found", "the payer finds no such claim or patient"),
        ("E0", "not_answered", "the question was at fault"),
        ("E1", "not_answered", "the payer's system could not answer now"),
        ("E2", "not_answered", "the payer's system could not answer now, ask again"),
        ("E3", "not_answered", "the question lacked something"),
        ("E4", "not_answered", "the payer limits such questions"),
        ("F0", "finalized", "finished"),
        ("F1", "finalized", "finished and paid"),
        ("F2", "finalized", "finished and denied"),
        ("F3", "finalized", "finished and revised"),
        ("F3F", "finalized", "finished and passed on to another payer"),
        ("F3N", "finalized", "finished, not passed on"),
        ("F4", "finalized", "finished, nothing to pay or no adjudication"),
        ("P0", "pending", "pending"),
        ("P1", "pending", "in process"),
        ("P2", "pending", "under review at the payer"),
        ("P3", "pending", "waiting for something asked for"),
        ("P4", "pending", "waiting for the patient"),
        ("P5", "pending", "stopped by the payer's administration or system"),
        ("R0", "waiting", "asks for more information"),
        ("R1", "waiting", "asks for information about the entity"),
        ("R3", "waiting", "asks for information about the claim or line"),
        ("R4", "waiting", "asks for documents"),
        ("R5", "waiting", "asks for a more exact description"),
    )
}
"""Categories of claim status by code, in own words; a code that is not here is shown as it came."""
