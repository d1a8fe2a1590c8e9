"""Mohs surgery that a longer note only names: earlier, elsewhere, as a choice.

Who does Mohs surgery tells its stages (MOH-2).  In a longer note that tells of other work, the word alone, without a
stage or layer anywhere, without a heading of its own and without a word that it was done, is no surgery of the day.
"""

import re
from typing import Final

from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.visit.earlier import WEAK_CLOSURES

LENGTH_MIN: Final = 350
"""Characters from which a text is a note and no short scenario, which may leave the stages out."""

_OPEN: Final = frozenset({"mohs", "treat", "remove", "biopsy", "suture_removal"})
_HEADING: Final = re.compile(
    r"(?:\A|\n)[\s#*\d.)-]*(?:procedures?|operation|surgery|title|operative report)?[\s:-]*\Z", re.IGNORECASE
)
_DONE: Final = re.compile(
    r"\b(?:today|perform\w*|did|done|under(?:went|goes|going)|carried out|completed|clear(?:ed|s)?"
    r"|treated|this morning)\b"
    r"(?![^.;\n]{0,20}\b(?:elsewhere|outside|colleague|partner)\b)",
    re.IGNORECASE,
)
_HEADS: Final = re.compile(
    r"[\s/-]*(?:micrographic|surger\w+|procedure|chemosurgery|log|notes?|record|op\b|operative|report|of|for|[#:+&(\d]|\Z)"
    r"|[ \t]*\n",
    re.IGNORECASE,
)
"""What follows the word where it heads a note or an entry."""

_BY_ANOTHER: Final = re.compile(r"\W*(?:was )?(?:\w+ )?by (?:an?|another|the|dr\.?)\W", re.IGNORECASE)


def without_unstaged(marked: MarkedText) -> MarkedText:
    """Return the note with Mohs surgery as of the past where it is only named."""
    if len(marked.text) < LENGTH_MIN:
        return marked
    named = [one for one in marked.mentions if one.kind == "technique" and one.value == "mohs" and one.scope in LIVE]
    if (
        not named
        or _tells_stages(marked)
        or not _tells_other_work(marked)
        or any(_is_told(marked, one) for one in named)
    ):
        return marked
    return marked._replace(
        mentions=[one._replace(scope="historical") if one in named else one for one in marked.mentions]
    )


def _tells_stages(marked: MarkedText) -> bool:
    return any(one.kind == "mohs" and one.value == "stage" and one.scope in LIVE for one in marked.mentions)


def _tells_other_work(marked: MarkedText) -> bool:
    return any(
        (one.kind == "technique" and one.value not in _OPEN)
        or (one.kind == "closure" and one.value not in WEAK_CLOSURES)
        for one in marked.mentions
        if one.scope == "asserted"
    )


def _is_told(marked: MarkedText, one: Mention) -> bool:
    """True for Mohs surgery as a heading, or in a statement that says it was done."""
    text = marked.text
    if _BY_ANOTHER.match(text, one.end):
        return False
    if _HEADING.search(text[max(0, one.start - 40) : one.start]) and _HEADS.match(text, one.end):
        return True
    start = max(text.rfind(sign, 0, one.start) for sign in ".;\n") + 1
    ends = [at for at in (text.find(sign, one.end) for sign in ".;\n") if at >= 0]
    return _DONE.search(text, start, min(ends, default=len(text))) is not None
