"""Opening what the user named: a plain file, a folder, a zip (also inside a zip), a gz or xz file.

Gives the members that importers read.  Nothing is unpacked to disk; what is damaged, too large, empty, or a web page in
place of a file becomes a finding.  Workbooks (.xlsx) are zips themselves and are handed over whole.
"""

import contextlib
import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.reference.findings import kind_of

MEMBER_BYTES_MAX = 2 << 30
"""Most bytes read of one compressed file or archive member."""

ARCHIVE_BYTES_MAX = 8 << 30
"""Most bytes that an archive's members may unpack to together."""

ARCHIVE_RATIO_MAX = 200
"""Most times a member may grow; the official files shrink to between a third and a thirtieth."""

ARCHIVE_MEMBERS_MAX = 2_000
"""Most members of one archive; the largest official one has some hundred."""

ARCHIVE_DEPTH_MAX = 3
"""Most archives inside one another: the coverage database is issued as zip in zip in zip."""

HEAD_BYTES = 65536

_RATIO_FREE_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 20
_SKIPPED_NAMES = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_SKIPPED_FOLDERS = ("__MACOSX/",)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)
_ZIP, _GZIP, _XZ = b"PK\x03\x04", b"\x1f\x8b", b"\xfd7zXZ\x00"
_WEB_PAGE_ENDINGS = (".html", ".htm")


class Unreadable(Exception):
    """A member cannot be read; `finding` says why.  Raised by `head` and `data`, caught by whoever loads."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class UserFile:
    """A file as the user gave it.  `name` is shown and kept, without its folder."""

    __slots__ = ("_sha256", "name", "path")

    def __init__(self, path: Path) -> None:
        self.path, self.name, self._sha256 = path, path.name, ""

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the file's bytes."""
        if not self._sha256:
            with self.path.open("rb") as file:
                self._sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return self._sha256


class OpenedMember:
    """One file inside what the user gave, or the file itself; implements `importing.Member`."""

    __slots__ = ("_head", "_stream", "name", "size_bytes", "user_file")

    def __init__(self, user_file: UserFile, name: str, size_bytes: int, stream: Any) -> None:
        """`stream` is a function that opens the member's bytes from their beginning."""
        self.user_file, self.name, self.size_bytes, self._stream = user_file, name, size_bytes, stream
        self._head: bytes | None = None

    def head(self, count_bytes: int = HEAD_BYTES) -> bytes:
        """Return the first bytes, fewer when the member is shorter; raises Unreadable."""
        if self._head is None or (len(self._head) < count_bytes and len(self._head) < self.size_bytes):
            self._head = self._read(max(count_bytes, HEAD_BYTES))
        return self._head[:count_bytes]

    def data(self) -> bytes:
        """Return all bytes; raises Unreadable when they are damaged or more than the limit."""
        if self.size_bytes > MEMBER_BYTES_MAX:
            raise Unreadable(_too_large(self.name, f"it has {self.size_bytes:,} bytes"))
        data = self._read(self.size_bytes + 1)
        if len(data) != self.size_bytes:
            raise Unreadable(_damaged(self.name, "it does not have the number of bytes that is stated for it"))
        return data

    def _read(self, count_bytes: int) -> bytes:
        try:
            with self._stream() as stream:
                data: bytes = stream.read(count_bytes)
        except _DAMAGE as error:
            raise Unreadable(_damaged(self.name, _reason(error))) from error
        return data


