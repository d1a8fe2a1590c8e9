"""The containers that a drug came from: how many, their lot and NDC; and what is no amount of a drug."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from cleanskin.note.mention import Mention

_LOT: Final = re.compile(r"\blot\b\s*(?:#|no\.?|number)?\s*:?\s*([A-Z0-9][A-Z0-9-]{2,})", re.IGNORECASE)
_NDC: Final = re.compile(r"\bNDC\s*(?:#|no\.?)?\s*:?\s*(\d{4,5}-\d{3,4}-\d{1,2}|\d{10,11})", re.IGNORECASE)


def fill_numbers_of_container(
    values: dict[str, Any], mentions: Sequence[Mention], named: Sequence[Mention], text: str
) -> None:
    """Set lot and NDC when they stand near the drug, and what was thrown away when its number stands without a unit."""
    start = min(one.start for one in (*mentions, *named))
    end = max(one.end for one in (*mentions, *named)) + 60
    lot, ndc = _LOT.search(text, start, min(end, len(text))), _NDC.search(text, start, min(end, len(text)))
    if lot:
        values["lot"] = lot[1]
    if ndc:
        values["ndc"] = ndc[1]
    bare = next((one for one in mentions if one.kind == "count" and not one.unit and _is_thrown_away(one, text)), None)
    if bare is not None and "amount" in values:
        values.setdefault("wasted", bare.amount)


_THROWN: Final = r"(?:discarded|wasted|thrown (?:away|out)|tossed|binned|trashed|disposed of|destroyed)"
_THROWN_BEHIND: Final = re.compile(
    rf"\s*(?:(?:was|were|got|then|left|over|and|unused)\s+){{0,3}}{_THROWN}\b", re.IGNORECASE
)
_THROWN_BEFORE: Final = re.compile(
    rf"\b(?:{_THROWN}|threw (?:away|out)|wast(?:e|age)|discard)\s*[:=]?\s*(?:the (?:other|remaining|last)\s+)?$",
    re.IGNORECASE,
)


def _is_thrown_away(count: Mention, text: str) -> bool:
    """True for the bare number of what was left of a drug: "80 units in, 20 thrown away"."""
    before = _THROWN_BEFORE.search(text, max(0, count.start - 40), count.start)
    return before is not None or _THROWN_BEHIND.match(text, count.end) is not None


def is_needle(dose: Mention, text: str) -> bool:
    """True for the gauge of a needle: "27g", "30 G needle"."""
    if dose.unit != "g" or dose.amount is None:
        return False
    is_whole = dose.amount == dose.amount.to_integral_value()
    said = re.match(
        r"\W{0,2}(?:x\s*[\d./]+|needle|[\d./]+ ?(?:\"|in)|syringe)", text[dose.end : dose.end + 12], re.IGNORECASE
    )
    return is_whole and (said is not None or dose.amount in _GAUGES)


_GAUGES: Final = frozenset(map(Decimal, (18, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 32, 33)))
"""Gauges of the needles that skin is injected with."""


_AMOUNT: Final = r"[\d.,]+[\s-]*(?:mg|mL|units?|U|mcg)\b"
_CONTAINERS: Final = r"(?:vial|syringe|pen|bottle)s?\b"
_NAMED_CONTAINERS: Final = re.compile(rf"\s?[\w-]+\s+(?:[\w-]+\s+)?{_AMOUNT}[\s-]*(?:\w+[\s-]+)?{_CONTAINERS}", re.I)
_TIMES_CONTAINER: Final = re.compile(rf"\s*x\s*{_AMOUNT}[\s-]*(?:[\w-]+\s+){{0,2}}?{_CONTAINERS}", re.IGNORECASE)
_CONTAINER_TIMES: Final = re.compile(rf"{_CONTAINERS}[\s,:(]*(?:{_AMOUNT}[/\w]*[\s,)(]*)?$", re.IGNORECASE)


def containers_named(count: Mention, named: Sequence[Mention], text: str) -> bool:
    """True for a number of a drug's containers: "2 Xolair 150 mg syringes", "2 x 150 mg vials", "syringe x2"."""
    if count.value == "times":
        return _CONTAINER_TIMES.search(text[max(0, count.start - 40) : count.start]) is not None
    if _TIMES_CONTAINER.match(text, count.end):
        return True
    is_next = any(0 < one.start - count.end <= 2 for one in named)
    return is_next and _NAMED_CONTAINERS.match(text, count.end) is not None


def sticks_numbered(text: str) -> int:
    """Return how many sticks are told by their numbers in order: "stick #1 scalp; stick #2 face"; 0 for none."""
    numbers = [int(one[1]) for one in _STICK_NUMBER.finditer(text)]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0


_STICK_NUMBER: Final = re.compile(r"\bstick\s*(?:#|no\.? ?|number )?([1-4])\b(?!\s*(?:sticks?|%|mg|of))", re.IGNORECASE)
