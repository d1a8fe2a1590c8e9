"""Whether a release still serves the day for which it is loaded, or is last year's file.

A release is out of date for a day when the time for which the publisher issued it has ended by then, or when a later
release of the same part of its source has begun by then and is held.  A release that begins after the day (next
quarter's, loaded early) is not out of date.  A store may hold such releases for old days of service: the caller asks
for that.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.provenance import Provenance
from cleanskin.reference.findings import kind_of
from cleanskin.reference.store import StoredPart


def out_of_date(part: StoredPart, held: Iterable[StoredPart], *, needed_on: date) -> Finding | None:
    """Return the reason not to load a part for a day, None when it serves; `held` are the parts of the store.

    A release of which something is held already is no mistake: its other parts and its corrections serve.
    """
    whose = part.provenance
    of_kind = [one for one in held if one.provenance.kind == whose.kind]
    if any(one.provenance.release == whose.release for one in of_kind):
        return None
    newer = _newer(part, of_kind, needed_on)
    if newer:
        reason = f"and {newer.release}, in force since {newer.period.start.isoformat()}, is held"
    elif whose.period.end and whose.period.end <= needed_on:
        reason = f"and is needed on {needed_on.isoformat()}"
    else:
        return None
    named = " ".join(word for word in (whose.kind, whose.release, whose.part) if word)
    message = f"{whose.file} is {named}, issued for the days {_days(whose)}, {reason}."
    finding = kind_of("release-out-of-date").finding(message, where=Pointer(file=whose.file))
    return msgspec.structs.replace(finding, expected=f"a release in force on {needed_on.isoformat()}")


def _newer(part: StoredPart, of_kind: Iterable[StoredPart], needed_on: date) -> Provenance | None:
    """Return the latest of the whole releases of the same part that began after it and not after the day."""
    start = part.provenance.period.start
    newer = [
        one.provenance
        for one in of_kind
        if not one.excerpt and one.provenance.part == part.provenance.part
        if start < one.provenance.period.start <= needed_on
    ]
    return max(newer, key=lambda one: one.period.start, default=None)


def _days(whose: Provenance) -> str:
    start, end = whose.period.start.isoformat(), whose.period.end
    return f"{start} to {(end - timedelta(days=1)).isoformat()}" if end else f"from {start}"
