"""How kinds of payers want lines told apart: `customs.tsv`, one row a kind of payer.

`distinct` opens a pair of codes at different lesions (59, or XS where a payer prefers it), `repeated` marks one code
again on another lesion (MOD-6), `cosmetic` is what becomes of a line that the record calls cosmetic: a modifier, or
"not billed" because no claim goes to that payer without a waiver.  A practice edits its own copy.
"""

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class Custom(NamedTuple):
    """One row of the table."""

    payer: str
    distinct: str
    repeated: str
    cosmetic: str
    rules: tuple[str, ...]
    source: str
    trust: str


@functools.cache
def customs() -> Mapping[str, Custom]:
    """Return the rows by kind of payer."""
    rows = rows_of("customs.tsv")
    return {
        row["payer"]: Custom(
            payer=row["payer"],
            distinct=row["distinct"],
            repeated=row["repeated"],
            cosmetic=row["cosmetic"],
            rules=tuple(row["rules"].split()),
            source=row["source"],
            trust=row["trust"],
        )
        for row in rows
    }


def custom(payer: str) -> Custom:
    """Return the row of a kind of payer; original Medicare's when the kind has none."""
    held = customs()
    return held.get(payer) or held["medicare"]


def rows_of(name: str) -> list[dict[str, str]]:
    """Read a tab-separated table of this package; short rows end in empty cells."""
    text = files("cleanskin.charge").joinpath(name).read_text("utf-8")
    head, *lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    names = head.split("\t")
    return [dict(zip(names, [*line.split("\t"), *[""] * len(names)])) for line in lines]
