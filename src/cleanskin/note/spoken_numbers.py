"""Numbers as they are dictated: decimals told digit by digit, and whole numbers with a half or a quarter."""

import re
from decimal import Decimal

from cleanskin.note.number_patterns import WORD_NUMBERS


def spoken_decimal(words: str) -> Decimal:
    """Read a decimal number as it is dictated: "one point four", "point seven five"."""
    whole, _, part = words.partition("point")
    digits = "".join(str(WORD_NUMBERS[digit]) for digit in part.split())
    return Decimal(f"{WORD_NUMBERS[whole.strip()] if whole.strip() else 0}.{digits}")


def with_part(words: str) -> Decimal:
    """Read a number with a half or a quarter: "six and a half", "2 and one-quarter"."""
    whole, _, part = words.partition(" and ")
    held = Decimal(whole) if whole.isdigit() else Decimal(WORD_NUMBERS[whole])
    return held + (Decimal("0.5") if part.endswith("half") else Decimal("0.25"))


def spoken(words: str) -> Decimal:
    """Read a number told in words: "twenty-one", "half a dozen", "one point four", "six and a half"."""
    if "point" in words.split():
        return spoken_decimal(words)
    if " and " in words:
        return with_part(words)
    if words.endswith("dozen"):
        return Decimal(6 if words.startswith("half") else 12)
    if words.startswith("half"):
        return Decimal("0.5")
    return Decimal(sum(WORD_NUMBERS[part] for part in re.split("[ -]", words)))
