"""Lesions that a list names by a letter or number, and what later sentences say of them by that name.

"A) left shoulder, BCC.  B) right forearm, SCC.  ED&C to both.  Size before: A 0.9 cm, B 1.3 cm.  Wounds: ..." tells of
each lesion in three places.  A statement is cut at the names in it; what stands before the first is said of all.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cleanskin.note.linking.pieces import Piece, Told
from cleanskin.note.linking.places import share_place
from cleanskin.note.mention import Mention, Sentence
from cleanskin.note.sentences import LABELED

_NAME: Final = re.compile(
    r"(?<![\w/.,&-])(?P<noun>(?i:lesions?|sites?|spec(?:imen)?s?|tumou?rs?|numbers?|nos?\.|spots?)[ ]?#?[ ]?|#[ ]?)?"
    r"(?P<name>[A-H](?![\w'\u2019])|\d{1,2}(?![\w/%.-]*\d|[ ]?(?:mm|cm|mL|cc|x|%|-|/|o'clock)))(?![/-]\w)"
    r"(?!\.?[ ](?:cell|lymph|curet|blade|scalpel|loop|[A-Z][a-z]+[ ,]+(?:MD|PA|NP)))"
)
_MAY_BE_NAME: Final = re.compile(r"[A-H0-9](?:(?<=[A-H])(?![\w'\u2019])|(?<=[0-9])(?![\w/%.-]*\d))(?<![\d/,&-].)")
"""The cheap sign of a name of one letter or digit."""

_NO_LABEL: Final = re.compile(
    r"\b(?:hep(?:atitis)?|vit(?:amins?)?|type|factor|plan|stage|group|grade|influenza|dr\.?|level)\s$", re.IGNORECASE
)
_JOINED: Final = re.compile(r"\s*(?:,\s*(?:and|&)|,|and|&|\+|/)\s*")
_LEADS: Final = re.compile(r"\b(?:of|to|on|for|treat\w*|both|lesions?|sites?|specimens?)\s$", re.IGNORECASE)
_ARTICLE_NOT: Final = re.compile(
    r"\s*(?:[=:,;)]|\.(?=\s|$)|-\s|$|and\b|&|\+|(?:\d*\.?\d+\s?(?:x\s?\d*\.?\d+\s?)?(?:mm|cm)?)\s*(?:[.,;)\n]|and\b|$)"
    r"|(?:was|is|had|got|measured|treated|excised|curetted|shaved|left)\b)"
)
"""What behind an "A" shows that it is a name and no article."""

_AFTERWARDS: Final = re.compile(r"\b(?:after\w*|post\w*|final|wounds?|defects?|resulting)\b", re.IGNORECASE)
_BEFORE: Final = re.compile(r"\b(?:before|prior|pre\w*|lesions?)\b", re.IGNORECASE)
_SHARED: Final = frozenset({"technique", "closure", "size_role", "feature", "pathology", "service_detail"})


class _Run(NamedTuple):
    """What is told of names together: from `start` on, the names in [named, end): "A and B"."""

    start: int
    named: int
    end: int
    names: tuple[str, ...]


def with_labels(
    told: Sequence[Told], served: Sequence[frozenset[str]], text: str
) -> tuple[Sequence[Told], Sequence[frozenset[str]]]:
    """Return the sentences cut at the names of listed lesions, each part put to its lesion."""
    listed = _listed(told)
    if len(listed) < _LESIONS_MIN:
        return told, served
    found: list[Told] = []
    kinds: list[frozenset[str]] = []
    used: set[str] = set()
    head: list[Piece] = []
    at = 0  # the end of the sentence before
    for (sentence, pieces), kind in zip(told, served, strict=True):
        has_place = any(one.kind == "site" for piece in pieces for one in piece.mentions)
        known = {name: one for name, one in listed.items() if one[0].start < sentence.start and not has_place}
        runs = list(_runs(sentence, text, known)) if known and not _is_of_list(sentence, known, pieces) else []
        if not runs:
            found.append((sentence, pieces))
            kinds.append(kind)
            head, at = [], sentence.end - 1
            continue
        if runs[0].start > sentence.start or text[at : sentence.start].count("\n"):
            head = _between(pieces, sentence.start, runs[0].start, runs)
        at = sentence.end - 1
        for run, end in zip(runs, [*(one.start for one in runs[1:]), sentence.end], strict=True):
            own = _with_head(_between(pieces, run.start, end, runs), head, text)
            section = sentence.section if _is_result(own) else ""
            for name in run.names:
                part = sentence._replace(start=run.start, end=end, item=LABELED + name, section=section)
                found.append((part, own))
                kinds.append(kind)
            used.update(run.names)
    if not used:
        return told, served
    listed = {name: one for name, one in listed.items() if name in used}
    named = [(_renamed(sentence, pieces, listed), pieces) for sentence, pieces in found]
    return [one for one in named if one[1]], [kind for kind, one in zip(kinds, named, strict=True) if one[1]]


_LESIONS_MIN: Final = 2


def _listed(told: Sequence[Told]) -> dict[str, Told]:
    """Return where each name of a list stands that has a place of its own; a name of two places is none."""
    found: dict[str, Told] = {}
    twice: set[str] = set()
    for sentence, pieces in told:
        name = _name_of(sentence, pieces)
        is_name = len(name) == 1 and (name.isdigit() or name in "ABCDEFGH")
        if not is_name or not _places(pieces) or "|" in pieces[0].text[sentence.start : sentence.end]:
            continue
        first = found.setdefault(name, (sentence, pieces))
        if not share_place(_places(first[1]), _places(pieces)):
            twice.add(name)
    return {name: one for name, one in found.items() if name not in twice}


def _name_of(sentence: Sentence, pieces: Sequence[Piece]) -> str:
    """Return the name by which a sentence begins: its item's, or a letter before a colon."""
    if sentence.item or not pieces or not pieces[0].text.startswith(":", sentence.start + 1):
        return sentence.item.strip(LABELED)
    told = _LETTER.match(pieces[0].text, sentence.start)
    return told[1] if told else ""


