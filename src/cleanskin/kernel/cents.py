"""Money as integer cents.

`Decimal` exists only at the edges (a file, a screen); `float` nowhere.  Amounts are signed: a reversal is negative.
"""

import re
from decimal import ROUND_HALF_EVEN, Decimal

Cents = int
"""An amount in cents, signed."""

_X12_AMOUNT = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def parse_cents(text: str) -> Cents:
    """Read a decimal amount in dollars as X12 writes it ("80", "-80.5", ".05") and return cents.

    Raises ValueError when the text is not such an amount or when it has a fraction of a cent,
    because rounding money on reading would hide the fault.
    """
    if not _X12_AMOUNT.fullmatch(text):
        raise ValueError("not a decimal amount in dollars")
    scaled = Decimal(text).scaleb(2)
    cents = int(scaled)
    if cents != scaled:
        raise ValueError("an amount with a fraction of a cent")
    return cents


def format_x12(cents: Cents) -> str:
    """Write cents as X12 does: dollars without plus sign or trailing zeros after the point.

    8000 -> "80", 8050 -> "80.5", 5 -> "0.05", -1234 -> "-12.34".
    """
    sign = "-" if cents < 0 else ""
    whole, part = divmod(abs(cents), 100)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{part:02d}".rstrip("0")


def format_dollars(cents: Cents, *, whole: bool = False) -> str:
    """Write cents for people: "$1,234.50", "-$0.05"; with `whole`, rounded to dollars: "$1,235"."""
    sign = "-" if cents < 0 else ""
    if whole:
        dollars = int((Decimal(abs(cents)) / 100).to_integral_value(ROUND_HALF_EVEN))
        return f"{sign if dollars else ''}${dollars:,}"
    dollars, part = divmod(abs(cents), 100)
    return f"{sign}${dollars:,}.{part:02d}"


def allocate(total: Cents, weights: list[int]) -> list[Cents]:
    """Split `total` over `weights` to the cent; the parts always sum to `total`.

    Largest remainder first, ties to the earlier part, so the answer is stable.  Weights are non-negative integers;
    when all are zero the parts are equal.  Raises ValueError without weights or with a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("allocation needs at least one weight and none below zero")
    if sum(weights) == 0:
        weights = [1] * len(weights)
    whole = sum(weights)
    sign = -1 if total < 0 else 1
    amount = abs(total)
    parts = [amount * weight // whole for weight in weights]
    remainders = [amount * weight % whole for weight in weights]
    for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[: amount - sum(parts)]:
        parts[index] += 1
    return [sign * part for part in parts]
