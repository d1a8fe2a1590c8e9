"""What pricing is asked and what it answers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.kernel.source import Source
from cleanskin.record.fee import Setting
from cleanskin.record.protocols import FeeLocalities, ReferenceStore
from cleanskin.record.provenance import Provenance

Reason = Literal[
    "code-not-held",
    "modifier-does-not-apply",
    "contractor-priced",
    "bundled",
    "not-valid-for-medicare",
    "not-covered",
    "excluded-from-schedule",
    "another-fee-schedule",
    "anesthesia",
    "reporting-only",
    "deleted",
    "national-amount-only",
    "locality-not-held",
    "no-conversion-factor",
    "no-relative-values",
    "values-of-another-year",
    "by-report",
    "not-paid-in-facility",
    "assistant-not-paid",
    "co-surgeons-not-paid",
    "units",
    "figure-not-held",
]
"""Why a line has no price.

code-not-held: nothing is known of it; contractor-priced: Medicare's contractor sets the amount; by-report: it decides
from the record, with a least or most where one is published; national-amount-only: an amount is known for the nation,
without the relative values that a locality or another conversion factor needs; another-fee-schedule: paid under a
schedule that is not held (laboratory, ambulance); values-of-another-year: only those of another year (for a drug, of
another quarter) are held; figure-not-held: a rule needs a row that is not held."""


class PriceLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line to price: code, modifiers in any order, units; where it was done; what was charged, in cents.

    `place_of_service` decides between facility and office when the reference knows it; otherwise `Terms.setting` does.
    """

    code: str
    modifiers: tuple[str, ...] = ()
    units: Decimal = Decimal(1)
    place_of_service: str = ""
    amount_charged: Cents | None = None


class Terms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where and by whom.  All lines priced together are one clinician's (or one group's and specialty's) of one day.

    `zip_code` (five digits) or `mac` with `locality` choose the locality; none of them: the national amount.
    `qualifying_apm`: the clinician is a qualifying participant of an advanced payment model.  `nonphysician`: billed
    under the own number of a nurse practitioner, clinical nurse specialist or physician assistant.
    `amount_deductible_left` is the patient's open Part B deductible in cents.
    """

    zip_code: str = ""
    mac: str = ""
    locality: str = ""
    setting: Setting = "nonfacility"
    qualifying_apm: bool = False
    participating: bool = True
    nonphysician: bool = False
    amount_deductible_left: Cents = 0
    sequestration: bool = True

    @property
    def is_national(self) -> bool:
        """True when no locality is asked for."""
        return not (self.zip_code or self.mac or self.locality)


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of the arithmetic: what was done, with which factor, and the line's cents after it."""

    words: str
    factor: Decimal | None = None
    amount: Cents
    source: Source


class CannotPrice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a line has no price and what would give it one.  `at_least` and `at_most` in cents where they are known."""

    reason: Reason
    message: str
    remedy: str = ""
    at_least: Cents | None = None
    at_most: Cents | None = None
    source: Source | None = None


class Price(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer for one line, amounts in cents.

    `amount_full` is the fee schedule amount of one unit before any reduction; `amount_allowed` that of the whole line
    after all of them, None when `cannot` says why.  `amount_paid` is what Medicare pays after coinsurance and
    sequestration, `amount_patient` what the patient owes, `amount_sequestered` what sequestration took:
    allowed = paid + patient + sequestered.  `amount_limiting_charge` is the most a nonparticipating clinician may
    charge on an unassigned claim.
    """

    line: PriceLine
    setting: Setting
    place: str
    amount_full: Cents | None = None
    amount_allowed: Cents | None = None
    amount_paid: Cents | None = None
    amount_patient: Cents | None = None
    amount_sequestered: Cents | None = None
    amount_limiting_charge: Cents | None = None
    steps: tuple[Step, ...] = ()
    cannot: CannotPrice | None = None
    notices: tuple[str, ...] = ()
    provenances: tuple[Provenance, ...] = ()


class PricingReference(ReferenceStore, FeeLocalities, Protocol):
    """A reference store that also knows the localities of the fee schedule."""


def to_cents(dollars: Decimal) -> Cents:
    """Round dollars to cents, half up.

    Compared 2026-11-22: total RVU times conversion factor, rounded so, gives all published 2026 national amounts whose
    RVUs were at hand.  That later steps are rounded likewise is an assumption.
    """
    return int((dollars * 100).to_integral_value(ROUND_HALF_UP))


def share_of(amount: Cents, factor: Decimal) -> Cents:
    """Return an amount times a factor in cents, rounded half up."""
    return to_cents(Decimal(amount).scaleb(-2) * factor)
