"""Lot and NDC of the container that a drug came from."""

import re
from collections.abc import Sequence
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