_LETTER: Final = re.compile(r"([A-H]):\s")


def _places(pieces: Sequence[Piece]) -> list[Mention]:
    return [one for piece in pieces for one in piece.mentions if one.kind == "site" and one.scope != "historical"]


def _is_of_list(sentence: Sentence, listed: Mapping[str, Told], pieces: Sequence[Piece]) -> bool:
    """True for the sentence that names a listed lesion, and for one that goes on in its item without a name."""
    return _name_of(sentence, pieces) in listed and bool(_places(pieces))


def _renamed(sentence: Sentence, pieces: Sequence[Piece], listed: Mapping[str, Told]) -> Sentence:
    """Return a sentence of the list with its item as a name that holds in every section."""
    name = _name_of(sentence, pieces)
    if name in listed and listed[name][0].section == sentence.section:
        return sentence._replace(item=LABELED + name)
    return sentence


def _runs(sentence: Sentence, text: str, listed: Mapping[str, Told]) -> Iterator[_Run]:
    """Yield the names of listed lesions in a sentence, those told together as one."""
    run: list[re.Match[str]] = []
    if listed.keys().isdisjoint(_MAY_BE_NAME.findall(text, sentence.start, sentence.end)):
        return
    for one in _NAME.finditer(text, sentence.start, sentence.end):
        if one["name"] not in listed or _NO_LABEL.search(text, max(0, one.start() - 12), one.start()):
            continue
        if run and _JOINED.fullmatch(text, run[-1].end(), one.start()):
            run.append(one)
            continue
        yield from _run_of(run, text)
        run = [one]
    yield from _run_of(run, text)


def _run_of(run: Sequence[re.Match[str]], text: str) -> Iterator[_Run]:
    if not run:
        return
    first, last = run[0], run[-1]
    if not first["noun"]:
        if first["name"].isdigit() and (len(run) < _LESIONS_MIN or not _LEADS.search(text[: first.start()][-12:])):
            return
        if first["name"] == "A" and len(run) < _LESIONS_MIN and not _ARTICLE_NOT.match(text, last.end()):
            return
    led = _LED.search(text, max(0, first.start() - 60), first.start())
    start = led.start() if led else first.start()
    yield _Run(start, first.start(), last.end(), tuple(dict.fromkeys(one["name"] for one in run)))


_LED: Final = re.compile(r"(?:(?<=[;,:] )|(?<=\n)|(?<=\. ))[^;,:.\n]{2,50}\b(?:for|of|to|on)\s+$", re.IGNORECASE)
"""What is told of a name before it: "Mohs for A; creams for B"."""


def _between(pieces: Sequence[Piece], start: int, end: int, runs: Sequence[_Run]) -> list[Piece]:
    """Return the parts of pieces between two places, without the words for the names themselves."""
    found = []
    for piece in pieces:
        kept = tuple(
            one
            for one in piece.mentions
            if start <= one.start < end and not (one.kind in _OF_NAMES and _is_in(one, runs))
        )
        if kept:
            found.append(piece._replace(start=max(start, piece.start), end=min(end, piece.end), mentions=kept))
    return found


_OF_NAMES: Final = frozenset({"noun", "count", "number"})


def _is_in(one: Mention, runs: Sequence[_Run]) -> bool:
    """True for a word that is one of the names, not what stands before them."""
    return any(run.named <= one.start < run.end for run in runs)


def _is_result(pieces: Sequence[Piece]) -> bool:
    """True for what the tissue of a named lesion showed, which is no act: sections of results tell of work too."""
    kinds = {one.kind for piece in pieces for one in piece.mentions}
    return bool(kinds & {"pathology", "condition"}) or not kinds & {"technique", "closure", "length"}


def _with_head(pieces: list[Piece], head: Sequence[Piece], text: str) -> list[Piece]:
    """Return what is told of one name with what stands before the names: an act, a closure, what is measured."""
    told = [one for piece in head for one in piece.mentions]
    if not told:
        return pieces
    words = text[head[0].start : head[-1].end]
    roles = [one.value for one in told if one.kind == "size_role" and one.value in _OF_LENGTHS]
    role = roles[-1] if roles else "closure_length" if any(one.kind == "closure" for one in told) else ""
    if _AFTERWARDS.search(words) and not _BEFORE.search(words) and role in ("", "diameter", "laceration", "defect"):
        role = "defect"
    own = [piece._replace(mentions=tuple(_measuring(one, piece, role) for one in piece.mentions)) for piece in pieces]
    shared = [
        piece._replace(mentions=kept)
        for piece in head
        if (kept := tuple(one for one in piece.mentions if one.kind in _SHARED and one.kind != "size_role"))
    ]
    return [*shared, *own]


_OF_LENGTHS: Final = frozenset({"margin", "excised", "diameter", "closure_length", "defect", "laceration"})


def _measuring(one: Mention, piece: Piece, role: str) -> Mention:
    """Return a length with what the words before the names say that it measures, where no word of its own does."""
    if one.kind != "length" or one.value or any(each.kind in ("size_role", "closure") for each in piece.mentions):
        return one
    return one._replace(value="" if role == "laceration" else role)
