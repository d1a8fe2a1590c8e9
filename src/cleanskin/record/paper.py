"""Papers and logs that stand behind a claim and are not in it: notices to patients, authorizations, submissions."""

from datetime import date
from decimal import Decimal

import msgspec

from cleanskin.kernel.period import Period


class AbnOnFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A signed advance beneficiary notice: for which codes (empty: all), signed when."""

    signed_on: date
    codes: tuple[str, ...] = ()


class AuthorizationOnFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A payer's authorization: its number, codes, days, and units left (None: not counted)."""

    number: str
    codes: tuple[str, ...] = ()
    period: Period
    units_left: Decimal | None = None


class EnrolledProvider(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A provider as the practice knows them: NPI, whether a physician, with which payers enrolled since when."""

    npi: str
    is_physician: bool = True
    specialty: str = ""
    payers: dict[str, Period] = {}
