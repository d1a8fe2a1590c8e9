"""Acknowledgements: what a receiver says about a file before anybody pays: of the interchange (TA1), of each
transaction's form (999, or the older 997) and of each claim (277CA).

Positions count from 1.  Amounts are cents; absent text is "", absent amounts, counts and dates are None.  A copied
value and a patient's name, number and dates are personal.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.provider import Party, Reference
from cleanskin.record.segment import ExtraSegment


class InterchangeAcknowledgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a receiver says of a whole interchange (TA1).

    `control_number`, `date_sent` and `time_sent` are those of the interchange spoken of (ISA13, ISA09, ISA10).  `code`:
    A accepted, E accepted with errors, R rejected: nothing in it was read.  `note_code` is "000" without an error.
    """

    control_number: str
    date_sent: date | None = None
    time_sent: str = ""
    code: str
    note_code: str = "000"

    @property
    def is_rejected(self) -> bool:
        """True when nothing of the interchange was taken."""
        return self.code == "R"


class ErrorContext(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an error depends on (CTX): a situation another segment made, or the business unit it was found in.

    `name` is "SITUATIONAL TRIGGER", or names an element of the business unit ("CLM01") whose content is `value`.
    """

    name: str
    value: str = ""
    segment_id: str = ""
    segment_number: int | None = None
    loop_id: str = ""
    element: int | None = None
    component: int | None = None
    repetition: int | None = None
    data_element: int | None = None


class ElementError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error of one element (IK4): where in the segment, of what kind, and what stood there if the receiver says so.

    `data_element` is the element's number in the standard's dictionary; `value` is what was sent (personal).
    """

    element: int | None
    component: int | None = None
    repetition: int | None = None
    data_element: int | None = None
    code: str
    value: str = ""
    contexts: tuple[ErrorContext, ...] = ()


class SegmentError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An error at one segment (IK3): its id, its place counted from ST as 1, its loop, the kind of error."""

    segment_id: str
    segment_number: int | None
    loop_id: str = ""
    code: str = ""
    contexts: tuple[ErrorContext, ...] = ()
    elements: tuple[ElementError, ...] = ()


class SetAcknowledgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a receiver says of one transaction (AK2 to IK5).

    `code`: A accepted, E accepted with errors, R rejected, M W X rejected for security; "" when the receiver did not
    say.  `error_codes` tell why, beside the errors at segments.
    """

    transaction: str
    control_number: str
    version: str = ""
    errors: tuple[SegmentError, ...] = ()
    code: str = ""
    error_codes: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """True when the transaction was taken, with errors or without."""
        return self.code in ACCEPTING

    @property
    def is_rejected(self) -> bool:
        """True when the transaction was not taken."""
        return self.code in REJECTING


class ImplementationAcknowledgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a receiver says of one functional group and the transactions in it (999; 997 says the same of syntax alone).

    `transaction` is "999" or "997".  `code` is of the group: A, E, P (some of it taken), R, M, W, X.  The counts are of
    transactions: included as the group's trailer says, received, accepted.
    """

    transaction: str = "999"
    group_code: str
    group_control_number: str
    version: str = ""
    sets: tuple[SetAcknowledgement, ...] = ()
    code: str = ""
    count_included: int | None = None
    count_received: int | None = None
    count_accepted: int | None = None
    error_codes: tuple[str, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()


ACCEPTING = frozenset(("A", "E"))
"""Codes of a group or transaction that was taken."""

REJECTING = frozenset(("R", "M", "W", "X"))
"""Codes of a group or transaction that was not taken; a group coded P was taken in part."""


class StatusCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One status (C043): category ("A2"), what it is about ("20"), whom it concerns ("PR"), a list for other codes."""

    category: str
    status: str = ""
    entity: str = ""
    code_list: str = ""


class StatusInformation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was decided (STC): up to three status codes, the first being the answer.

    `action` WQ accepted, U rejected; `amount_billed` is the charge spoken of; `message` free text.
    """

    codes: tuple[StatusCode, ...] = ()
    date_effective: date | None = None
    action: str = ""
    amount_billed: Cents | None = None
    message: str = ""

    @property
    def category(self) -> str:
        """The category of the first status, "" without one."""
        return self.codes[0].category if self.codes else ""


class AcknowledgedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A service line that was found at fault (SVC, STC)."""

    procedure: Procedure
    amount_billed: Cents | None = None
    revenue_code: str = ""
    units: Decimal | None = None
    statuses: tuple[StatusInformation, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()


class AcknowledgedClaim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one claim at the door (TRN to the next).

    `patient_control_number` is the claim's CLM01 (TRN02).  `references`: 1K the payer's number, D9 the clearinghouse's,
    BLT the kind of bill.
    """

    patient_control_number: str
    statuses: tuple[StatusInformation, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    lines: tuple[AcknowledgedLine, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def _reference(self, kind: str) -> str:
        return next((reference.value for reference in self.references if reference.kind == kind), "")

    @property
    def payer_control_number(self) -> str:
        """The payer's number of the claim (REF*1K)."""
        return self._reference("1K")

    @property
    def clearinghouse_number(self) -> str:
        """The clearinghouse's number of the claim (REF*D9)."""
        return self._reference("D9")

    @property
    def date_of_service(self) -> date | None:
        """First day of service (DTP*472)."""
        return next((event.first for event in self.dates if event.kind == "472"), None)

    @property
    def categories(self) -> tuple[str, ...]:
        """Category of each status, in order; "" left out."""
        return tuple(status.category for status in self.statuses if status.category)


class AcknowledgedPatient(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A patient and the claims spoken of; `patient.role` is subscriber where the sender says so."""

    patient: Party
    claims: tuple[AcknowledgedClaim, ...] = ()


class AcknowledgedTotals(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Claims taken and returned, counted and added up by whoever acknowledges them."""

    count_accepted: Decimal | None = None
    count_rejected: Decimal | None = None
    amount_accepted: Cents | None = None
    amount_rejected: Cents | None = None


class AcknowledgedProvider(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A billing provider: its own status, totals, and its patients."""

    provider: Party
    trace_number: str = ""
    statuses: tuple[StatusInformation, ...] = ()
    references: tuple[Reference, ...] = ()
    totals: AcknowledgedTotals = AcknowledgedTotals()
    patients: tuple[AcknowledgedPatient, ...] = ()


class AcknowledgedSubmitter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who sent the claims; `trace_number` is the batch as the sender numbered it (BHT03 of the 837)."""

    submitter: Party
    trace_number: str = ""
    statuses: tuple[StatusInformation, ...] = ()
    totals: AcknowledgedTotals = AcknowledgedTotals()
    providers: tuple[AcknowledgedProvider, ...] = ()


class AcknowledgingSource(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who acknowledges: a payer (role payer) or a clearinghouse (role clearinghouse), and when."""

    source: Party
    trace_number: str = ""
    date_received: date | None = None
    date_processed: date | None = None
    submitters: tuple[AcknowledgedSubmitter, ...] = ()


class ClaimAcknowledgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One acknowledgement of claims (277CA, ST to SE)."""

    reference_id: str = ""
    purpose: str = "08"
    date_created: date | None = None
    time_created: str = ""
    kind: str = "TH"
    sources: tuple[AcknowledgingSource, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    @property
    def providers(self) -> Iterator[tuple[AcknowledgingSource, AcknowledgedSubmitter, AcknowledgedProvider]]:
        """Every billing provider with those above it, in order."""
        for source in self.sources:
            for submitter in source.submitters:
                for provider in submitter.providers:
                    yield source, submitter, provider

    @property
    def claims(self) -> tuple[AcknowledgedClaim, ...]:
        """Every claim spoken of, in order."""
        return tuple(
            claim for _, _, provider in self.providers for patient in provider.patients for claim in patient.claims
        )


class Category(msgspec.Struct, frozen=True, kw_only=True):
    """One category of a claim's acknowledgement (STC01-01), in our words.

    `verdict`: received (somebody has it, nobody took it), accepted (the payer took it into adjudication: proof of
    timely filing), rejected (it was never adjudicated: mend and send again).  `trust` says how sure the row is.
    """

    code: str
    meaning: str
    verdict: str
    trust: str


CATEGORIES: dict[str, Category] = {
    code: Category(code=code, meaning=meaning, verdict=verdict, trust=trust)
    for code, meaning, verdict, trust in (
        ("A0", "Passed on to somebody else; no decision yet.", "received", "[check]"),
        ("A1", "It arrived; nobody accepted it yet.", "received", "[vendor]"),
        ("A2", "The payer took it into adjudication: proof of timely filing.", "accepted", "[check]"),
        ("A3", "Sent back: it could not be processed.", "rejected", "[check]"),
        ("A4", "Whoever was asked does not know the claim.", "rejected", "[check]"),
        ("A5", "The claim was split into parts, each with answers of its own.", "received", "[check]"),
        ("A6", "Sent back because something is missing.", "rejected", "[vendor]"),
        ("A7", "Sent back because something is not valid.", "rejected", "[vendor]"),
        ("A8", "Sent back because fields do not fit together.", "rejected", "[vendor]"),
    )
}
"""Categories by code (edi-rules.md, section 3; marks as there).  A code that is not listed decides nothing."""


def verdict_of(categories: tuple[str, ...]) -> str:
    """Return what several statuses of one claim come to: accepted, else rejected, else received; "" for none known."""
    verdicts = {CATEGORIES[code].verdict for code in categories if code in CATEGORIES}
    return next((verdict for verdict in ("accepted", "rejected", "received") if verdict in verdicts), "")