class Opened:
    """The members of what the user named, and what could not be opened.  Close it when the members have been read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.members: list[OpenedMember] = []
        self.findings: list[tuple[str, Finding]] = []
        """Each with the name of the user's file."""
        self._archives: list[zipfile.ZipFile] = []
        for path in _files(paths):
            self._open(UserFile(path))

    def close(self) -> None:
        """Close the archives."""
        for archive in self._archives:
            archive.close()

    def __enter__(self) -> "Opened":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _open(self, file: UserFile) -> None:
        try:
            size = file.path.stat().st_size
            whole = OpenedMember(file, file.name, size, lambda: file.path.open("rb"))
            self._add(whole, depth=0)
        except OSError as error:
            self._tell(file, _not_readable(file.name, error))
        except Unreadable as error:
            reason = error.__cause__
            self._tell(file, _not_readable(file.name, reason) if isinstance(reason, OSError) else error.finding)

    def _add(self, member: OpenedMember, depth: int) -> None:
        """Add a member, or what is inside it, or say what is wrong with it."""
        head = member.head()
        if not head:
            self._tell(member.user_file, _empty(member.name))
        elif head.startswith(_ZIP) or (head.startswith(b"PK\x05\x06") and len(head) < 100):
            self._add_archive(member, depth)
        elif head.startswith((_GZIP, _XZ)):
            self._add_compressed(member, gzip if head.startswith(_GZIP) else lzma)
        elif is_web_page(head) and not member.name.lower().endswith(_WEB_PAGE_ENDINGS):
            self._tell(member.user_file, _web_page(member.name))
        else:
            self.members.append(member)

    def _add_compressed(self, member: OpenedMember, module: Any) -> None:
        """Add the file inside a gz or xz, counting its bytes once: their number stands nowhere reliable."""
        name = f"{member.name}/{Path(member.name).stem}"
        limit = min(MEMBER_BYTES_MAX, max(_RATIO_FREE_BYTES, member.size_bytes * ARCHIVE_RATIO_MAX))
        outer = member._stream

        @contextlib.contextmanager
        def stream() -> Iterator[IO[bytes]]:
            with outer() as packed, module.open(packed, "rb") as opened:
                yield opened

        size = 0
        try:
            with stream() as opened:
                while chunk := opened.read(_CHUNK_BYTES):
                    size += len(chunk)
                    if size > limit:
                        self._tell(member.user_file, _too_large(name, "it grows without end when unpacked"))
                        return
        except _DAMAGE as error:
            self._tell(member.user_file, _damaged(member.name, _reason(error)))
            return
        inner = OpenedMember(member.user_file, name, size, stream)
        if not inner.head():
            self._tell(member.user_file, _empty(name))
        elif is_web_page(inner.head()):
            self._tell(member.user_file, _web_page(name))
        else:
            self.members.append(inner)

    def _add_archive(self, member: OpenedMember, depth: int) -> None:
        try:
            source: Any = member.user_file.path if depth == 0 else io.BytesIO(member.data())
            archive = zipfile.ZipFile(source)
        except Unreadable as error:
            self._tell(member.user_file, error.finding)
            return
        except _DAMAGE as error:
            self._tell(member.user_file, _damaged(member.name, _reason(error)))
            return
        self._archives.append(archive)
        inside = [one for one in archive.infolist() if not one.is_dir() and not _is_skipped(one.filename)]
        if too_large := _excess(inside, depth):
            self._tell(member.user_file, _too_large(member.name, too_large))
        elif any(one.filename == "[Content_Types].xml" for one in inside):
            self.members.append(member)
        elif not inside:
            self._tell(member.user_file, _empty(member.name))
        else:
            for one in inside:
                self._add_inner(member, archive, one, depth)

    def _add_inner(self, outer: OpenedMember, archive: zipfile.ZipFile, one: zipfile.ZipInfo, depth: int) -> None:
        name = f"{outer.name}/{one.filename}"
        inner = OpenedMember(outer.user_file, name, one.file_size, lambda: archive.open(one))
        try:
            self._add(inner, depth + 1)
        except Unreadable as error:
            self._tell(outer.user_file, error.finding)

    def _tell(self, file: UserFile, finding: Finding) -> None:
        self.findings.append((file.name, finding))


def is_web_page(head: bytes) -> bool:
    """True when the first bytes are those of an HTML page."""
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")) or b"<html" in start


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not _is_skipped(inner.name):
                    yield inner
        else:
            yield path


def _is_skipped(name: str) -> bool:
    last = name.rsplit("/", 1)[-1]
    return last in _SKIPPED_NAMES or last.startswith("._") or name.startswith(_SKIPPED_FOLDERS)


def _excess(inside: list[zipfile.ZipInfo], depth: int) -> str:
    """Say in which way an archive is too large to be read; "" when it is not."""
    if depth >= ARCHIVE_DEPTH_MAX:
        return f"more than {ARCHIVE_DEPTH_MAX} archives lie inside one another"
    if len(inside) > ARCHIVE_MEMBERS_MAX:
        return f"it has {len(inside):,} members"
    if sum(one.file_size for one in inside) > ARCHIVE_BYTES_MAX:
        return "its members unpack to too many bytes together"
    for one in inside:
        limit = min(MEMBER_BYTES_MAX, max(_RATIO_FREE_BYTES, one.compress_size * ARCHIVE_RATIO_MAX))
        if one.file_size > limit:
            return f"a member unpacks from {one.compress_size:,} to {one.file_size:,} bytes"
    return ""


def _reason(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "it needs a password"
    return "it is cut off" if isinstance(error, EOFError) else "its bytes are not what the format demands"


def _not_readable(name: str, error: OSError) -> Finding:
    reason = error.strerror or "it cannot be opened"
    return kind_of("reference-file-not-readable").finding(
        f"{name} cannot be opened: {reason}.", where=Pointer(file=name)
    )


def _damaged(name: str, reason: str) -> Finding:
    message = f"{name} is damaged: {reason}."
    return kind_of("archive-damaged").finding(message, where=Pointer(file=name), expected="a whole archive")


def _too_large(name: str, reason: str) -> Finding:
    message = f"{name} is not unpacked: {reason}."
    return kind_of("archive-too-large").finding(message, where=Pointer(file=name))


def _empty(name: str) -> Finding:
    message = f"{name} is empty."
    return kind_of("no-rows").finding(message, where=Pointer(file=name), expected="a file with rows")


def _web_page(name: str) -> Finding:
    message = f"{name} is a web page, probably the one on which the publisher's license is to be accepted."
    return kind_of("licence-page-instead-of-file").finding(
        message, where=Pointer(file=name), expected="the data file itself"
    )
