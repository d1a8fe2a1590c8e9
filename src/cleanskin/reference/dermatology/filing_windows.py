"""How long payers give for a claim, a correction, a dispute, an appeal.

Contract and state law win over every row.  `mark` keeps what the source said of itself: "vendor" (a vendor's page),
"check" (not confirmed in a primary source), "conflict" (sources differ).  A row of a participating clinician's contract
is a typical value, never a promise.
"""

import functools
from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.reference.dermatology.tables import load_rows


class FilingWindow(msgspec.Struct, frozen=True, kw_only=True):
    """One window: `length` `unit`s after what it is counted from.  `unit` year_ends: 31 December that many years on.

    `payer` is a payer, or a line of business for which no payer is named; `network` "" means any.
    """

    payer: str
    line: str
    event: str
    length: int
    unit: Literal["days", "months", "years", "year_ends"]
    counted_from: str
    network: Literal["", "participating", "non_participating", "ancillary"] = ""
    note: str = ""
    mark: str = ""
    period: Period
    source: Source


def filing_windows(payer: str, on: date, *, event: str = "") -> list[FilingWindow]:
    """Return a payer's windows, all or those of one event, that hold for a service of that day."""
    return [
        window
        for window in all_windows()
        if window.payer == payer and event in ("", window.event) and on in window.period
    ]


@functools.cache
def all_windows() -> Sequence[FilingWindow]:
    """Return every window, in order of the table."""
    return tuple(row.value for row in load_rows("filing_windows", FilingWindow))
