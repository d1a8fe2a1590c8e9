"""Invented releases put straight into a store, for the tests of the store and of the look-ups."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.provenance import Dating, Provenance
from cleanskin.reference.importing import Contents, KeyedTable, PairTable
from cleanskin.reference.store import Store, StoredPart
from cleanskin.reference.tables import ROW_TYPES

LOADED_AT = datetime(2026, 7, 2, 9, 30, tzinfo=UTC)


def keyed(name: str, rows: Sequence[tuple[str, msgspec.Struct]]) -> KeyedTable:
    return KeyedTable(name=name, row_type=ROW_TYPES[name], rows=rows)


def put(
    folder: Path,
    kind: str,
    release: str,
    *tables: KeyedTable | PairTable,
    start: date,
    end: date | None = None,
    part: str = "",
    parts_expected: tuple[str, ...] = (),
    dating: Dating = "release",
    excerpt: bool = False,
    sha256: str = "ab" * 32,
) -> StoredPart:
    """Put one part of a release into the store."""
    store = Store(folder)
    provenance = Provenance(
        kind=kind,
        release=release,
        part=part,
        period=Period(start, end),
        file=f"{kind}.txt",
        sha256=sha256,
        loaded_at=LOADED_AT,
        source=Source(title="invented"),
    )
    contents = Contents(
        kind=kind,
        release=release,
        part=part,
        period=provenance.period,
        source=provenance.source,
        tables=tables,
        rows_read=1,
    )
    shell = StoredPart(
        provenance=provenance,
        dating=dating,
        parts_expected=parts_expected,
        excerpt=excerpt,
        tables=(),
        rows_read=1,
    )
    with store.locked():
        return store.put(contents, shell)
