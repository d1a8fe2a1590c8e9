"""The store of the scrubbing benchmark: every official file in its size, in force on all days of the claims.

Rows are invented but for the codes of the claims: those are as the built-in pack has them, so that the rules find with
the store what they find without.  Pairs are the 2,546,017 of the reference benchmark.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from bench.reference_files import other_tables, ptp_files
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.provenance import Provenance
from cleanskin.reference import pack
from cleanskin.reference.importing import Contents, KeyedTable
from cleanskin.reference.loading import load
from cleanskin.reference.store import Store, StoredPart

_PERIOD = Period(date(2024, 1, 1), date(2027, 1, 1))
_ON = date(2025, 7, 1)
_LOADED_AT = datetime(2026, 7, 2, tzinfo=UTC)
_ASK: dict[str, Callable[[str, date], Any]] = {
    "fees": pack.fee,
    "diagnoses": pack.diagnosis,
    "unit_limits": pack.unit_limit,
    "add_ons": pack.add_on,
    "places": pack.place_of_service,
}
"""How the pack is asked for the rows of a table."""


def make_store(folder: Path, codes: Iterable[str]) -> None:
    """Write the store; `codes` are those of the claims: procedures, diagnoses, places."""
    shutil.rmtree(folder, ignore_errors=True)
    load(ptp_files("txt"), folder, now=_LOADED_AT)
    wanted = sorted(set(codes))
    store = Store(folder)
    with store.locked():
        for kind, part, dating, tables in other_tables():
            source = Source(title="invented rows")
            provenance = Provenance(
                kind=kind,
                release="2026Q3",
                part=part,
                period=_PERIOD,
                file=f"{kind}.csv",
                sha256="0" * 64,
                loaded_at=_LOADED_AT,
                source=source,
            )
            contents = Contents(
                kind=kind,
                release="2026Q3",
                part=part,
                period=_PERIOD,
                source=source,
                tables=tuple(_with_known(table, wanted) for table in tables),
                rows_read=1,
            )
            store.put(contents, StoredPart(provenance=provenance, dating=dating, tables=(), rows_read=1))


def _with_known(table: KeyedTable, codes: Iterable[str]) -> KeyedTable:
    """Return a table in which the pack's rows stand in the place of invented ones."""
    ask = _ASK.get(table.name)
    if ask is None:
        return table
    rows: dict[str, Any] = dict(table.rows)
    for code in codes:
        rows.pop(code, None)
        known = ask(code, _ON)
        if known is not None:
            rows[code] = known.value
    return msgspec.structs.replace(table, rows=sorted(rows.items()))
