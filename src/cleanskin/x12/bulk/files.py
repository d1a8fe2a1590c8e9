"""Where the bytes come from: files, folders and zip archives, in a stable order, duplicates told by checksum."""

import hashlib
import mmap
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MEMBER_BYTES_MAX = 2 << 30
"""Largest member of a zip archive that is unpacked (in memory)."""

ARCHIVE_BYTES_MAX = 16 << 30
"""Most bytes that all members of one archive may unpack to."""

EXPANSION_MAX = 400
"""A member of more than `EXPANSION_FREE_BYTES` that unpacks to more than this many times its size is refused."""

EXPANSION_FREE_BYTES = 64 << 20

_ZIP_MAGIC = b"PK\x03\x04"
_BLOCK_BYTES = 1 << 20


@dataclass
class Content:
    """One file: its path as shown, size, and either its bytes or the reason why there are none."""

    path: str
    size: int
    file: Path | None = None
    data: bytes | None = None
    fault: tuple[str, str] | None = None
    """(finding name, message)"""

    def open(self) -> bytes | mmap.mmap:
        """Return the bytes, mapped when they are a file's."""
        if self.data is not None:
            return self.data
        if self.file is None or not self.size:
            return b""
        with self.file.open("rb") as stream:
            return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def contents(paths: Iterable[Path | str]) -> Iterator[Content]:
    """Iterate over the files of `paths`: folders recursively and sorted, hidden files left out, archives unpacked."""
    for path in map(Path, paths):
        if path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts):
                    yield from _contents_of(file)
        else:
            yield from _contents_of(path)


def _contents_of(file: Path) -> Iterator[Content]:
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            is_archive = stream.read(4) == _ZIP_MAGIC
    except OSError as error:
        yield Content(str(file), 0, fault=("file-not-readable", f"The file cannot be read: {error.strerror}."))
        return
    if not is_archive:
        yield Content(str(file), size, file=file)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _members(file, archive)
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        yield Content(str(file), size, fault=("file-not-readable", f"The archive is damaged ({type(error).__name__})."))


def _members(file: Path, archive: zipfile.ZipFile) -> Iterator[Content]:
    total = 0
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        name = info.filename
        if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
            continue
        path = f"{file}!{name}"
        expands = info.file_size > EXPANSION_FREE_BYTES and info.file_size > EXPANSION_MAX * max(info.compress_size, 1)
        total += info.file_size
        if info.file_size > MEMBER_BYTES_MAX or total > ARCHIVE_BYTES_MAX or expands:
            message = f"The member would unpack to {info.file_size:,} bytes; it is left out."
            yield Content(path, info.file_size, fault=("size-limit-reached", message))
            continue
        try:
            with archive.open(info) as stream:
                data = stream.read(info.file_size)
            yield Content(path, len(data), data=data)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
            # an encrypted member raises RuntimeError
            message = f"The member cannot be unpacked ({type(error).__name__})."
            yield Content(path, info.file_size, fault=("file-not-readable", message))


def checksum(data: bytes | mmap.mmap) -> str:
    """Return the SHA-256 of the bytes, hexadecimal."""
    digest = hashlib.sha256()
    with memoryview(data) as view:
        for at in range(0, len(view), _BLOCK_BYTES):
            with view[at : at + _BLOCK_BYTES] as block:
                digest.update(block)
    return digest.hexdigest()
