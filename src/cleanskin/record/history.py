"""A patient's other services, as light as thousands of look-ups need them."""

from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents


class PatientKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """By what a patient is recognized across claims: payer and member id, or birth date and name."""

    member_id: str = ""
    payer_id: str = ""
    birth_date: date | None = None
    last_name: str = ""
    first_name: str = ""


class PastLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of another claim of the same patient: earlier, later or of the same day.

    `claim` is its patient control number; `diagnoses` have no point; `amount_billed` in cents.  `rendering_npi` and
    `billing_npi` are "" when not given; `taxonomy` is the rendering provider's, else the billing provider's.
    """

    day: date
    code: str
    modifiers: tuple[str, ...] = ()
    units: Decimal = Decimal(1)
    diagnoses: tuple[str, ...] = ()
    place_of_service: str = ""
    amount_billed: Cents = 0
    claim: str = ""
    payer_id: str = ""
    rendering_npi: str = ""
    billing_npi: str = ""
    tax_id: str = ""
    taxonomy: str = ""
