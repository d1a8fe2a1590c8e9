"""Which release of which public file an answer rests on."""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.kernel.source import Source

Value = TypeVar("Value")

Dating = Literal["release", "rows"]
"""release: a release holds what was in force in its own period (a fee schedule); rows: every release carries the whole
history, each row with its own dates (pair edits), so that the newest release answers for every day."""


class Provenance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One loaded part of a release of one kind of public file, or a table of the built-in pack.

    `kind` is the importer's ("ncci-ptp-practitioner") or "dermatology-pack"; `release` as its publisher names it
    ("v322r0", "RVU26C", "FY2026-04"); `part` where a release comes in several files ("f1", "QPP").  `period` is the
    time for which the publisher issued it; its end None means "until the next one, whose date is not known".
    `file` is the name of the file only, never its folder; `sha256` of the file as the user gave it, hexadecimal.
    """

    kind: str
    release: str
    part: str = ""
    period: Period
    published_on: date | None = None
    file: str = ""
    sha256: str = ""
    loaded_at: datetime | None = None
    source: Source

    @property
    def is_built_in(self) -> bool:
        """True for the pack that comes with the project, False for what a user loaded."""
        return self.loaded_at is None


class Answer(msgspec.Struct, Generic[Value], frozen=True, gc=False):
    """A looked-up value, where it comes from, and what the reader must know about it ("" when nothing).

    `notice` says for instance that a later release than the newest one loaded is in force on that day.
    """

    value: Value
    provenance: Provenance
    notice: str = ""
