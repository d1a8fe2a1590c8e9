"""Adjustments: why a payer paid another amount than was billed.  Shared by remittances and secondary claims."""

from decimal import Decimal

import msgspec

from cleanskin.kernel.cents import Cents


class Adjustment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One adjustment: a positive amount lowers the payment, a negative one raises it.

    `group_code` says who bears it (CO contract, PR patient, OA other, PI payer's initiative); `carc` is the claim
    adjustment reason code as sent, known to us or not; `quantity` counts units adjusted.
    """

    group_code: str
    carc: str
    amount: Cents
    quantity: Decimal | None = None


def total_adjusted(adjustments: tuple[Adjustment, ...]) -> Cents:
    """Return the sum of the adjustments in cents."""
    return sum(adjustment.amount for adjustment in adjustments)
