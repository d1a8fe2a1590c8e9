"""What services cost in the simulated world: the Medicare amount and the practice's charge by code.

`fees.tsv`, one row a code: `medicare` cents a unit (national, outside facilities),
`global_days` and `multiple` (the multiple-procedure indicator) as the fee schedule says them, `trust` and `source`:

pprrvu-2025-10  total non-facility relative value of the October 2025 release of the national physician fee schedule
                times its conversion factor 32.3465, rounded to the cent
asp-2026-10     payment limit of the drug pricing file of October 2026, per billing unit, rounded to the cent
general         general knowledge of fee schedules, to be replaced
own             chosen by this project: carriers price unlisted codes, and prices of drugs are invented

Both sides read this table: staff for what they charge, payers as the base of their contracts.  It describes no code.
"""

from functools import cache

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.sim.tables import rows

CHARGE_PERCENT = 210
"""Charge in percent of Medicare: charge to paid was 2.58 in 2012-15 Medicare data, so about 2.1 to allowed."""


class Fee(msgspec.Struct, frozen=True, gc=False):
    """One code.  `medicare` and `charge` are cents a unit."""

    code: str
    medicare: Cents
    charge: Cents
    global_days: str
    multiple: str
    trust: str
    source: str


def _charge(medicare: Cents) -> Cents:
    """Round a charge up: to the cent below a dollar, to the dollar below twenty, to five dollars above."""
    step = 1 if medicare < 100 else 100 if medicare < 2000 else 500
    return -(-medicare * CHARGE_PERCENT // (100 * step)) * step


@cache
def fees() -> dict[str, Fee]:
    """Return every fee by code."""
    return {
        row["code"]: Fee(
            row["code"], int(row["medicare"]), _charge(int(row["medicare"])), row["global_days"], row["multiple"],
            row["trust"], row["source"],
        )
        for row in rows("cleanskin.sim", "fees.tsv")
    }  # fmt: skip


_UNKNOWN = 10_000
"""Medicare amount assumed for a code outside the table, cents."""


def medicare_amount(code: str) -> Cents:
    """Return the Medicare amount of one unit in cents; an assumed one for a code outside the table."""
    fee = fees().get(code)
    return fee.medicare if fee is not None else _UNKNOWN


def charge_amount(code: str) -> Cents:
    """Return what the practice charges for one unit in cents; an assumed one for a code outside the table."""
    fee = fees().get(code)
    return fee.charge if fee is not None else _charge(_UNKNOWN)
