"""Sections of a note: where a heading of the table `sections` stands, at the start of a line or in running text.

A heading is one of the table's words followed by a colon, or alone on its line.  A section lasts until the next.  A
heading that names a scope in its attributes (family history, consent) gives it to what stands in the section.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Literal, NamedTuple, cast

from cleanskin.note.mention import Scope
from cleanskin.note.terms import table


class Heading(NamedTuple):
    """A heading [start, end) with its colon, and the section it opens."""

    start: int
    end: int
    section: str


_BEFORE_COLON: Final = re.compile(
    r"(?:^|(?<=[.;\n|*])|(?<=  ))[ \t*#>_]*"
    r"([A-Za-z][A-Za-z&/+,' ]{0,40}+(?<! )(?=:)|[A-Za-z][A-Za-z&/+,' -]{0,40}?)[ \t*_]*"
    r"(?:[ (]\d{1,2}/\d{1,2}(?:/\d{2,4})?\)?[ \t]*"
    r"|\([A-Za-z ]*(?:forward|chart|intake|reviewed|updated|record|copied|limited|focused|brief|imported)"
    r"(?: [a-z]+)?(?: \d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?| \d{1,2}/\d{4}| (?:19|20)\d\d)?\)[ \t]*"
    r"|[ \t]*#?(?P<number>\d{1,2})[ \t]*)?(?::(?!\d)|[ \t]-[ \t])",
    re.M,
)
_BEGINNING: Final = re.compile(r"[.;|* ](?:(?<=[.;|*])|(?<=  ))")
"""Behind what, besides the end of a line, such a name can begin."""

_BEHIND_SIGN: Final = re.compile(r"[.;|*]")
"""The same where no two spaces stand side by side."""

_ALONE: Final = re.compile(r"^[ \t*#=_-]*([A-Za-z][A-Za-z&/+,' -]{0,40}?)[ \t*#=_-]*$", re.M)
_AROUND_ALONE, _ALONE_MAX = " \t*#=_-", 41
"""What may stand around a heading alone on its line, and how long it is at most."""

_OPENING: Final = re.compile(r"^[ \t*>-]*(?:A/P|A&P|I/P|A\+P|(?P<letter>[SOAP])[/-])[ \t]+(?=[A-Za-z0-9])", re.M)
"""Short names of an assessment, or of any part ("O/ 9 mm papule"), that open a line without a colon."""

_OPENINGS: Final = ("A/P", "A&P", "I/P", "A+P", "A/ ", "P/ ", "A- ", "P- ")

_LETTERED: Final = re.compile(r"(?:^|[\n;.])[ \t]*[bBcCdD][:.)]")
_SPACES: Final = re.compile(r"[\s-]+")
_JOINED: Final = re.compile(r"\s*(?:[&/+,]\s*(?:and\b|&)?|\band\b)\s*")
_CHIEF: Final = ("assessment", "plan", "procedure", "exam")
"""What the heading of several parts is of, the first that is among them."""
_NUMBERED: Final = "assessment"
_OF_PROBLEMS: Final = frozenset(
    {"problem", "diagnosis", "dx", "impression", "imp", "assessment", "concern", "condition", "issue"}
)
"""What a number makes the heading of one problem of several: "Problem 2:"."""


def headings(text: str) -> list[Heading]:
    """Return the headings of a plain text in order."""
    known = _names()
    found: dict[int, Heading] = {}
    for one in _before_colons(text):
        section = _section(_name(one[1]))
        if one["number"]:
            section = _NUMBERED if one[1].strip().lower() in _OF_PROBLEMS else None
        if section is not None and (one[0][-1] == ":" or one[1].isupper()):
            found.setdefault(one.start(1), Heading(one.start(1), one.end(), section))
    for one in _OPENING.finditer(text) if any(name in text for name in _OPENINGS) else ():
        section = known.get((one["letter"] or "a").lower(), "assessment")
        found.setdefault(one.start(), Heading(one.start(), one.end(), section))
    for one in _alone(text):
        name = _name(one[1])
        section = _section(name)
        if section is not None and len(name) > 1:
            found.setdefault(one.start(1), Heading(one.start(1), one.end(), section))
    letters = {text[start].lower() for start, head in found.items() if _is_letter(head, text)}
    if letters and (len(letters) < 2 or _LETTERED.search(text)):
        found = {start: head for start, head in found.items() if not _is_letter(head, text)}
    return [found[start] for start in sorted(found)]


def _name(words: str) -> str:
    """Return a heading's words in one form: "Impression / Plan" and "impression and plan" alike."""
    words = words.strip().lower()
    if "-" in words or not words.isascii() or "  " in words or "\t" in words or "\n" in words:
        words = _SPACES.sub(" ", words)
    return _JOINED.sub("/", words) if "&" in words or "/" in words or "+" in words or "and" in words else words


