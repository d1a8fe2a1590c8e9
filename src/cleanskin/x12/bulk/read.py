"""Read 837P, 835 and 277CA files into the frames of `frames.py`.

`read_paths` takes files, folders and zip archives; `read_bytes` takes one file's content.  Reading never fails as a
whole: what cannot be used is a finding, the rest is read.

Left out of the frames (status "quarantined"): a transaction without its SE, and one with a CLM02, CLP03 or CLP04 that
is no amount.  Kept with a finding: a remittance that does not balance (`payments.balanced`, `remit_claims.balanced` say
so; it must not be posted), a wrong SE01, a date, quantity or other amount that cannot be read (null), an old version.
"""

import mmap
import os
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.x12 import lex
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import pieces as cutting
from cleanskin.x12.bulk.extract import Extracted, extract
from cleanskin.x12.bulk.files import Content, checksum, contents
from cleanskin.x12.bulk.frames import ALL_FRAMES, FILES
from cleanskin.x12.bulk.notes import Notes
from cleanskin.x12.bulk.pieces import Envelope, Piece
from cleanskin.x12.bulk.schema import polars_schema
from cleanskin.x12.bulk.store import Store

Progress = Callable[[int, int], None]

_PIECES_LEAST = 6
_PIECE_BYTES_LEAST = 1 << 20

_DECLARED = {frame.name: frame for frame in ALL_FRAMES}


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
    """One read under way: files are cut into pieces here, pieces become frames in worker threads, in order."""

    piece_bytes = cutting.PIECE_BYTES
    workers = min(2, os.cpu_count() or 1)

    def __init__(self, spill: Path | str | None, frames: Collection[str] | None, progress: Progress | None) -> None:
        self.wanted = frozenset(_DECLARED) if frames is None else frozenset(frames)
        unknown = sorted(self.wanted - frozenset(_DECLARED))
        if unknown:
            raise KeyError(f"no such frames: {', '.join(unknown)}")
        self.store = Store(spill)
        self.progress = progress
        self.notes = Notes()
        self.files: list[dict[str, object]] = []
        self.lost: set[int] = set()
        self.seen: dict[str, int] = {}
        self.sizes: set[int] = set()
        self.done_bytes = self.begun_bytes = self.total_bytes = 0
        self.bases: Counter[str] = Counter()
        self.statuses: Counter[tuple[int, str]] = Counter()
        self.bundle: list[Piece] = []
        self.bundle_bytes = 0
        self.waiting: deque[Future[Extracted]] = deque()
        self.pool: ThreadPoolExecutor | None = None

    def run(self, items: Iterable[Content]) -> BulkRead:
        """Read all contents."""
        if self.progress is not None:
            items = list(items)
            self.total_bytes = sum(item.size for item in items)
        try:
            for content in items:
                self._file(content)
                self.done_bytes += content.size
            if self.bundle and self.pool is None:
                self._keep(extract(self.bundle, self.wanted))
                self.bundle = []
            self._submit()
            while self.waiting:
                self._keep(self.waiting.popleft().result())
        finally:
            if self.pool is not None:
                self.pool.shutdown()
        self._tell(0)
        self._judge_files()
        self.store.add(FILES, pl.DataFrame(self.files, schema=polars_schema(FILES)))
        return BulkRead(self.store, self.notes.findings([str(row["path"]) for row in self.files]))

    def _file(self, content: Content) -> None:
        file_id = len(self.files)
        row: dict[str, object] = dict.fromkeys(FILES.names())
        row.update(file_id=file_id, path=content.path, bytes=content.size, status="unreadable")
        self.files.append(row)
        self.begun_bytes += content.size
        if self.begun_bytes >= compiled.LOAD_FROM_BYTES:
            compiled.load()
        if content.fault is not None:
            self.notes.oddity(file_id, content.fault[0], 0, 0, content.fault[1])
            return
        data = content.open()
        if content.size < self.piece_bytes or content.size in self.sizes:
            row["sha256"] = digest = checksum(data)
            if digest in self.seen:
                row.update(status="duplicate", duplicate_of_file_id=self.seen[digest])
            else:
                self._content(data, file_id)
        else:  # no file before it is the same
            hashed = self._workers().submit(checksum, data)
            self._content(data, file_id)
            row["sha256"] = digest = hashed.result()
        self.seen.setdefault(digest, file_id)
        self.sizes.add(content.size)
        if isinstance(data, mmap.mmap):
            data.close()

    def _content(self, data: bytes | mmap.mmap, file_id: int) -> None:
        """Cut one file's bytes into pieces."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"ISA" not in data[:512]:
            data, converted = lex.to_bytes_of_text(data[:])
            if converted:
                self.notes.oddity(file_id, "encoding-converted", 0, 0, f"The file was stored as {converted}.")
        # pieces enough to keep the workers busy
        piece_bytes = min(self.piece_bytes, max(_PIECE_BYTES_LEAST, len(data) // _PIECES_LEAST))
        oddities: list[cutting.Oddity] = []
        envelope = Envelope(file_id)
        for run in cutting.runs(data, oddities):
            for piece in cutting.pieces(data, run, envelope, piece_bytes=piece_bytes):
                oddities.extend(piece.oddities)
                self._add(piece, piece_bytes, alone=run.bare)
        for oddity in oddities:
            self.notes.oddity(file_id, *oddity)
            if oddity[0] == "interchange-header-unreadable":
                self.lost.add(file_id)

    def _add(self, piece: Piece, enough_bytes: int, *, alone: bool) -> None:
        """Put a piece with others of its delimiters until they are enough; `alone` when it has no ISA of its own."""
        size = len(piece.segments.source.data)
        differs = self.bundle and self.bundle[0].delimiters != piece.delimiters
        if alone or differs or self.bundle_bytes + size > enough_bytes:
            self._submit()
        self.bundle.append(piece)
        self.bundle_bytes += size
        if alone:
            self._submit()

    def _workers(self) -> ThreadPoolExecutor:
        self.pool = self.pool or ThreadPoolExecutor(self.workers)
        return self.pool

    def _submit(self) -> None:
        if self.bundle:
            self.waiting.append(self._workers().submit(extract, self.bundle, self.wanted))
            self.bundle, self.bundle_bytes = [], 0
        while len(self.waiting) > self.workers:
            self._keep(self.waiting.popleft().result())

    def _keep(self, extracted: Extracted) -> None:
        """Keep the frames of a piece; pieces come in their order."""
        for declared, data in extracted.keyed(self.bases):
            self.store.add(declared, data)
        self.bases.update(extracted.counts)
        self.statuses.update(extracted.statuses)
        self.notes.add(extracted.notes)
        self._tell(1)

    def _tell(self, left: int) -> None:
        if self.progress is not None:
            self.progress(self.done_bytes if left else self.total_bytes, self.total_bytes)

    def _judge_files(self) -> None:
        """Set the status of each file from those of its transactions."""
        good: Counter[int] = Counter()
        bad: Counter[int] = Counter()
        for (file_id, status), count in self.statuses.items():
            (bad if status == "quarantined" else good)[file_id] += count
        for file_id, row in enumerate(self.files):
            if row["status"] != "duplicate" and good[file_id]:
                row["status"] = "partly_read" if bad[file_id] or file_id in self.lost else "read"
