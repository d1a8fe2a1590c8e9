"""Read 837P, 835 and 277CA files into the frames of `frames.py`.

`read_paths` takes files, folders and zip archives; `read_bytes` takes one file's content.  Reading never fails as a
whole: what cannot be used is a finding, the rest is read.

Left out of the frames (status "quarantined"): a transaction without its SE, and one with a CLM02, CLP03 or CLP04 that
is no amount.  Kept with a finding: a remittance that does not balance (`payments.balanced`, `remit_claims.balanced` say
so; it must not be posted), a wrong SE01, a date, quantity or other amount that cannot be read (null), an old version.
"""

import mmap
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.x12 import lex
from cleanskin.x12.bulk import pieces as cutting
from cleanskin.x12.bulk.acks import acknowledgements
from cleanskin.x12.bulk.claims import claims
from cleanskin.x12.bulk.files import Content, checksum, contents
from cleanskin.x12.bulk.frames import ALL_FRAMES, CLAIM_FRAMES, FILES, REMITTANCE_FRAMES
from cleanskin.x12.bulk.notes import Notes
from cleanskin.x12.bulk.part import Batches, Keys, Part
from cleanskin.x12.bulk.pieces import Envelope, Piece
from cleanskin.x12.bulk.remits import remittances
from cleanskin.x12.bulk.schema import polars_schema
from cleanskin.x12.bulk.store import Store
from cleanskin.x12.bulk.transactions import Transactions, find_transactions, transaction_batch

Progress = Callable[[int, int], None]

_DECLARED = {frame.name: frame for frame in ALL_FRAMES}
_CLAIM_NAMES = frozenset(frame.name for frame in CLAIM_FRAMES)
_REMITTANCE_NAMES = frozenset(frame.name for frame in REMITTANCE_FRAMES)


class BulkRead:
    """The frames of one read (a FrameSource), and the findings made on the way."""

    def __init__(self, store: Store, findings: list[Finding]) -> None:
        self._store = store
        self.findings = findings

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the declared frame `name`, or only some of its columns.  KeyError when no such frame is declared."""
        return self._store.frame(_DECLARED[name], columns)


def read_paths(
    paths: Iterable[Path | str],
    *,
    spill: Path | str | None = None,
    frames: Collection[str] | None = None,
    progress: Progress | None = None,
) -> BulkRead:
    """Read files, folders (recursively, sorted by name) and zip archives.

    `spill` names a folder where parts of the frames are kept instead of memory; `frames` the frames to build (all by
    default; files and transactions always); `progress` is called with the bytes read so far and the bytes in all.
    """
    return _Reading(spill, frames, progress).run(contents(paths))


def read_bytes(data: bytes, name: str) -> BulkRead:
    """Read the content of one file called `name`."""
    return _Reading(None, None, None).run([Content(name, len(data), data=data)])


class _Reading:
    """One read under way."""

    piece_bytes = cutting.PIECE_BYTES

    def __init__(self, spill: Path | str | None, frames: Collection[str] | None, progress: Progress | None) -> None:
        self.wanted = frozenset(_DECLARED) if frames is None else frozenset(frames)
        for name in self.wanted:
            _DECLARED[name]
        self.store = Store(spill)
        self.progress = progress
        self.keys = Keys()
        self.findings: list[Finding] = []
        self.files: list[dict[str, object]] = []
        self.seen: dict[str, int] = {}
        self.done_bytes = self.total_bytes = 0

    def run(self, items: Iterable[Content]) -> BulkRead:
        """Read all contents."""
        if self.progress is not None:
            items = list(items)
            self.total_bytes = sum(item.size for item in items)
        for content in items:
            self._file(content)
        table = pl.DataFrame(self.files, schema=polars_schema(FILES))
        self.store.add(FILES, table)
        return BulkRead(self.store, self.findings)

    def _file(self, content: Content) -> None:
        file_id = len(self.files)
        notes = Notes(content.path)
        row: dict[str, object] = dict.fromkeys(FILES.names())
        row.update(file_id=file_id, path=content.path, bytes=content.size, status="unreadable")
        self.files.append(row)
        if content.fault is not None:
            notes.oddity(content.fault[0], 0, 0, content.fault[1])
        else:
            data = content.open()
            digest = checksum(data)
            row["sha256"] = digest
            row["duplicate_of_file_id"] = self.seen.get(digest)
            if digest in self.seen:
                row["status"] = "duplicate"
            else:
                self.seen[digest] = file_id
                row["status"] = self._content(data, file_id, notes)
            if isinstance(data, mmap.mmap):
                data.close()
        self.findings.extend(notes.findings())

    def _content(self, data: bytes | mmap.mmap, file_id: int, notes: Notes) -> str:
        """Read one file's bytes; return its status."""
        converted = ""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"ISA" not in data[:512]:
            data, converted = lex.to_bytes_of_text(data[:])
        if converted:
            notes.oddity("encoding_converted", 0, 0, f"The file was stored as {converted}.")
        oddities: list[cutting.Oddity] = []
        envelope = Envelope()
        position = quarantined = 0
        for run in cutting.runs(data, oddities):
            for piece in cutting.pieces(data, run, envelope, piece_bytes=self.piece_bytes):
                oddities.extend(piece.oddities)
                found = self._piece(piece, file_id, position, notes)
                position += len(found.kind)
                quarantined += found.status.count("quarantined")
                self._tell(piece.end)
        for name, number, offset, message in oddities:
            notes.oddity(name, number, offset, message)
        if position == quarantined:
            return "unreadable"
        lost = quarantined or any(name == "interchange_header_unreadable" for name, *_ in oddities)
        return "partly_read" if lost else "read"

    def _tell(self, at: int) -> None:
        if self.progress is not None:
            self.progress(min(self.done_bytes + at, self.total_bytes), self.total_bytes)

    def _piece(self, piece: Piece, file_id: int, position: int, notes: Notes) -> Transactions:
        found = find_transactions(piece, notes)
        keys = self.keys.take("transactions", len(found.kind))
        batches: Batches = {"transactions": transaction_batch(piece, found, keys, (file_id, position), notes)}
        base = int(keys[0]) if len(keys) else 0
        for kind, names in (("837P", _CLAIM_NAMES), ("835", _REMITTANCE_NAMES), ("277CA", {"acknowledgements"})):
            wanted = self.wanted & names
            chosen = found.of_kind(kind)
            if not wanted or not bool(chosen.any()):
                continue
            rows = np.flatnonzero((found.of_segment >= 0) & chosen[found.of_segment])
            part = Part(
                piece.segments.subset(rows),
                piece.number[rows],
                found.of_segment[rows],
                file_id=file_id,
                transaction_base=base,
                notes=notes,
            )
            if kind == "837P":
                batches |= claims(part, self.keys, wanted)
            elif kind == "835":
                batches |= remittances(part, self.keys, wanted)
            else:
                batches |= acknowledgements(part)
        for declared, batch in batches.values():
            self.store.add(declared, batch.frame(declared))
        return found
