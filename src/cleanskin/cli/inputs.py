"""Files named on the command line: folders are searched, zip and gzip files are read, nothing is unpacked to disk.

A compressed file that grows beyond its limits is read no further, and that is said.
"""

from collections.abc import Iterator
from pathlib import Path

ARCHIVE_MEMBER_BYTES_MAX = 2 << 30
"""Most bytes read of one compressed file or archive member."""

ARCHIVE_BYTES_MAX = 8 << 30
"""Most bytes read of one archive."""

ARCHIVE_RATIO_MAX = 200
"""Most times a member may grow; text of X12 shrinks to about a tenth, so that this leaves room."""

ARCHIVE_MEMBERS_MAX = 100_000
"""Most members read of one archive."""

_CHUNK_BYTES = 1 << 20
_RATIO_FREE_BYTES = 1 << 20
_SKIPPED_NAMES = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


class Input:
    """One file to read: its name as shown, its bytes, or the name of the finding that says why there are none."""

    __slots__ = ("data", "name", "reason", "trouble")

    def __init__(self, name: str, data: bytes, trouble: str = "", reason: str = "") -> None:
        self.name, self.data, self.trouble, self.reason = name, data, trouble, reason


def inputs(paths: list[Path]) -> Iterator[Input]:
    """Iterate over the files under `paths`, in the order of their names."""
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and inner.name not in _SKIPPED_NAMES and not inner.name.startswith("._"):
                    yield from _file(inner)
        else:
            yield from _file(path)


def _file(path: Path) -> Iterator[Input]:
    name = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Input(name, b"", "file-not-readable", error.strerror or "it cannot be opened")
        return
    if data.startswith(b"PK\x03\x04") or (data.startswith(b"PK\x05\x06") and len(data) == 22):
        yield from _archive(name, data)
    elif data.startswith(b"\x1f\x8b"):
        yield _gzip(name, data)
    else:
        yield Input(name, data)


def _archive(name: str, data: bytes) -> Iterator[Input]:
    import io
    import zipfile
    import zlib

    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if not members:
                yield Input(name, b"")
            for index, member in enumerate(members):
                inner = f"{name}!{member.filename}"
                if index >= ARCHIVE_MEMBERS_MAX or total >= ARCHIVE_BYTES_MAX:
                    yield Input(name, b"", "size-limit-reached", "the archive is too large")
                    return
                try:
                    with archive.open(member) as stream:
                        content, whole = _limited(stream, member.compress_size)
                except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError, OSError):
                    yield Input(inner, b"", "file-not-readable", "the member is damaged or needs a password")
                    continue
                total += len(content)
                if not whole:
                    yield Input(inner, b"", "size-limit-reached", "it grows too large when unpacked")
                elif content.startswith(b"PK\x03\x04"):
                    yield Input(inner, b"", "file-not-readable", "an archive inside an archive is not read")
                else:
                    yield Input(inner, content)
    except (zipfile.BadZipFile, ValueError, OSError):
        yield Input(name, b"", "file-not-readable", "the archive is damaged")


def _gzip(name: str, data: bytes) -> Input:
    import gzip
    import io
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content, whole = _limited(stream, len(data))
    except (OSError, EOFError, zlib.error):
        return Input(name, b"", "file-not-readable", "the compressed file is damaged")
    return Input(name, content) if whole else Input(name, b"", "size-limit-reached", "it grows too large when unpacked")


def _limited(stream: object, compressed_bytes: int) -> tuple[bytes, bool]:
    """Read a stream up to the limits; False when it would have gone on."""
    limit = min(ARCHIVE_MEMBER_BYTES_MAX, max(_RATIO_FREE_BYTES, compressed_bytes * ARCHIVE_RATIO_MAX))
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK_BYTES):  # type: ignore[attr-defined]
        chunks.append(chunk)
        size += len(chunk)
        if size > limit:
            return b"", False
    return b"".join(chunks), True
