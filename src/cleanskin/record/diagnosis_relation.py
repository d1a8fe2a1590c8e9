"""What a diagnosis code demands of the others on a claim: may it be billed, what excludes what, what must go with it.

The answers of a reference store about the notes of the tabular list, and the reading of one note.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from cleanskin.record.diagnosis_code import CodeNote
from cleanskin.record.provenance import Provenance

NoteKind = Literal["excludes1", "excludes2", "code_first", "use_additional", "code_also", "includes"]


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whether a code may be billed on a day.

    billable; not_billable (a category or a code that lacks characters); not_in_release (the release of the day has no
    such code); not_held (nothing complete is held for the day, and the code is not among what is).  `suggested` are
    billable codes to choose from, the likeliest first; `notice` what must be said about the day (a later release).
    """

    code: str
    status: Literal["billable", "not_billable", "not_in_release", "not_held"]
    label: str = ""
    suggested: tuple[str, ...] = ()
    seventh_characters: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    provenance: Provenance | None = None


class InheritedNote(msgspec.Struct, frozen=True, kw_only=True):
    """A note that applies to a code, and the code, block or chapter where it stands."""

    kind: NoteKind
    at: str
    note: CodeNote


class Exclusion(msgspec.Struct, frozen=True, kw_only=True):
    """That a note at or above `code` names `excluded`.

    `certain` is False when the note narrows its codes in words that are not stated as data.
    """

    code: str
    excluded: str
    at: str
    note: CodeNote
    certain: bool = True


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """What a code asks to go before it, after it or beside it.

    `mandatory` is True for codes of manifestations ("in diseases classified elsewhere"), which may never stand alone or
    first; other notes apply only if the condition they name is present.
    """

    code: str
    kind: NoteKind
    at: str
    note: CodeNote
    mandatory: bool = False

    def answered_by(self, codes: Sequence[str]) -> bool:
        """True when one of `codes` is among those that the note names."""
        return any(names(self.note, code) for code in codes)


def names(note: CodeNote, code: str) -> bool | None:
    """Say whether a note names a code; None when only words that are not data could tell."""
    if not any(_within(code, *span(one)) for one in note.codes):
        return False
    if not note.only_with:
        return True
    held = [_holds(condition, code) for condition in note.only_with]
    return True if True in held else (None if None in held else False)


def span(named: str) -> tuple[str, str]:
    """Return the first and last beginning that a code or range of a note stands for: "C44.-", "C51-C52", "L82.1"."""
    first, _, last = named.replace(".", "").partition("-")
    return first, last or first


def _within(code: str, first: str, last: str) -> bool:
    return first <= code[: len(first)] and code[: len(last)] <= last


def _holds(condition: str, code: str) -> bool | None:
    """Say whether a code fulfils one condition of `CodeNote.only_with`; None for one in words."""
    if condition == "?":
        return None
    if condition.startswith("."):
        return code[3:].startswith(condition[1:])
    if condition.startswith("-"):
        return code.endswith(condition[1:])
    positions, _, values = condition.partition(":")
    if "-" in positions:
        first, last = positions.split("-")
        return code[int(first) - 1 : int(last)] == values
    at = [code[int(position) - 1 : int(position)] for position in positions.split(",")]
    spans = [(value[0], value[-1]) for value in (part.strip() for part in values.split(",")) if value]
    return any(first <= character <= last for character in at if character for first, last in spans)