def _section(name: str) -> str | None:
    """Return the section of a heading; one of several parts has that of its chief part."""
    known = _names()
    if name in known or "/" not in name:
        return known.get(name)
    parts = [known.get(one) for one in name.split("/")]
    return None if None in parts else next((one for one in _CHIEF if one in parts), None)


def _before_colons(text: str) -> Iterator[re.Match[str]]:
    """Yield what may be a heading before a colon or a dash; lines without one are not tried, nor what follows it."""
    start, size = 0, len(text)
    while start < size:
        end = text.find("\n", start)
        end = size if end < 0 else end
        last = max(text.rfind(":", start, end), text.rfind("-", start, end))
        if last >= 0:
            yield from _from_beginnings(text, start, min(end, last + 2))
        start = end + 1


def _alone(text: str) -> Iterator[re.Match[str]]:
    """Yield what stands alone on its line."""
    start = 0
    while start >= 0:
        end = text.find("\n", start)
        line = (text[start:] if end < 0 else text[start:end]).strip(_AROUND_ALONE)
        if len(line) <= _ALONE_MAX and not line.endswith((".", ":", ";")):
            found = _ALONE.match(text, start)
            if found is not None:
                yield found
        start = end + 1 or -1


def _from_beginnings(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of a line that begin where a heading can, none inside another."""
    reached = start
    beginning = _BEGINNING if text.find("  ", max(start - 1, 0), end) >= 0 else _BEHIND_SIGN
    for place in (start, *[one.end() for one in beginning.finditer(text, start, end)]):
        if place >= reached and _may_be_heading(text, place):
            found = _BEFORE_COLON.match(text, place, end)
            if found is not None:
                reached = found.end()
                yield found


def _may_be_heading(text: str, place: int) -> bool:
    """False where the words at a place end neither before a colon or a dash nor before what may stand there first."""
    name = _NAME.match(text, place)
    return name is not None and (text[name.end() : name.end() + 1] in _BEHIND_NAME or " - " in name[0])


_NAME: Final = re.compile(r"[ \t*#>_]*[A-Za-z][A-Za-z&/+,' -]*")
_BEHIND_NAME: Final = frozenset("\t*_(:#0123456789")


def _is_letter(head: Heading, text: str) -> bool:
    """True for a heading of one letter (S, O, A, P), which may be the letter of a lesion."""
    return not text[head.start + 1 : head.start + 2].isalpha() and text[head.start + 1 : head.start + 2] not in "&/"


@cache
def _names() -> Mapping[str, str]:
    rows = table("section").items()
    return {_name(name): section for section, row in rows for name in row.get("words", "").lower().split(" | ")}


@cache
def section_scope(section: str) -> Scope | Literal[""]:
    """The scope that a section gives to what stands in it, "" when none."""
    return cast('Scope | Literal[""]', table("section").get(section, {}).get("attributes", ""))


@cache
def is_of_one_line(section: str) -> bool:
    """True for a section that ends with its line, after which the one before goes on."""
    return table("section").get(section, {}).get("extent") == "line"
