"""The professional claim: what was done, why, by whom, for how much, and who is asked to pay.

Everything an 837P carries below its envelope.  Codes are as on the wire; names are plain words.  Amounts are cents,
quantities exact decimals.  Absent text is "", absent amounts and dates are None.
"""

from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.adjustment import Adjustment
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party, Reference
from cleanskin.record.segment import ExtraSegment


class DatedEvent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A dated fact: `kind` is the X12 qualifier ("472" service, "431" onset, "439" accident, "454" first treatment).

    `last` is set when the wire gave a range, even one of a single day.  `time` is HHMM or longer, where given.
    """

    kind: str
    first: date
    last: date | None = None
    time: str = ""


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One diagnosis: `code` without its point; `qualifier` ABK first or ABF other (ICD-10-CM), BK or BF (ICD-9)."""

    code: str
    qualifier: str = "ABF"


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note to the payer; `kind` is ADD, CER, DCP, DGN, TPO."""

    kind: str = "ADD"
    text: str


class Attachment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Paper or an image that goes with the claim: `report_type` (PWK01), how it travels (PWK02), its control number."""

    report_type: str
    transmission: str
    control_number: str = ""


class ConditionIndicator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Conditions that apply or not (CRC): 07 ambulance, E1-E3 vision, 75 homebound, ZZ EPSDT, 09 and 70 hospice."""

    category: str
    applies: str = "Y"
    codes: tuple[str, ...] = ()


class Contract(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Contract terms sent with a claim or line (CN1); kind 05 is a capitated service."""

    kind: str
    amount: Cents | None = None
    percent: Decimal | None = None
    code: str = ""
    terms_discount_percent: Decimal | None = None
    version: str = ""


class Pricing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a repricer decided (HCP); amounts in cents."""

    method: str
    amount_allowed: Cents | None = None
    amount_saved: Cents | None = None
    organization_id: str = ""
    rate: Decimal | None = None
    group_code: str = ""
    amount_group: Cents | None = None
    code_qualifier: str = ""
    code: str = ""
    unit_basis: str = ""
    units: Decimal | None = None
    reject_reason: str = ""
    compliance: str = ""
    exception: str = ""


class Ambulance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An ambulance trip (CR1): weight in pounds, distance in miles."""

    weight_basis: str = ""
    weight: Decimal | None = None
    reason: str = ""
    distance_basis: str = ""
    distance: Decimal | None = None
    round_trip_purpose: str = ""
    stretcher_purpose: str = ""


class SpinalManipulation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Condition of a patient under chiropractic treatment (CR2)."""

    condition: str
    description_1: str = ""
    description_2: str = ""


class Procedure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A coded service: qualifier HC for CPT and HCPCS codes; up to four modifiers in their order."""

    code: str
    qualifier: str = "HC"
    modifiers: tuple[str, ...] = ()
    description: str = ""


