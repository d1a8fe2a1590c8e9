"""Results told in one line by the letters or numbers of the lesions: "Path: A BCC, B infundibular cyst, C nevus"."""

import re
from collections.abc import Sequence, Set
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.mention import Mention, start_of

_MARK: Final = re.compile(r"(?:^|(?<=[\s(,;:#]))#?(?P<mark>[A-H]|\d{1,2}|(?<=\()[a-h](?=\)))[\s:.)=-]{1,3}$")
"""A letter or number that stands right before what its tissue showed."""

_REACH: Final = 6


def mark_reports(told: Sequence[Frame], frames: Sequence[Frame]) -> None:
    """Give the frames of a line of results the item of the lesion whose letter stands before each."""
    if frames and frames[0].section != "pathology" and _is_addendum(frames):
        _give_to_all(told, frames[0])
        return
    if not frames or not (frames[0].section in _REPORTING or frames[0].get("pathology")):
        return
    if _give_in_order(told, frames) or frames[0].section not in _REPORTING:
        return
    if len(frames) == 1 and (frames[0].count or 0) > 1 and not frames[0].get("site"):
        _give_to_all(told, frames[0])
    known = {item.strip("=").upper() for one in told for _, item in one.told_in if item}
    marks = [_known(_mark_of(frame), known, frame) for frame in frames]
    if len({one for one in marks if one and one in known}) < 1 or (len(frames) > 1 and not all(marks)):
        return
    for frame, mark in zip(frames, marks):
        if mark in known:
            frame.item, frame.section = mark, "pathology"
            frame.told_in = {(frame.section, mark)}
        if frame.get("feature"):
            frame.slots["feature"] = [one for one in frame.get("feature") if one.value != "free_margin"]


_REPORTING: Final = frozenset({"pathology", "addendum"})
_SECOND: Final = re.compile(r"[\s(,;:#.]B[\s:.)=-]")


def _known(mark: str, known: Set[str], frame: Frame) -> str:
    """Return a letter as the number of a lesion when the lesions are numbered and the line has a B too."""
    number = str(ord(mark) - ord("A") + 1) if mark.isalpha() else ""
    if mark in known or number not in known:
        return mark
    text = frame.pieces[0].text
    end = text.find("\n", frame.start)
    start = text.rfind("\n", 0, frame.start) + 1
    return number if _SECOND.search(text, start, end if end >= 0 else len(text)) else mark


_ADDED: Final = re.compile(r"\b(?:add(?:endum|ended)?|path\w*|results?)\b[^.;\n]{0,16}$", re.IGNORECASE)


def _is_addendum(frames: Sequence[Frame]) -> bool:
    """True for a name with a number behind a word for a result: "(add 6/30: pilar cyst x2)"."""
    first = frames[0]
    if len(frames) > 1 or (first.count or 1) == 1 or not first.get("condition"):
        return False
    if first.get("site") or first.get("technique") or first.get("length"):
        return False
    start = first.get("condition")[0].start
    return _ADDED.search(first.pieces[0].text, max(0, start - 30), start) is not None


def _give_in_order(told: Sequence[Frame], frames: Sequence[Frame]) -> bool:
    """Give results lettered in order to as many lesions taken, in their order: "(a) nevus (b) nevus, inflamed"."""
    if any(one.get("site") or one.get("technique") or one.get("length") for one in frames):
        return False
    words = sorted((one for frame in frames for one in frame.get("condition")), key=start_of)
    marks = [_mark_before(frames[0].pieces[0].text, one) for one in words]
    if len(marks) < 2 or "".join(marks) not in (_LETTERS[: len(marks)], _DIGITS[: len(marks)]):
        return False
    taken = [one for one in told if one.get("site") and one.get("technique") and one.get("length") and not one.is_idle]
    if len(taken) != len(marks) or any(one.count not in (None, 1) for one in taken):
        return False
    reports = [one for frame in frames for one in frame.get("pathology")]
    for lesion, word in zip(taken, words):
        lesion.add("condition", [word])
        lesion.add("pathology", reports)
    for frame in frames:
        _take_away(frame)
    return True


_LETTERS: Final = "ABCDEFGH"
_DIGITS: Final = "123456789"


def _mark_before(text: str, word: Mention) -> str:
    found = _MARK.search(text, max(0, word.start - _REACH), word.start)
    return found["mark"].upper() if found else ""


def _give_to_all(told: Sequence[Frame], frame: Frame) -> None:
    """Give a result that counts them to all lesions that were cut out: "Path: pilar cysts x 2"."""
    cut = [
        one
        for one in told
        if one.get("site") and one.count in (None, 1) and (one.get("technique") or one.get("closure"))
    ]
    if len(cut) != frame.count:
        return
    for one in cut:
        one.absorb(frame.copy_of(frame.slots))
    _take_away(frame)


def _take_away(frame: Frame) -> None:
    """Leave nothing of a frame whose words were given to others."""
    frame.empty()
    frame.references = set()


def _mark_of(frame: Frame) -> str:
    words = frame.get("condition") or frame.get("eruption")
    if not words:
        return ""
    return _mark_before(frame.pieces[0].text, min(words, key=start_of))
