"""Coverage: one payer's promise to a patient, and what that payer did when it was not the last to be asked."""

from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.adjustment import Adjustment
from cleanskin.record.provider import Party


class OutpatientRemarks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Outpatient adjudication information of a payer (MOA): remark codes and a few program amounts in cents."""

    reimbursement_rate: Decimal | None = None
    amount_hcpcs_payable: Cents | None = None
    remarks: tuple[str, ...] = ()
    amount_esrd: Cents | None = None
    amount_professional: Cents | None = None


class Coordination(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What another payer answered for the whole claim, as told to the next payer (loop 2320).

    Amounts in cents: `amount_paid` (AMT*D), `amount_noncovered` (AMT*A8), `amount_patient_remaining` (AMT*EAF).
    `benefits_assigned`, `patient_signature_source` and `release_of_information` are codes (OI03, OI04, OI06).
    """

    adjustments: tuple[Adjustment, ...] = ()
    amount_paid: Cents | None = None
    amount_noncovered: Cents | None = None
    amount_patient_remaining: Cents | None = None
    benefits_assigned: str = ""
    patient_signature_source: str = ""
    release_of_information: str = ""
    remarks: OutpatientRemarks | None = None
    date_adjudicated: date | None = None


class Coverage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One payer of a claim: the one it is sent to, or another one (then with `coordination`).

    `payer_responsibility` is P, S, T, A to H or U; `relationship` the patient's to the subscriber (18 self);
    `claim_filing_indicator` the kind of plan (CI, BL, MB, ...); `insurance_type` why Medicare is not primary.
    `subscriber` holds the member id; `providers` are numbers this payer gave to the claim's providers.
    """

    payer_responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    claim_filing_indicator: str = ""
    subscriber: Party
    payer: Party
    providers: tuple[Party, ...] = ()
    coordination: Coordination | None = None

    @property
    def member_id(self) -> str:
        """The number by which the payer knows the subscriber."""
        return self.subscriber.id
