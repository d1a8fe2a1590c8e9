"""What ICD-10-CM says of a code: whether it may be billed on a day, its notes, its place in the tree."""

from typing import Literal

import msgspec

Laterality = Literal["", "right", "left", "bilateral", "unspecified"]
"""Which side the code's own text names; "" when it names none."""


class CodeNote(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note of the tabular list: its words, and the codes or ranges it names ("L57.0", "C44.-", "A00-B99").

    `only_with` narrows the named codes, as the note does in words; one of its entries must hold.  "5,6:1-4" says that
    the fifth or sixth character is 1 to 4, ".51" that the characters after the point begin with 51, "-23" that the code
    ends in 23, "?" that the note narrows in words which nobody has stated as data (nothing is certain then).
    """

    text: str
    codes: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()


class DiagnosisFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One ICD-10-CM code of one release.  `code` has no point; notes are the code's own, not its ancestors'.

    Chapters and blocks carry notes too and are rows of their own, never billable: "CHAPTER02", "BLOCKC43C44"; a
    three-character category has its block as parent, a block its chapter.  `seventh_characters` are those that must
    follow ("A", "D", "S", ...), taken from the nearest ancestor that says so.
    """

    code: str
    label: str
    billable: bool
    parent: str = ""
    children: tuple[str, ...] = ()
    chapter: str = ""
    laterality: Laterality = ""
    includes: tuple[CodeNote, ...] = ()
    inclusion_terms: tuple[str, ...] = ()
    excludes1: tuple[CodeNote, ...] = ()
    excludes2: tuple[CodeNote, ...] = ()
    code_first: tuple[CodeNote, ...] = ()
    use_additional: tuple[CodeNote, ...] = ()
    code_also: tuple[CodeNote, ...] = ()
    seventh_characters: tuple[tuple[str, str], ...] = ()
