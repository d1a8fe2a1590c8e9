"""What a payer and a plan are: contract, habits, benefits.  All are invented; see `tables/README.md`."""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.cents import Cents

Kind = Literal[
    "medicare", "medicare_advantage", "commercial", "exchange", "medicaid", "tricare", "workers_comp", "auto",
    "supplement",
]  # fmt: skip


class Payer(msgspec.Struct, frozen=True, kw_only=True):
    """One payer: its contract with the practice and its habits.

    Fields ending in `_percent` are whole percents, in `_parts` probabilities in parts of ten thousand, in `_days` days.
    `contract_percent` is what it allows in percent of the Medicare amount, `drug_percent` the same for drugs,
    `visit_with_procedure_percent` what it allows of an office visit on the day of a procedure, `practitioner_percent`
    of a service of a nurse practitioner or physician assistant.  `lag` names the row of the table of answer times.
    """

    key: str
    name: str
    payer_id: str
    kind: Kind
    filing_indicator: str
    originator: str
    lag: str
    contract_percent: int
    drug_percent: int = 100
    visit_with_procedure_percent: int = 100
    practitioner_percent: int = 100
    sequestration_percent: int = 0
    reduces_multiple: bool = True
    filing_limit_days: int = 365
    corrected_limit_days: int = 365
    appeal_limit_days: int = 180
    interest_after_days: int = 0
    interest_yearly_parts: int = 0
    echo: str = "as_sent"
    """What it does with the claim's control number: a key of `ECHOES`."""
    line_control: bool = True
    """It gives back the line's control number (REF*6R)."""
    sends_remittances: bool = True
    crosses_over_to: str = ""
    pay_weekdays: tuple[int, ...] = (3,)
    """Days of the week on which it pays, Monday being 0."""
    claim_level_refusals: bool = False
    """It refuses whole claims at claim level, without service lines."""
    takes_replacements: bool = True
    """It takes frequency 7 and 8; one that does not wants a reopening or a new claim."""
    routing_number: str = "021000089"
    vague_parts: int = 2_000
    """Of its refusals: codes that do not tell the reason."""
    misleading_parts: int = 80
    """Of its refusals: codes that tell another reason."""
    error_parts: int = 80
    """Claims it refuses by mistake."""
    pend_parts: int = 0
    lost_parts: int = 0
    takeback_parts: int = 0
    takeback_as_balance_parts: int = 3_000
    """Of its takebacks: recovered from the payment's total instead of a reversal."""
    underpaid_parts: int = 0
    stubborn_parts: int = 3_000
    """Appeals it refuses although the record supports the claim."""
    changed_code_parts: int = 0
    dropped_modifier_parts: int = 0
    split_line_parts: int = 0
    split_claim_parts: int = 0
    unechoed_parts: int = 0
    trust: str = "assumption"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One plan of a payer: what the member bears and what the plan wants.

    Amounts in cents a calendar year or a visit.  `authorizes` are families of services (table of codes) that need an
    authorization, `excludes` families it never covers, `light_visits_yearly` 0 means no limit.  `weight` is its share
    among the payer's members.
    """

    key: str
    payer: str
    name: str
    weight: int
    deductible_2025: Cents = 0
    deductible_2026: Cents = 0
    coinsurance_percent: int = 0
    copay_visit: Cents = 0
    copay_procedure: Cents = 0
    drug_coinsurance_percent: int = 0
    out_of_pocket_most: Cents = 0
    """0: no limit."""
    referral_needed: bool = False
    authorizes: tuple[str, ...] = ()
    light_visits_yearly: int = 0
    pays_deductible_left: bool = True
    """A supplement pays the deductible that the first payer left."""
    excludes: tuple[str, ...] = ()
    trust: str = "assumption"
    source: str = ""

    def deductible(self, day: date) -> Cents:
        """Return the yearly deductible in force on that day."""
        return self.deductible_2025 if day.year <= 2025 else self.deductible_2026


class CodeFact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What payers' systems know of one procedure code.

    Amounts are national Medicare amounts in cents; `units_most` None means no limit of units; `units_kind` 2 is an
    absolute limit by day, 3 a limit by clinical usage, 1 a limit by line.
    """

    code: str
    family: str
    status: str
    cents_2025: Cents
    cents_2026: Cents
    facility_2025: Cents
    facility_2026: Cents
    technical_2025: Cents
    global_days: str
    multiple: str
    bilateral: str
    assistant: str
    units_most: int | None
    units_kind: str
    trust: str
    source: str

    @property
    def is_add_on(self) -> bool:
        """True when it is reported beside another code only."""
        return self.global_days == "ZZZ"

    @property
    def is_surgical(self) -> bool:
        """True when it has a global period of 0, 10 or 90 days."""
        return self.global_days in ("000", "010", "090")
