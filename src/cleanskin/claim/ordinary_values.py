"""Amounts, numbers and days in their plain form; anything else is for the walker to read."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from cleanskin.kernel.cents import Cents

_AMOUNT: Final = re.compile(r"(0|[1-9][0-9]{0,9})(?:\.([0-9]{1,2}))?")
_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]{0,9})(?:\.[0-9]{0,2}[1-9])?")


_REMEMBERED_MAX: Final = 20_000

Text = TypeVar("Text")
Made = TypeVar("Made")


class NotOrdinary(Exception):
    """Something here is for the walker to read."""


class Remembered(dict[Text, Made]):
    """What was made of a text before, made when it first comes; what `make` raises is raised, and made anew."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Text], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: Text) -> Made:
        if len(self) >= _REMEMBERED_MAX:
            self.clear()
        made = self[text] = self._make(text)
        return made


def day_of(text: str) -> date:
    """Read a day CCYYMMDD; raises NotOrdinary."""
    if len(text) == 8 and text.isdecimal():
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            pass
    raise NotOrdinary


def cents_of(text: str) -> Cents:
    """Read an amount in dollars; raises NotOrdinary."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise NotOrdinary
    return int(match[1]) * 100 + (int(match[2].ljust(2, "0")) if match[2] else 0)


def number_of(text: str) -> Decimal:
    """Read a quantity; raises NotOrdinary."""
    if _NUMBER.fullmatch(text) is None:
        raise NotOrdinary
    return Decimal(text)