class Drug(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The drug behind a line (2410): `ndc` eleven digits, quantity in `unit` (ML, UN, GR, F2, ME)."""

    ndc: str
    qualifier: str = "N4"
    quantity: Decimal | None = None
    unit: str = ""
    references: tuple[Reference, ...] = ()


class PurchasedService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A service bought from another provider (PS1): that provider's number and the cost in cents."""

    provider_id: str
    amount: Cents


class Equipment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Rental or purchase of durable equipment (SV5); amounts in cents."""

    procedure: Procedure
    unit_basis: str = "DA"
    units: Decimal | None = None
    amount_rental: Cents | None = None
    amount_purchase: Cents | None = None
    frequency: str = ""


class EquipmentCertification(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A physician's certification of need for equipment (CR3): kind I initial, R renewal, S revised; months of use."""

    kind: str
    unit_basis: str = "MO"
    duration: Decimal | None = None


class Measurement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A test result (MEA): reference kind TR or OG, qualifier HT, R1, R2, R3, R4, value."""

    reference_kind: str
    qualifier: str
    value: Decimal | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A count that goes with a line or claim (QTY): PT ambulance patients, FL anesthesia units."""

    kind: str
    value: Decimal


class FormAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer on a supporting form (FRM): yes/no, text, date or percent."""

    question: str
    yes_no: str = ""
    text: str = ""
    day: date | None = None
    percent: Decimal | None = None


class SupportingForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A form that goes with a line (2440): code list AS or UT, form number, answers."""

    code_list: str
    form: str
    answers: tuple[FormAnswer, ...] = ()


class LineAdjudication(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What another payer decided about this line (2430): its id, payment in cents, code, units, adjustments, day."""

    payer_id: str
    amount_paid: Cents
    procedure: Procedure
    units: Decimal | None = None
    bundled_line: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    date_adjudicated: date | None = None
    amount_patient_remaining: Cents | None = None


class ServiceLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a claim (2400).

    `number` is LX01 as sent; `diagnosis_pointers` count from 1 into the claim's diagnoses; `dates` hold the service
    date as kind 472.  `amount_billed` in cents, `units` in `unit_basis` (UN units, MJ minutes).
    """

    number: str
    procedure: Procedure
    amount_billed: Cents
    unit_basis: str = "UN"
    units: Decimal | None = None
    place_of_service: str = ""
    diagnosis_pointers: tuple[int, ...] = ()
    emergency: str = ""
    epsdt: str = ""
    family_planning: str = ""
    copay_status: str = ""
    equipment: Equipment | None = None
    attachments: tuple[Attachment, ...] = ()
    ambulance: Ambulance | None = None
    equipment_certification: EquipmentCertification | None = None
    conditions: tuple[ConditionIndicator, ...] = ()
    dates: tuple[DatedEvent, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    contract: Contract | None = None
    references: tuple[Reference, ...] = ()
    amount_sales_tax: Cents | None = None
    amount_postage: Cents | None = None
    fixed_formats: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    purchased_service: PurchasedService | None = None
    pricing: Pricing | None = None
    drug: Drug | None = None
    providers: tuple[Party, ...] = ()
    adjudications: tuple[LineAdjudication, ...] = ()
    forms: tuple[SupportingForm, ...] = ()

    def event(self, kind: str) -> DatedEvent | None:
        """Return the first dated event of that kind."""
        for event in self.dates:
            if event.kind == kind:
                return event
        return None

    @property
    def date_of_service(self) -> date | None:
        """First day of service."""
        event = self.event("472")
        return event.first if event else None

    @property
    def date_of_service_last(self) -> date | None:
        """Last day of service, the first one when no range was given."""
        event = self.event("472")
        return (event.last or event.first) if event else None

    @property
    def control_number(self) -> str:
        """The number a payer gives back with its answer to this line (REF*6R)."""
        return next((reference.value for reference in self.references if reference.kind == "6R"), "")


class PatientFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Facts that the subscriber's or patient's PAT segment adds: date of death, weight in pounds, pregnancy."""

    date_of_death: date | None = None
    weight: Decimal | None = None
    is_pregnant: bool = False


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One professional claim (CLM with everything above and below it).

    `billing_provider`, `pay_to`, `pay_to_plan` are the parties of 2000A; `coverage` is the payer the claim is sent to
    with its subscriber (2000B); `patient` is set only when the patient is not the subscriber (2000C), with
    `patient_relationship`.  `other_coverages` are the other payers in order.  `extras` are segments without a place.
    """

    patient_control_number: str
    amount_billed: Cents
    place_of_service: str = ""
    facility_qualifier: str = "B"
    frequency_code: str = "1"
    provider_signature: str = "Y"
    accepts_assignment: str = "A"
    benefits_assigned: str = "Y"
    release_of_information: str = "Y"
    patient_signature_source: str = ""
    related_causes: tuple[str, ...] = ()
    accident_state: str = ""
    accident_country: str = ""
    special_program: str = ""
    delay_reason: str = ""
    billing_provider: Party
    currency: str = ""
    pay_to: Party | None = None
    pay_to_plan: Party | None = None
    coverage: Coverage
    subscriber_facts: PatientFacts | None = None
    patient: Party | None = None
    patient_relationship: str = ""
    patient_facts: PatientFacts | None = None
    dates: tuple[DatedEvent, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contract: Contract | None = None
    amount_patient_paid: Cents | None = None
    references: tuple[Reference, ...] = ()
    fixed_formats: tuple[str, ...] = ()
    note: Note | None = None
    ambulance: Ambulance | None = None
    spinal_manipulation: SpinalManipulation | None = None
    conditions: tuple[ConditionIndicator, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    anesthesia_procedures: tuple[Diagnosis, ...] = ()
    condition_codes: tuple[str, ...] = ()
    pricing: Pricing | None = None
    providers: tuple[Party, ...] = ()
    other_coverages: tuple[Coverage, ...] = ()
    lines: tuple[ServiceLine, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()

    def reference(self, kind: str) -> str:
        """Return the first number of that kind, "" when there is none."""
        return next((reference.value for reference in self.references if reference.kind == kind), "")

    def event(self, kind: str) -> DatedEvent | None:
        """Return the first dated event of that kind."""
        for event in self.dates:
            if event.kind == kind:
                return event
        return None

    def provider(self, role: str) -> Party | None:
        """Return the claim's provider in that role."""
        for party in self.providers:
            if party.role == role:
                return party
        return None

    @property
    def subscriber(self) -> Party:
        """The member of the plan the claim is sent to."""
        return self.coverage.subscriber

    @property
    def treated(self) -> Party:
        """The patient: the subscriber unless another one is named."""
        return self.patient or self.coverage.subscriber

    @property
    def payer_control_number(self) -> str:
        """The payer's number of the claim this one corrects (REF*F8)."""
        return self.reference("F8")

    @property
    def date_of_service(self) -> date | None:
        """Earliest day of service of the lines."""
        return min((line.date_of_service for line in self.lines if line.date_of_service), default=None)

    @property
    def date_of_service_last(self) -> date | None:
        """Latest day of service of the lines."""
        return max((line.date_of_service_last for line in self.lines if line.date_of_service_last), default=None)

    @property
    def is_self(self) -> bool:
        """True when the patient is the subscriber."""
        return self.patient is None


class Submission(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One batch of claims as it travels in one transaction set: who sends it to whom, when, and the claims.

    `purpose` 00 original, 18 reissue; `kind` CH claims, RP encounters, 31 subrogation; `time_created` HHMM or longer.
    """

    reference_id: str
    date_created: date | None
    time_created: str = "0000"
    purpose: str = "00"
    kind: str = "CH"
    submitter: Party
    receiver: Party
    claims: tuple[Claim, ...] = ()
    extras: tuple[ExtraSegment, ...] = ()
