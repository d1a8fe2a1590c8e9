"""Numbers as they are dictated: decimals told digit by digit, and whole numbers with a half or a quarter."""

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
