"""Lists of places with a number each, line by line: "scalp ....... 7", "R temple - 2", "L cheek: 3".

Lines that tell nothing but a place and how many are read as one sentence, as "scalp 7, R temple 2, L cheek 3" is.
So is a list of places with their numbers and the sentence behind it that names and treats them: "rough spots: scalp 3,
forehead 1. AKs, frozen."
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.pieces import Piece, Told
from cleanskin.note.mention import Sentence

_BETWEEN: Final = re.compile(r"(?:\s+[a-z]+){0,2}[^A-Za-z0-9\n]{1,40}[xX]?\s?")
"""What may stand between a place and its number: a word for a part of it, and signs that lead on."""


def with_place_lists(
    sentences: Sequence[Told], served: Sequence[frozenset[str]], text: str
) -> tuple[Sequence[Told], Sequence[frozenset[str]]]:
    """Return the sentences with the lines of each list as one, and the kinds of services of each."""
    lines = [_is_counted_place(pieces, text) and _is_line(sentence, text) for sentence, pieces in sentences]
    if not any(lines):
        return sentences, served
    found: list[Told] = []
    kinds: list[frozenset[str]] = []
    is_open = False
    for is_line, (sentence, pieces), kind in zip(lines, sentences, served, strict=True):
        if not is_line:
            found.append((sentence, pieces))
            kinds.append(kind)
        elif is_open and _is_next(found[-1][0], sentence, text):
            before, told = found[-1]
            found[-1] = (before._replace(end=sentence.end), [*told, _whole(sentence, pieces, joint=",")])
            kinds[-1] |= kind
        else:
            found.append((sentence, [_whole(sentence, pieces, joint="")]))
            kinds.append(kind)
        is_open = is_line
    return found, kinds


def with_names_behind(
    sentences: Sequence[Told], served: Sequence[frozenset[str]]
) -> tuple[Sequence[Told], Sequence[frozenset[str]]]:
    """Return the sentences with each list of counted places joined to what names and treats its lesions behind it."""
    found: list[Told] = []
    kinds: list[frozenset[str]] = []
    for (sentence, pieces), kind in zip(sentences, served, strict=True):
        if found and kinds[-1] == kind and _is_list(found[-1][1]) and _names_and_treats(pieces):
            before, told = found[-1]
            if (before.section, before.item) == (sentence.section, sentence.item):
                first = pieces[0]._replace(joint=",", sentence=told[0].sentence)
                found[-1] = (before._replace(end=sentence.end), [*told, first, *pieces[1:]])
                continue
        found.append((sentence, pieces))
        kinds.append(kind)
    return found, kinds


_OF_LIST: Final = frozenset({"site", "count", "noun", "trigger", "feature"})


def _is_list(pieces: Sequence[Piece]) -> bool:
    """True for two or more places with a number each, and nothing that names or treats."""
    told = [one for piece in pieces for one in piece.mentions]
    if len(told) < _LIST_MIN or any(one.kind not in _OF_LIST or one.scope != "asserted" for one in told):
        return False
    counted = [piece for piece in pieces if {"site", "count"} <= {one.kind for one in piece.mentions}]
    return len(counted) > 1


_LIST_MIN: Final = 4
"""Two places and two numbers."""


def _names_and_treats(pieces: Sequence[Piece]) -> bool:
    """True for a sentence that begins with the name of lesions or an act and tells what was done, at no other place."""
    told = [one for piece in pieces for one in piece.mentions]
    if len(told) < 2 or told[0].kind not in ("condition", "technique") or told[0].scope != "asserted":
        return False
    return not any(one.kind in ("site", "count") for one in told) and any(
        one.kind == "technique" and one.scope == "asserted" for one in told
    )


def _is_counted_place(pieces: Sequence[Piece], text: str) -> bool:
    """True when pieces tell a place and then a number, and nothing else."""
    told = [one for piece in pieces for one in piece.mentions]
    if len(told) < 2 or told[-1].kind != "count" or told[-1].amount is None or told[-1].unit not in ("", "lesion"):
        return False
    if any(one.kind != "site" or one.scope not in ("asserted", "uncertain") for one in told[:-1]):
        return False
    return _BETWEEN.fullmatch(text, told[-2].end, told[-1].start) is not None


def _is_line(sentence: Sentence, text: str) -> bool:
    """True for a sentence that has its line for itself, or all of it but the mark of an item."""
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end - 1)
    return (
        not text[start : sentence.start].strip(" \t*-")
        and not text[sentence.end : end if end >= 0 else None].strip()
        and sentence.item in ("", "-", "*")
    )


def _is_next(before: Sentence, sentence: Sentence, text: str) -> bool:
    """True for the next line of a list, without an empty line between."""
    same = before.item == sentence.item and before.section == sentence.section
    return same and "\n\n" not in text[before.end - 1 : sentence.start].replace(" ", "")


def _whole(sentence: Sentence, pieces: Sequence[Piece], *, joint: str) -> Piece:
    """Return a line as one piece: its number counts at its place."""
    *places, number = [one for piece in pieces for one in piece.mentions]
    first = pieces[0]
    mentions = (*places, number._replace(unit="lesion"))
    return Piece(sentence.start, sentence.end, joint, 0, first.sentence, mentions, first.text)
