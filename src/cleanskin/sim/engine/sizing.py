"""A world of about so many claims, for a demonstration or a measurement."""

from datetime import date
from typing import Any

from cleanskin.sim.clearinghouse import FAULTS
from cleanskin.sim.nouns.configuration import Configuration

_CLAIMS_PER_100_VISITS = 84
"""Claims that come of a hundred booked visits: some are missed, cosmetic or nobody's to pay, some make two."""


def of_size(
    *, seed: int, claims: int, months: int = 12, providers: int = 6, start: date = date(2025, 1, 1),
    damaged: bool = True, **facts: Any,
) -> Configuration:  # fmt: skip
    """Return a configuration of about so many claims in these months; `facts` are its other fields.

    `damaged` False: no file is lost, late, cut off or sent twice.
    """
    if not damaged:
        facts["faults"] = dict.fromkeys([kind for kind in FAULTS if not kind.startswith("door_")], 0)
    visits = max(1, claims * 100 // _CLAIMS_PER_100_VISITS)
    return Configuration(
        seed=seed, providers=providers, months=months, start=start,
        visits_per_provider=max(1, visits * 12 // (months * providers)), **facts,
    )  # fmt: skip
