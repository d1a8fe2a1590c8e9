"""The code of a cancer that was treated and is gone: `history_codes.tsv` (DX-4)."""

import functools
from collections.abc import Mapping

from cleanskin.charge.customs import rows_of


def history_code(condition: str) -> str:
    """Return the history code of a condition without point, "" when the table has none."""
    return _codes().get(condition, "")


@functools.cache
def _codes() -> Mapping[str, str]:
    return {row["condition"]: row["diagnosis"] for row in rows_of("history_codes.tsv")}
