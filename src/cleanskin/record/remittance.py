"""The remittance: what a payer paid, for which claims and lines, and why not more.

Everything an 835 carries below its envelope.  Amounts are cents, quantities exact decimals; a positive adjustment
lowers the payment.  Absent text is "", absent amounts and dates are None.
"""

from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.adjustment import Adjustment, total_adjusted
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.coverage import OutpatientRemarks
from cleanskin.record.provider import Contact, Party, Reference
from cleanskin.record.segment import ExtraSegment


class Amount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An amount a payer mentions (AMT): "B6" allowed, "AU" covered, "I" interest, ...; outside every balance."""

    kind: str
    amount: Cents


class SupplementalQuantity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A count a payer mentions (QTY): "CA" covered days, "ZK" to "ZO" program units, ..."""

    kind: str
    value: Decimal


class Remark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A remark code of a line (LQ): `code_list` HE for RARCs, RX for pharmacy reject codes."""

    code: str
    code_list: str = "HE"


class InpatientRemarks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Inpatient adjudication information (MIA): remark codes, counts of days, program amounts in cents.

    `amounts` are MIA04, 06 to 14, 16 to 19 and 24 by element number; `counts` are MIA01, 03, 15 (and 02).
    """

    remarks: tuple[str, ...] = ()
    amounts: tuple[tuple[int, Cents], ...] = ()
    counts: tuple[tuple[int, Decimal], ...] = ()


class ServicePayment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a payer decided about one line (SVC).

    `procedure` is what was adjudicated; `submitted` what was billed, when the payer changed it.  `units` None means
    one, as the guide says.  `amount_billed` less the adjustments must be `amount_paid`.
    """

    procedure: Procedure
    amount_billed: Cents
    amount_paid: Cents
    revenue_code: str = ""
    units: Decimal | None = None
    submitted: Procedure | None = None
    submitted_units: Decimal | None = None
    dates: tuple[DatedEvent, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[SupplementalQuantity, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def control_number(self) -> str:
        """The biller's number of the line, as the payer gives it back (REF*6R)."""
        return next((reference.value for reference in self.references if reference.kind == "6R"), "")

    @property
    def amount_adjusted(self) -> Cents:
        """Sum of the line's adjustments."""
        return total_adjusted(self.adjustments)


class ClaimPayment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a payer decided about one claim (CLP).

    `status_code`: 1 to 3 processed as primary, secondary, tertiary; 4 not recognized; 19 to 21 forwarded;
    22 reversal; 23 not ours, forwarded; 25 predetermination.  `parties` are the patient and everybody else named.
    `drg_code`, `drg_weight` and `discharge_fraction` belong to institutional claims.
    """

    patient_control_number: str
    status_code: str
    amount_billed: Cents
    amount_paid: Cents
    amount_patient: Cents | None = None
    claim_filing_indicator: str = ""
    payer_control_number: str = ""
    place_of_service: str = ""
    frequency_code: str = ""
    drg_code: str = ""
    drg_weight: Decimal | None = None
    discharge_fraction: Decimal | None = None
    adjustments: tuple[Adjustment, ...] = ()
    parties: tuple[Party, ...] = ()
    inpatient: InpatientRemarks | None = None
    outpatient: OutpatientRemarks | None = None
    references: tuple[Reference, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    contacts: tuple[Contact, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[SupplementalQuantity, ...] = ()
    lines: tuple[ServicePayment, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def party(self, role: str) -> Party | None:
        """Return the party in that role."""
        return next((party for party in self.parties if party.role == role), None)

    @property
    def is_reversal(self) -> bool:
        """True when this takes back an earlier answer."""
        return self.status_code == "22"

    @property
    def amount_adjusted(self) -> Cents:
        """Sum of the adjustments at claim and line level."""
        return total_adjusted(self.adjustments) + sum(line.amount_adjusted for line in self.lines)


class ProviderSummary(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Totals for one provider and kind of facility (TS3, TS2).

    `amounts` are TS305 to TS324 by element number in cents (TS304 and TS323 are counts); `drg_amounts` the same of TS2.
    """

    provider_id: str
    facility_type: str
    fiscal_period_end: date | None = None
    claim_count: Decimal | None = None
    amounts: tuple[tuple[int, Cents], ...] = ()
    psro_count: Decimal | None = None
    drg_amounts: tuple[tuple[int, Cents], ...] = ()
    drg_counts: tuple[tuple[int, Decimal], ...] = ()


class RemittanceGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The claims under one header number (LX); `number` is "" when the payer sent claims without one."""

    number: str
    summary: ProviderSummary | None = None
    claims: tuple[ClaimPayment, ...] = ()


class ProviderAdjustment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An adjustment of the payment itself (PLB): recovery, interest, forwarded balance; positive lowers the payment."""

    provider_id: str
    fiscal_period_end: date | None
    reason_code: str
    reference_id: str = ""
    amount: Cents


class BankAccount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A side of the transfer (BPR06-09, 12-15): routing number and its kind, account number and its kind."""

    routing_kind: str = ""
    routing_number: str = ""
    account_kind: str = ""
    account_number: str = ""


class DeliveryMethod(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the remittance travels to the payee (RDM)."""

    method: str
    name: str = ""
    number: str = ""


class Currency(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A foreign currency (CUR): who uses it, its code."""

    entity: str
    code: str


class Remittance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One remittance (ST*835 to SE).

    `amount_paid` is never negative on the wire: `is_debit` says that money goes the other way.  The sum of the claims'
    payments less the provider adjustments must equal it.  `payment_method` ACH, CHK, NON, ...; `trace_number` and
    `originator_id` find the deposit.
    """

    handling_code: str
    amount_paid: Cents
    is_debit: bool = False
    payment_method: str = ""
    payment_format: str = ""
    payer_account: BankAccount | None = None
    originator_company: str = ""
    originator_supplement: str = ""
    payee_account: BankAccount | None = None
    date_paid: date | None = None
    trace_number: str = ""
    originator_id: str = ""
    trace_supplement: str = ""
    currency: Currency | None = None
    references: tuple[Reference, ...] = ()
    date_produced: date | None = None
    payer: Party
    payee: Party
    delivery: DeliveryMethod | None = None
    groups: tuple[RemittanceGroup, ...] = ()
    provider_adjustments: tuple[ProviderAdjustment, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    @property
    def claims(self) -> tuple[ClaimPayment, ...]:
        """Every claim answered, in order."""
        return tuple(claim for group in self.groups for claim in group.claims)

    @property
    def amount_signed(self) -> Cents:
        """The payment, negative when the payer takes money."""
        return -self.amount_paid if self.is_debit else self.amount_paid
