"""Paragraphs that tell how an act was done, apart from the entries that say of which lesion.

"Impression 1: SCC in situ, left forearm.  Plan: ED&C.  Impression 2: keratoses, scalp.  Plan: LN2.  PROCEDURE - ED&C:
size before 1.2 cm ..." tells the size of the first entry's lesion: a paragraph under the name of an act is of the entry
that names this act, else of the only one that it can be of.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final, NamedTuple

from cleanskin.note.linking.pieces import Piece, Told
from cleanskin.note.linking.places import share_place
from cleanskin.note.mention import LIVE, Mention, Sentence
from cleanskin.note.sentences import LABELED
from cleanskin.note.terms import table
from cleanskin.note.text import starts_line

_LED: Final = re.compile(
    r"[\s*#]*(?P<named>(?:procedures?|proc\.?|tx|treatments?|operations?)(?:\s+notes?)?\s*#?\d{0,2}\s*[-:(\u2013\u2014]*\s*)?",
    re.IGNORECASE,
)
_ENDED: Final = re.compile(
    r"(?:\s*(?P<named>procedures?|notes?|removal|performed|today|\)|\([^)\n]{0,30}\)))*\s*(?:[:\n.]|[-\u2013\u2014]\s|$)",
    re.IGNORECASE,
)
_SAME: Final[Mapping[str, str]] = {"curettage": "electrodesiccation", "tangential": "shave", "biopsy": "shave"}
_OF_CANCER: Final = frozenset({"excision", "electrodesiccation", "mohs"})
_GOES_ON: Final = frozenset({"procedure", "anesthesia", "ebl", "complications", "closure", ""})


class _Entry(NamedTuple):
    """Sentences [first, last) that open with a finding and its place."""

    first: int
    last: int
    places: list[Mention]
    done: set[str]
    named: set[str]
    is_cancer: bool


def with_act_titles(told: Sequence[Told], text: str) -> Sequence[Told]:
    """Return the sentences with each paragraph under the name of an act put to the entry that it is of."""
    titles = [(at, acts) for at, one in enumerate(told) if (acts := _title(*one, text))]
    entries = list(_entries(told[: titles[0][0]])) if titles else []
    if len(entries) < _ENTRIES_MIN or all(share_place(entries[0].places, one.places) for one in entries):
        return told
    found = list(told)
    ends = [*(at for at, _ in titles[1:]), len(told)]
    for number, ((at, _), end, own) in enumerate(zip(titles, ends, _owners(titles, entries), strict=True)):
        for entry in own:
            last = next((under for under in range(at + 1, end) if _is_beyond(told[under], told[at], entry)), end)
            for under in (*range(entry.first, entry.last), *range(at, last)):
                sentence, pieces = found[under]
                found[under] = sentence._replace(item=f"{LABELED}act{number}"), pieces
    return found


_ENTRIES_MIN: Final = 2


def _title(sentence: Sentence, pieces: Sequence[Piece], text: str) -> set[str]:
    """Return the acts that are the title of what follows; none for an item of a list, or with a place of its own."""
    if not starts_line(text, sentence.start) or sentence.item == "-":
        return set()
    acts = [one for one in pieces[0].mentions if one.kind == "technique"] if pieces else []
    acts += [one for one in pieces[1].mentions if one.kind == "technique"] if len(pieces) > 1 else []
    line = text.rfind("\n", 0, sentence.start) + 1
    led = _LED.fullmatch(text, line, acts[0].start) if acts else None
    ended = _ENDED.match(text, acts[0].end) if led else None
    if led is None or ended is None or _places(pieces):
        return set()
    is_named = led["named"] or ended["named"] or sentence.section == "procedure" or acts[0].words.isupper()
    return {_SAME.get(one.value, one.value) for one in acts if one.start < ended.end()} if is_named else set()


def _places(pieces: Sequence[Piece]) -> list[Mention]:
    return [one for piece in pieces for one in piece.mentions if one.kind == "site" and one.scope in LIVE]


def _entries(told: Sequence[Told]) -> Iterator[_Entry]:
    """Yield what opens with a finding and its place, each up to the next."""
    heads = [at for at, (_, pieces) in enumerate(told) if _places(pieces) and _findings(pieces)]
    for first, last in pairwise([*heads, len(told)]):
        acts = [
            (_SAME.get(one.value, one.value), one.scope)
            for _, pieces in told[first:last]
            for piece in pieces
            for one in piece.mentions
            if one.kind == "technique"
        ]
        done = {act for act, scope in acts if scope in LIVE}
        named = {act for act, scope in acts if scope in ("planned", "instruction")}
        cancers = [table("condition").get(one, {}).get("behavior") for one in _findings(told[first][1], {"asserted"})]
        is_cancer = any(one in ("malignant", "in_situ") for one in cancers)
        yield _Entry(first, last, _places(told[first][1]), done, named, is_cancer)


def _findings(pieces: Sequence[Piece], scopes: Set[str] = LIVE) -> list[str]:
    return [one.value for piece in pieces for one in piece.mentions if one.kind == "condition" and one.scope in scopes]


def _owners(titles: Sequence[tuple[int, set[str]]], entries: Sequence[_Entry]) -> list[list[_Entry]]:
    """Return for each title the entries that it is of: those that name its act, else the only one left for it."""
    found = [_of_act(acts, entries) for _, acts in titles]
    for at, (_, acts) in enumerate(titles):
        left = [one for one in entries if not any(one in own for own in found)]
        if not found[at] and acts & _OF_CANCER:
            left = [one for one in left if one.is_cancer]
        open_titles = sum(not own for own in found)
        if not found[at] and left and (open_titles == 1 or acts & _OF_CANCER):
            found[at] = left if all(share_place(left[0].places, one.places) for one in left) else []
    return found


def _of_act(acts: set[str], entries: Sequence[_Entry]) -> list[_Entry]:
    """Return the entries of one place that tell an act as done, else as chosen."""
    own = [one for one in entries if acts & one.done] or [one for one in entries if acts & one.named]
    return own if own and all(share_place(own[0].places, one.places) for one in own) else []


def _is_beyond(told: Told, title: Told, entry: _Entry) -> bool:
    """True for a sentence that is no more of a paragraph: of another section, or of another place."""
    sentence, pieces = told
    places = _places(pieces)
    if sentence.section != title[0].section and sentence.section not in _GOES_ON:
        return True
    return bool(places) and not share_place(places, entry.places)
