"""What questions to payers and their answers have in common: who is named, traces, rejections, amounts of service.

Kinds and codes are those of the wire; days and amounts are values.
"""

from decimal import Decimal

import msgspec

from cleanskin.record.provider import Party


class Trace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number by which a question is found again (TRN): `kind` 1 is the asker's, 2 the asker's given back.

    `originator_id` and `supplement` say whose number it is.
    """

    kind: str
    number: str
    originator_id: str = ""
    supplement: str = ""


class Rejection(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a question was not answered (AAA): `valid` Y when the question itself was in order, N when it was not.

    `reason_code` and `follow_up_code` as sent; what they mean stands in `front_desk/refusals.py`.
    """

    valid: str = ""
    reason_code: str = ""
    follow_up_code: str = ""


class ProviderRole(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a provider does in the matter (PRV): `role` as RF referring, PE performing; with one number of some list."""

    role: str
    id_qualifier: str = ""
    id: str = ""


class Relationship(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a person is related to the subscriber (INS): `code` 18 self, 01 spouse, 19 child, ...

    `subscriber` is Y for the subscriber, N else.  An answer that corrects a name says `change_code` 001 and
    `change_reason` 25.  `birth_order` tells twins apart.
    """

    subscriber: str = ""
    code: str = ""
    change_code: str = ""
    change_reason: str = ""
    employment: str = ""
    birth_order: int | None = None


class Participant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody a question or an answer names: `kind` is the entity code of the wire (PR payer, 1P provider, IL, 03).

    `rejections` are what the payer says is wrong with this one; `relation` that to the patient (NM110).
    """

    kind: str
    party: Party
    relation: str = ""
    provider_role: ProviderRole | None = None
    relationship: Relationship | None = None
    rejections: tuple[Rejection, ...] = ()


class Delivery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much of a service, how often and for how long (HSD): three visits a week for two months.

    `quantity` counts `quantity_kind` (VS visits, DY days, HS hours) per `frequency_unit` (WK, MO, ...), every
    `frequency_every`; `period_count` periods of `period_kind` (34 month, 21 years, 29 remaining, ...).
    """

    quantity_kind: str = ""
    quantity: Decimal | None = None
    frequency_unit: str = ""
    frequency_every: Decimal | None = None
    period_kind: str = ""
    period_count: int | None = None
    days_code: str = ""
    time_code: str = ""
