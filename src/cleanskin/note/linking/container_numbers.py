"""The containers that a drug came from: how many, their lot and NDC; and what is no amount of a drug."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cleanskin.note.mention import Mention

_LOT = re.compile(r"\blot\b\s*(?:#|no\.?|number)?\s*:?\s*([A-Z0-9][A-Z0-9-]{2,})", re.IGNORECASE)
_NDC = re.compile(r"\bNDC\s*(?:#|no\.?)?\s*:?\s*(\d{4,5}-\d{3,4}-\d{1,2}|\d{10,11})", re.IGNORECASE)


def fill_numbers_of_container(
    values: dict[str, Any], mentions: Sequence[Mention], named: Sequence[Mention], text: str
) -> None:
    """Set lot and NDC when they stand near the drug."""
    start = min(one.start for one in (*mentions, *named))
    end = max(one.end for one in (*mentions, *named)) + 60
    lot, ndc = _LOT.search(text, start, min(end, len(text))), _NDC.search(text, start, min(end, len(text)))
    if lot:
        values["lot"] = lot[1]
    if ndc:
        values["ndc"] = ndc[1]


def is_needle(dose: Mention, text: str) -> bool:
    """True for the gauge of a needle: "27g", "30 G needle"."""
    if dose.unit != "g" or dose.amount is None:
        return False
    is_whole = dose.amount == dose.amount.to_integral_value()
    said = re.match(
        r"\W{0,2}(?:x\s*[\d./]+|needle|[\d./]+ ?(?:\"|in)|syringe)", text[dose.end : dose.end + 12], re.IGNORECASE
    )
    return is_whole and (said is not None or dose.amount in _GAUGES)


_GAUGES = frozenset(map(Decimal, (18, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 32, 33)))
"""Gauges of the needles that skin is injected with."""


_NAMED_CONTAINERS = re.compile(
    r"[\w-]+\s+(?:[\w-]+\s+)?[\d.,]+[\s-]*(?:mg|mL|units?|U|mcg)\b[\s-]*(?:\w+[\s-]+)?(?:vials|syringes|pens"
    r"|bottles)\b",
    re.IGNORECASE,
)


def containers_named(count: Mention, named: Sequence[Mention], text: str) -> bool:
    """True for a number right before a drug's name that counts its containers: "2 Xolair 150 mg syringes"."""
    if not any(0 < one.start - count.end <= 2 for one in named):
        return False
    return _NAMED_CONTAINERS.match(text, count.end + 1) is not None
