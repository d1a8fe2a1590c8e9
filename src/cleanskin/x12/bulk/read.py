"""Read 837P, 835 and 277CA files into the frames of `frames.py`.

`read_paths` takes files, folders and zip archives; `read_bytes` takes one file's content.  Reading never fails as a
whole: what cannot be used is a finding, the rest is read.
"""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.bulk import plain
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.schema import assert_declared, polars_schema

DECLARED = {frame.name: frame for frame in ALL_FRAMES}


class BulkRead:
    """The frames of one read, and the findings made on the way."""

    def __init__(self, frames: dict[str, pl.DataFrame], findings: list[Finding]) -> None:
        self._frames = frames
        self.findings = findings

    def frame(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """Return the declared frame `name`, or only some of its columns.  KeyError when no such frame is declared."""
        data = self._frames[name]
        return data if columns is None else data.select(columns)


def read_paths(
    paths: Iterable[Path | str],
    *,
    spill: Path | str | None = None,
    frames: Collection[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BulkRead:
    """Read files, folders (recursively, sorted by name) and zip archives.

    `spill` names a folder where parts of the frames are kept instead of memory; `frames` the frames to build (all by
    default); `progress` is called with the bytes read so far and the bytes in all.
    """
    return _read(_contents(paths))


def read_bytes(data: bytes, name: str) -> BulkRead:
    """Read the content of one file called `name`."""
    return _read([(name, data)])


def _contents(paths: Iterable[Path | str]) -> Iterator[tuple[str, bytes]]:
    for path in map(Path, paths):
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            if zipfile.is_zipfile(file):
                with zipfile.ZipFile(file) as archive:
                    for member in sorted(i.filename for i in archive.infolist() if not i.is_dir()):
                        yield f"{file}!{member}", archive.read(member)
            else:
                yield str(file), file.read_bytes()


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _read(contents: Iterable[tuple[str, bytes]]) -> BulkRead:
    reader = plain.Reader()
    files: list[dict[str, object]] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for file_id, (path, data) in enumerate(contents):
        digest = hashlib.sha256(data).hexdigest()
        row: dict[str, object] = {"file_id": file_id, "path": path, "bytes": len(data), "sha256": digest}
        files.append(row)
        if digest in seen:
            row.update(duplicate_of_file_id=seen[digest], status="duplicate")
            continue
        seen[digest] = file_id
        transactions = plain.split(_text(data))
        before = len(reader.out.rows.get("transactions", []))
        for position, transaction in enumerate(transactions, 1):
            reader.transaction(file_id, position, transaction)
        statuses = [t["status"] for t in reader.out.rows.get("transactions", [])[before:]]
        good = [s for s in statuses if s != "quarantined"]
        row["status"] = "unreadable" if not good else "read" if len(good) == len(statuses) else "partly_read"
        if not transactions:
            findings.append(
                Finding(id="CS-X12-001", name="no-interchange", message="no X12 found", where=Pointer(file=path))
            )
        for problem in reader.out.problems:
            where = Pointer(file=path, segment=problem.segment, element=problem.element)
            findings.append(
                Finding(id="CS-X12-002", name=problem.kind, message=f"unreadable {problem.kind}", where=where)
            )
        reader.out.problems.clear()
    rows = {**reader.out.rows, "files": files}
    frames = {
        frame.name: assert_declared(
            pl.DataFrame(
                [tuple(r.get(c) for c in frame.names()) for r in rows.get(frame.name, [])],
                schema=polars_schema(frame),
                orient="row",
            ),
            frame,
        )
        for frame in ALL_FRAMES
    }
    return BulkRead(frames, findings)
