"""What a page puts into a note: lines broken for want of room, blank lines between all, lines that say whose it is.

Mail programs, faxes, terminals and printed records do so, and some know capitals only.  What is none of the note's
words becomes spaces and a capital its small letter, so that every character keeps its place.
"""

import re
from itertools import pairwise
from string import ascii_uppercase
from typing import Final

NARROWEST, WIDEST = 36, 132
"""The widths at which lines are taken for broken by a machine, in characters."""

_BROKEN_MIN: Final = 3
"""Fewest lines broken within a sentence that show that a machine broke them."""

_SPACED_MIN: Final = 5
"""Fewest lines with a blank one behind each that show that all are so."""

_ENDED: Final = (".", ":", "!", "?", ";", "|", "_")
_OPENS: Final = re.compile(
    r"\s*(?:[-*•·>|=_+~#\[(]|\(?\d{1,2}[.)](?!\d)|\(?[A-Za-z][.)](?=\s)"
    r"|[A-Z][\w/&'’-]*(?:[ /&]+[\w/&'’()-]+){0,3}\s?:|[A-Z]{2,}(?:[ /&][A-Z/&]+)*\s*$)"
)
"""What opens a line of its own: the mark of an item, a label with its colon, a title in capitals."""

_IDENTITY: Final = re.compile(
    r"\s*(?:(?:(?:(?:patient|pt)(?:[ ]name)?|name)\s*:\s*(?-i:[A-Z][\w.'’-]*,?(?:[ ][A-Z][\w.'’-]*){1,3})"
    r"|(?:mrn?|med(?:ical)?[ ]rec(?:ord)?|chart|acct|account|encounter|csn|(?:patient|pt)[ ]id)"
    r"\s*(?:no\.?|number|\#)?\s*[:#]?\s*[a-z]{0,3}-?\d[\d-]{2,}|page[ ]\d+(?:[ ]of[ ]\d+)?)[\s|,;/·-]*)+",
    re.IGNORECASE,
)
"""Whose note it is, by name and number, and the number of the page; nothing that bears on what was done."""

_TOP: Final = 4
"""Lines at the top of a note among which such ones are sought."""

_LOOKED_AT: Final = 600
"""Characters at the head of a note that tell whether it is in capitals."""

_CAPITAL_WORDS_MIN: Final = 6
"""So many longer words must stand there to tell it."""

_CAPITAL_SHARE: Final = 0.8
"""The share of them in capitals over which all is taken to be."""

_ALIKE: Final = bytes.maketrans(ascii_uppercase.encode(), b"A" * 26)
"""All capitals as one, so that runs of five are found at once."""

_LONGER: Final = re.compile(r"[A-Za-z]{5,}")
_CAPITALS: Final = re.compile(r"[A-Z][A-Z'’]*")
_OPENING: Final = re.compile(r"(?:^|(?<=[.!?:]\s)|(?<=\n))[^\w\n]*(?:\d{1,2}[.)]\s+)?[a-z]")
_SHORT: Final = frozenset(
    word
    for line in (
        "a an and any are arm as at be but by day did do due dry ear eye far few for get got had has he her him",
        "hip his hot how if in is it its jaw leg lid lip low may me my new no non nor not now of off old on one",
        "or our out own per raw red she six so ten the to toe too two up us use via was we wet who why yes yet",
        "you mom dad men son ago all am big can cut bed fat gun job kit lab let lot put ran saw say see set sit",
        "sun tan tip top try wax",
    )
    for word in line.split()
)
"""Words of up to three letters that are no abbreviations."""


def note_of_page(text: str) -> str:
    """Return a note as its writer told it: without what the layout of the page put in, and not all in capitals."""
    return _unwrapped(_single_spaced(_without_identity(_in_small_letters(text))))


def _in_small_letters(text: str) -> str:
    """Return a note that is all in capitals in small letters, but for abbreviations and the first of each sentence."""
    signs = text[:_LOOKED_AT].encode("ascii", "replace").translate(_ALIKE)
    if signs.count(b"AAAAA") <= _CAPITAL_WORDS_MIN * _CAPITAL_SHARE:
        return text
    longer = _LONGER.findall(text, 0, _LOOKED_AT)
    if len(longer) < _CAPITAL_WORDS_MIN or sum(map(str.isupper, longer)) <= _CAPITAL_SHARE * len(longer):
        return text
    told = _CAPITALS.sub(lambda one: one[0].lower() if _is_word(one[0]) else one[0], text)
    return _OPENING.sub(lambda one: one[0][:-1] + one[0][-1].upper(), told)


def _is_word(word: str) -> bool:
    return len(word) > 3 or (len(word) > 1 and word.lower() in _SHORT)


def _without_identity(text: str) -> str:
    """Return a note with spaces for the lines at its top that say only whose it is."""
    start = 0
    for _ in range(_TOP):
        end = text.find("\n", start)
        if end < 0 or _IDENTITY.fullmatch(text, start, end) is None:
            break
        start = end + 1
    return " " * start + text[start:] if start else text


def _single_spaced(text: str) -> str:
    """Return a note without the blank lines when one stands behind each of its lines."""
    pairs = text.count("\n\n")
    if pairs < _SPACED_MIN or pairs * 2 != text.strip().count("\n"):
        return text
    return text.replace("\n\n", " \n")


def _unwrapped(text: str) -> str:
    """Return a note with a space for each line break that a machine put in: the next word had found no room."""
    if text.count("\n") < _BROKEN_MIN:
        return text
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return text
    full = [at for at in range(len(lines) - 1) if _is_full(lines[at], lines[at + 1], width)]
    broken = {at for at in full if not _is_ended(lines[at], lines[at + 1])}
    within = sum(not lines[at].rstrip().endswith(_ENDED) for at in broken)
    if within < _BROKEN_MIN or within * 2 < len(full):
        return text
    if within * 4 < len(lines) and within * 4 < _may_be_broken(lines):
        return text
    parts: list[str] = []
    for at, line in enumerate(lines):
        parts += (line, " " if at in broken else "\n")
    return "".join(parts[:-1])


def _is_full(line: str, following: str, width: int) -> bool:
    """True when the first word of the following line found no room in a line."""
    words = following.split(None, 1)
    return bool(words) and bool(line.strip()) and len(line.rstrip()) + 1 + len(words[0]) > width


def _is_ended(line: str, following: str) -> bool:
    """True when a line ends a sentence or the following opens something of its own."""
    return _OPENS.match(following) is not None or (
        line.rstrip().endswith((".", "!", "?")) and following.lstrip()[0].isupper()
    )


def _may_be_broken(lines: list[str]) -> int:
    """Count the lines that another follows which opens nothing of its own."""
    return sum(
        bool(line.strip()) and bool(following.strip()) and not _OPENS.match(following)
        for line, following in pairwise(lines)
    )
