"""What Medicare's fee files say: relative values, locality indices, drug prices."""

from decimal import Decimal
from typing import Literal

import msgspec

from cleanskin.record.procedure import GlobalDays


class FeeRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the physician fee schedule's relative value file: one code with one modifier ("", 26, TC, 53).

    RVUs are geographically unadjusted; None means that the publisher gives none at hand.  `pre_share`, `intra_share`,
    `post_share` are fractions of the global package.  Indicators are as the file spells them; their meaning:
    CMS, record layout of the relative value file (RVU25D, checked 2026-11-21).
    `conversion_factor` is the file's own; None in the built-in pack, which keeps factors apart by date.
    `opps_*` are the values that cap an imaging service at the outpatient rate; zero or None where no cap applies.
    `amount_nonfacility` and `amount_facility` are published national amounts in cents, for a code of the built-in pack
    whose amount is at hand but not its RVUs; no locality price can be made of them.
    """

    code: str
    modifier: str = ""
    status: str = ""
    work_rvu: Decimal | None = None
    nonfacility_pe_rvu: Decimal | None = None
    facility_pe_rvu: Decimal | None = None
    mp_rvu: Decimal | None = None
    nonfacility_na: bool = False
    facility_na: bool = False
    pc_tc: str = ""
    global_days: GlobalDays | None = None
    pre_share: Decimal | None = None
    intra_share: Decimal | None = None
    post_share: Decimal | None = None
    multiple_procedure: str = ""
    bilateral: str = ""
    assistant: str = ""
    co_surgeon: str = ""
    team: str = ""
    pricing_indicator: str = ""
    endoscopic_base: str = ""
    conversion_factor: Decimal | None = None
    supervision: str = ""
    imaging_family: str = ""
    opps_nonfacility_pe: Decimal | None = None
    opps_facility_pe: Decimal | None = None
    opps_mp: Decimal | None = None
    amount_nonfacility: int | None = None
    amount_facility: int | None = None


class LocalityIndex(msgspec.Struct, frozen=True, kw_only=True):
    """Geographic practice cost indices of one Medicare locality: contractor (5 digits) and locality number (2)."""

    mac: str
    locality: str
    state: str
    name: str
    work: Decimal
    pe: Decimal
    mp: Decimal


class LocalityCounties(msgspec.Struct, frozen=True, kw_only=True):
    """The counties of one Medicare locality, as the publisher lists them."""

    mac: str
    locality: str
    state: str
    name: str
    counties: str


class ZipLocality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """In which Medicare locality a five-digit ZIP code lies.

    `rural` is "", "R" or "B" (super rural); `needs_plus_four` when the ZIP code spans localities.
    """

    zip: str
    state: str
    mac: str
    locality: str
    rural: str = ""
    needs_plus_four: bool = False


class DrugPrice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Medicare's payment limit for one unit of a drug code (ASP plus its addition), in dollars with three decimals."""

    code: str
    label: str = ""
    dosage: str = ""
    payment_limit: Decimal
    coinsurance_percent: Decimal | None = None
    note: str = ""


class DrugPackage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A drug package (NDC, 11 digits without hyphens) and how many billing units of a code it holds."""

    ndc: str
    code: str
    label: str = ""
    drug: str = ""
    labeler: str = ""
    dosage: str = ""
    package_size: Decimal | None = None
    package_quantity: Decimal | None = None
    billing_units: Decimal | None = None
    billing_units_per_package: Decimal | None = None


Setting = Literal["nonfacility", "facility"]


class PlaceOfService(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A place-of-service code: its name and the fee schedule amount Medicare pays there."""

    code: str
    name: str
    setting: Setting | None = None
