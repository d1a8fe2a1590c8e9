"""The contract between the importers of official files and the store.

An importer is one module of `importers/` with a constant `IMPORTER`; it is found by walking.  It recognises its file by
content, reads it into tables and says what it saw; it writes nothing.  `opening.py` gives it the members of what the
user named (a plain file, or what is in a zip, also zip in zip); `loading.py` picks the importer and hands its tables to
the store.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal, Protocol

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source
from cleanskin.record.provenance import Dating


class Member(Protocol):
    """One file as the user gave it, or one inside an archive.  `name` is its path inside what was given."""

    @property
    def name(self) -> str:
        """Path, with the archives it lies in: "RVU26C.zip/PPRRVU2026_Jul_nonQPP.csv"."""
        ...

    @property
    def size_bytes(self) -> int:
        """Uncompressed size."""
        ...

    def head(self, count_bytes: int = 65536) -> bytes:
        """Return the first bytes."""
        ...

    def data(self) -> bytes:
        """Return all bytes."""
        ...


def base_name(member: Member) -> str:
    """Return a member's file name without folders and archives."""
    return PurePosixPath(member.name).name


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Members that make one part of one release, as an importer recognised them.

    `form` says which of the source's formats it is; the lowest `rank` is read when one archive holds the same release
    in several forms (text before spreadsheet).
    """

    kind: str
    release: str
    part: str = ""
    form: str
    rank: int = 0
    members: tuple[Any, ...]


class KeyedTable(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one noun by key, to be looked up one at a time.

    `key` is 1 to 12 upper-case ASCII letters and digits; several rows may share a key (rows with periods of their own).
    `row_type` is the frozen msgspec Struct of every row.  The store keeps the order of rows with the same key.
    """

    name: str
    row_type: type[msgspec.Struct]
    rows: Iterable[tuple[str, msgspec.Struct]]


class PairTable(msgspec.Struct, frozen=True, kw_only=True):
    """Pair edits in columns: a Polars frame with one row per pair and period.

    Columns: `column1`, `column2` (text), `effective_on`, `ended_on` (date; `ended_on` is the first day on which the
    edit no longer holds, null when it still does), `modifier_indicator` (0, 1, 9; UInt8), `rationale` (text or
    categorical).
    """

    name: str
    frame: Any


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What an importer read from one batch.

    `period` is the time for which the publisher issued the release (its end None when not known).  `rows_read` counts
    the data rows of the source; `dates` are the first and the last date inside the rows.  `problems` are findings about
    single rows that were left out or repaired; what cannot be used as a whole is a `Refusal` instead.
    """

    kind: str
    release: str
    part: str = ""
    parts_expected: tuple[str, ...] = ()
    period: Period
    published_on: date | None = None
    source: Source
    tables: tuple[KeyedTable | PairTable, ...]
    rows_read: int
    dates: tuple[date | None, date | None] = (None, None)
    problems: tuple[Finding, ...] = ()


class Refusal(msgspec.Struct, frozen=True):
    """Why a file is not loaded: what was found, what was expected, where the right file is."""

    finding: Finding


class Importer(msgspec.Struct, frozen=True, kw_only=True):
    """One public source.

    `kind` names its releases in the store ("ncci-ptp-practitioner"); `answers` is what the store can say once it is
    loaded.  `where_to_get` tells a user the publisher's page and the file to take, in one sentence.  `status` is
    "preview" while no original file has been read.  `file_names` are patterns of the publisher's file names in lower
    case ("*mue_practitioner*"): by them the user of a damaged file is told where the whole one is.  A part with fewer
    than `rows_min` rows is kept, but counts as an excerpt: a miss in it does not mean "there is none".
    `recognise` returns the batches among the members, looking at their heads only, and refusals of members that are
    nearly this source but may not be loaded (the hospital edits, another layout): a refusal with a good reason beats
    "not recognised".
    """

    kind: str
    title: str
    answers: str
    publisher: str
    where_to_get: str
    dating: Dating
    status: Literal["stable", "preview"] = "stable"
    file_names: tuple[str, ...] = ()
    rows_min: int = 0
    recognise: Callable[[Sequence[Member]], Sequence[Batch | Refusal]]
    read: Callable[[Batch], Contents | Refusal]
