"""What the user loaded, on disk: an index of releases and one folder of tables for each part of a release.

    index.json                                   which parts are held; replaced whole, never edited
    ncci-mue-practitioner/2026Q3/whole-1f2e3d4c/unit_limits
    lock                                         held while something is loaded or removed

A part's folder is written and forced to disk before the index names it, and removed after the index has ceased to: a
crash at any point leaves the old state or the new one.  Readers take no lock; tables they have mapped stay readable
when their folder is removed.  Nothing in the store names an absolute path: it may be copied.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.record.provenance import Dating, Provenance
from cleanskin.reference.findings import kind_of
from cleanskin.reference.importing import Contents, PairTable
from cleanskin.reference.packed import write_keyed
from cleanskin.reference.pairs import write_pairs
from cleanskin.reference.tables import ROW_TYPES

FORMAT = 2
"""The layout of the store that this version writes and reads.  In format 1, tables were laid out otherwise."""

PROBLEMS_KEPT_MAX = 50
"""Most single-row problems of a part that the index keeps in full; all are counted."""

_INDEX = "index.json"
_LOCK = "lock"
_UNFINISHED = ".unfinished-"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+|^\.+")


class StoredTable(msgspec.Struct, frozen=True, kw_only=True):
    """One table of a part.  `file` is its path inside the store, with slashes."""

    name: str
    form: Literal["keyed", "pairs"]
    file: str
    rows: int


class StoredPart(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One part of one release as it was loaded.

    `rows_read` counts the source's data rows; `dates` are the first and last day inside them; `problems` counts the
    findings about single rows by name, `examples` are the first of them.  `form` is the format it was read from, `rank`
    that format's place among the source's formats (0 carries most).  `excerpt` is true when it has too few rows to be
    a whole part.
    """

    provenance: Provenance
    dating: Dating
    status: Literal["stable", "preview"] = "stable"
    form: str = ""
    rank: int = 0
    excerpt: bool = False
    parts_expected: tuple[str, ...] = ()
    tables: tuple[StoredTable, ...]
    rows_read: int
    dates: tuple[date | None, date | None] = (None, None)
    problems: dict[str, int] = {}
    examples: tuple[Finding, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Kind, release, part: what a later load of the same replaces."""
        return self.provenance.kind, self.provenance.release, self.provenance.part


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the store holds, in the order of kind, release and part."""

    format: int = FORMAT
    parts: tuple[StoredPart, ...] = ()


class StoreError(Exception):
    """The store cannot be used; `finding` says why.  Raised by `Store` only, told by whoever holds it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class Store:
    """A store's folder.  Creating this object touches nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def index(self) -> Index:
        """Read the index; an absent store is an empty one.

        Raises StoreError when the index cannot be read or was written by a later version.
        """
        try:
            data = (self.folder / _INDEX).read_bytes()
        except FileNotFoundError:
            return Index()
        except OSError as error:
            raise _not_readable(error.strerror or "it cannot be opened") from error
        try:
            stated = msgspec.json.decode(data, type=_Format).format
            if stated != FORMAT:
                raise _not_readable(_other_format(stated))
            index = msgspec.json.decode(data, type=Index)
        except msgspec.DecodeError as error:
            raise _not_readable("its index is damaged") from error
        if any(not _is_inside(table.file) for part in index.parts for table in part.tables):
            raise _not_readable("its index names a file outside the store")
        return index

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for changes; raises StoreError when another process holds it, or it cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise _not_readable(error.strerror or "it cannot be written") from error
        try:
            if not _lock(descriptor):
                raise StoreError(kind_of("store-busy").finding())
            yield
        finally:
            os.close(descriptor)  # lets go of the lock

    def put(self, contents: Contents, part: StoredPart) -> StoredPart:
        """Write a part's tables, then name it in the index in place of what had the same key.

        `part` is complete but for its tables.  The caller holds the lock.
        """
        self.sweep()
        written = msgspec.structs.replace(part, tables=self._write(contents, part.provenance))
        kept = [one for one in self.index().parts if one.key != part.key]
        self._replace_index([*kept, written])
        self.sweep()
        return written

    def remove(self, key: tuple[str, str, str]) -> bool:
        """Drop a part; False when it is not held.  The caller holds the lock."""
        parts = self.index().parts
        kept = [one for one in parts if one.key != key]
        if len(kept) == len(parts):
            return False
        self._replace_index(kept)
        self.sweep()
        return True

    def sweep(self) -> None:
        """Remove folders that the index does not name, left by a crash or replaced.  The caller holds the lock."""
        named = {self.folder / Path(table.file).parent for part in self.index().parts for table in part.tables}
        for folder in self.folder.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in self.folder.glob("*/*/*"):
            if folder not in named and folder.is_dir():
                shutil.rmtree(folder, ignore_errors=True)
        for depth in ("*/*", "*"):
            for folder in self.folder.glob(depth):
                if folder.is_dir() and not any(folder.iterdir()):
                    with contextlib.suppress(OSError):
                        folder.rmdir()

    def _write(self, contents: Contents, provenance: Provenance) -> tuple[StoredTable, ...]:
        """Write all tables into a new folder under a name of its own; return them with their places."""
        unfinished = self.folder / f"{_UNFINISHED}{os.getpid()}"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        tables = []
        for table in contents.tables:
            if isinstance(table, PairTable):
                form: Literal["keyed", "pairs"] = "pairs"
                rows = write_pairs(unfinished / table.name, table.frame)
            else:
                form = "keyed"
                if table.row_type is not ROW_TYPES.get(table.name):
                    raise TypeError(f"{table.row_type.__name__} is not what the table {table.name} holds")
                rows = write_keyed(unfinished / table.name, row_type=table.row_type, rows=table.rows)
            tables.append(StoredTable(name=table.name, form=form, file=table.name, rows=rows))
        _force_folder(unfinished)
        above = self.folder / _safe(provenance.kind) / _safe(provenance.release)
        above.mkdir(parents=True, exist_ok=True)
        final = _unused(above / f"{_safe(provenance.part) or 'whole'}-{provenance.sha256[:8]}")
        unfinished.rename(final)
        for folder in (above, above.parent, self.folder):
            _force_folder(folder)
        place = final.relative_to(self.folder).as_posix()
        return tuple(msgspec.structs.replace(table, file=f"{place}/{table.name}") for table in tables)

    def _replace_index(self, parts: Sequence[StoredPart]) -> None:
        index = Index(parts=tuple(sorted(parts, key=lambda part: part.key)))
        new = self.folder / f"{_INDEX}.new"
        with new.open("wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(index), indent=1))
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, self.folder / _INDEX)  # noqa: PTH105  the atomic one
        _force_folder(self.folder)


class _Format(msgspec.Struct):
    format: int


def _other_format(stated: int) -> str:
    if stated > FORMAT:
        return f"it has the format {stated} of a later version; this version of Cleanskin reads format {FORMAT}"
    return (
        f"it has the format {stated} of an earlier version; this version of Cleanskin reads format {FORMAT}: "
        "remove the store's folder and load the files again"
    )


def _not_readable(reason: str) -> StoreError:
    return StoreError(kind_of("store-not-readable").finding(f"The reference store cannot be used: {reason}."))


def _is_inside(file: str) -> bool:
    names = file.split("/")
    return len(names) > 1 and all(name.strip(".") and not set(name) & {"\\", ":"} for name in names)


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text)


def _unused(folder: Path) -> Path:
    """Return the folder's name, or one beside it that is not taken."""
    found, count = folder, 1
    while found.exists():
        count += 1
        found = folder.with_name(f"{folder.name}-{count}")
    return found


def _force_folder(folder: Path) -> None:
    """Force a folder's entries to disk, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock the open file without waiting; False when another process holds it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
