"""Where a sentence turns from what was done on another day to today: at a break, or at a word that turns."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import Mention

_BREAK: Final = re.compile(
    r"[;:,.)\s](?:-(?<=[^\S\n]-)\s|(?<=\n)"
    r"|\s(?:(?<=[;:)]\s)|(?<=,\s)(?!(?:right|left)\b)|(?<=\.\s)(?<!\b[a-z]\.\s)(?<!\bDr\.\s)))"
)  # beginning with all signs of which a break can be made: letters are passed over at once
_TURN: Final = re.compile(
    r"\b(?:is|are|was|were|has|had|today|now|new|another|different|second|other|separate|unrelated|comes|came"
    r"|returns?|returned|presents?|presented|seen|here|undergoes|underwent|develops|developed|develop|noted|shows"
    r"|does|performs|takes|biopsies|shaves|freezes|excises|(?<!by )(?<!by the )same (?:surgeon|doctor|physician"
    r"|dermatologist|clinician)|the patient|patient|pt|we|i)\b",
    re.I,
)
"""Words at which a sentence turns from what was done before to today."""

_PURPOSE: Final = re.compile(r"\bfor(?: an?| the)?\W*$", re.I)
_FIRST_REACH: Final = 100
"""How many characters before a time are first searched for a break."""
_BESIDE: Final = re.compile(
    r"\s*(?:(?:here|in (?:this|our) (?:office|clinic)|by (?:us|me))\s*)?(?:w/|with|and|\+|,|&)\s*(?:an?\s+)?", re.I
)
"""What stands between two acts of one day: "excised here w/ layered repair"."""


def in_one_go(text: str, acts: Sequence[Mention]) -> list[Mention]:
    """Return the first acts, up to where the sentence turns to today ("after a flap a new papule is shaved")."""
    kept: list[Mention] = []
    for act in acts:
        is_beside = kept and _BESIDE.fullmatch(text, kept[-1].end, act.start)
        if (
            kept
            and not is_beside
            and (_PURPOSE.search(text, kept[-1].end, act.start) or turn(text, kept[-1].end) < act.start)
        ):
            break
        kept.append(act)
    return kept


def back_to_turn(text: str, acts: Sequence[Mention]) -> list[Mention]:
    """Return the last acts, back to where the sentence turned from today ("a graft was done after Mohs yesterday")."""
    kept = [acts[-1]]
    for act in reversed(acts[:-1]):
        if _TURN.search(text, act.end, kept[0].start):
            break
        kept.insert(0, act)
    return kept


def turn(text: str, place: int) -> int:
    """Return where what follows a place is no longer about the same day: at a break or at a word that turns."""
    end = next_break(text, place)
    found = _TURN.search(text, place, end)
    return found.start() if found else end


def stretch(text: str, anchor: Mention) -> tuple[int, int]:
    """Return the stretch between breaks around a mention."""
    reach, begin, start = _FIRST_REACH, anchor.start, 0
    while begin and not start:
        begin = max(0, anchor.start - reach)
        start = max((one.end() for one in _BREAK.finditer(text, begin, anchor.start)), default=0)
        reach *= 4
    return start, next_break(text, anchor.end)


_ITS_DAY: Final = re.compile(r"\s*(?:(?:ago|back|earlier|prior)\s*)?\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)")
"""The date of a time in brackets right behind it: "three days ago (8/18)"."""


def next_break(text: str, place: int) -> int:
    """Return where the next break behind a place is, the end of the text when there is none."""
    aside = _ITS_DAY.match(text, place)
    for found in _BREAK.finditer(text, aside.end() if aside else place):
        if found[0][0] != ")" or "(" not in text[place : found.start()]:
            return found.start()
    return len(text)
