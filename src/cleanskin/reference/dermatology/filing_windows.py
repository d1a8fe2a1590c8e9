"""How long payers give for a claim, a correction, a dispute, an appeal.

Contract and state law win over every row.  `mark` keeps what the source said of itself: "vendor" (a vendor's page),
"check" (not confirmed in a primary source), "conflict" (sources differ).  A row of a participating clinician's contract
is a typical value, never a promise.
"""

import functools
from collections.abc import Sequence
from datetime import date

from cleanskin.record.dermatology import FilingWindow
from cleanskin.reference.dermatology.tables import load_rows


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
