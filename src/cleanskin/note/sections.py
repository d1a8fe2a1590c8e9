"""Sections of a note: where a heading of the table `sections` stands, at the start of a line or in running text.

A heading is one of the table's words followed by a colon, or alone on its line.  A section lasts until the next.  A
heading that names a scope in its attributes (family history, consent) gives it to what stands in the section.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from cleanskin.note.mention import Scope
from cleanskin.note.terms import table


class Heading(NamedTuple):
    """A heading [start, end) with its colon, and the section it opens."""

    start: int
    end: int
    section: str


_BEFORE_COLON = re.compile(
    r"(?:^|(?<=[.;\n|*])|(?<=  ))[ \t*#>_]*([A-Za-z][A-Za-z&/' -]{0,40}?)[ \t*_]*"
    r"(?:[ (]\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?[ \t]*)?(?::(?!\d)|[ \t]-[ \t])",
    re.M,
)
_ALONE = re.compile(r"^[ \t*#=_-]*([A-Za-z][A-Za-z&/' -]{0,40}?)[ \t*#=_-]*$", re.M)
_LETTERED = re.compile(r"(?:^|[\n;.])[ \t]*[bBcCdD][:.)]")
_SPACES = re.compile(r"[\s-]+")


def headings(text: str) -> list[Heading]:
    """Return the headings of a plain text in order."""
    known = _names()
    found: dict[int, Heading] = {}
    for pattern in (_BEFORE_COLON, _ALONE):
        for one in pattern.finditer(text):
            name = _SPACES.sub(" ", one[1].strip().lower())
            section = known.get(name)
            if section is None or (pattern is _BEFORE_COLON and one[0][-1] != ":" and not one[1].isupper()):
                continue
            if pattern is _ALONE and len(name) == 1:
                continue
            found.setdefault(one.start(1), Heading(one.start(1), one.end(), section))
    letters = {text[start].lower() for start, head in found.items() if _is_letter(head, text)}
    if letters and (len(letters) < 2 or _LETTERED.search(text)):
        found = {start: head for start, head in found.items() if not _is_letter(head, text)}
    return [found[start] for start in sorted(found)]


def _is_letter(head: Heading, text: str) -> bool:
    """True for a heading of one letter (S, O, A, P), which may be the letter of a lesion."""
    return not text[head.start + 1 : head.start + 2].isalpha() and text[head.start + 1 : head.start + 2] not in "&/"


@cache
def _names() -> Mapping[str, str]:
    rows = table("section").items()
    return {
        _SPACES.sub(" ", name.strip()): section
        for section, row in rows
        for name in row.get("words", "").lower().split(" | ")
    }


@cache
def section_scope(section: str) -> Scope | Literal[""]:
    """The scope that a section gives to what stands in it, "" when none."""
    return cast('Scope | Literal[""]', table("section").get(section, {}).get("attributes", ""))


@cache
def is_of_one_line(section: str) -> bool:
    """True for a section that ends with its line, after which the one before goes on."""
    return table("section").get(section, {}).get("extent") == "line"
