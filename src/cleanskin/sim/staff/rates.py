"""How often staff get which thing wrong: the table of kinds of slips.

`errors.tsv`, one row a kind in the order in which slips are made: `stage` (desk, code, bill), `rate` in parts of ten
thousand of the chances, `chance` in words, `remedy` the categories of refusals whose work finds it, trust and source.
"""

from functools import cache
from typing import Literal

import msgspec

from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.tables import rows

Stage = Literal["desk", "code", "bill"]


class ErrorKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of slip; `rate` is the default, parts in ten thousand."""

    kind: str
    stage: Stage
    rate: int
    chance: str
    found_by: tuple[str, ...]
    trust: str
    source: str


@cache
def error_kinds() -> dict[str, ErrorKind]:
    """Return every kind of slip by its word, in the order in which they are made."""
    kinds = {}
    for row in rows("cleanskin.sim.staff", "errors.tsv"):
        kinds[row["kind"]] = ErrorKind(
            kind=row["kind"], stage=msgspec.convert(row["stage"], Stage), rate=int(row["rate"]), chance=row["chance"],
            found_by=tuple(row["found_by"].split()), trust=row["trust"], source=row["source"],
        )  # fmt: skip
    return kinds


_RATES: dict[tuple[tuple[str, int], ...], dict[str, int]] = {}


def rates(configuration: Configuration) -> dict[str, int]:
    """Return the rate of each kind in this world; raises ValueError for an override that no kind answers to."""
    key = tuple(sorted(configuration.errors.items())) if configuration.errors else ()
    found = _RATES.get(key)
    if found is None:
        kinds = error_kinds()
        for kind, rate in configuration.errors.items():
            if kind not in kinds or not 0 <= rate <= 10_000:
                raise ValueError(f"no error {kind!r} with {rate} parts in 10,000; kinds: {', '.join(kinds)}")
        found = _RATES[key] = {kind: configuration.errors.get(kind, row.rate) for kind, row in kinds.items()}
    return found
