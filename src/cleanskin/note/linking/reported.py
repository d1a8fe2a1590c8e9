"""Results told in one line by the letters or numbers of the lesions: "Path: A BCC, B infundibular cyst, C nevus"."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame

_MARK: Final = re.compile(r"(?:^|(?<=[\s(,;:#]))#?(?P<mark>[A-H]|\d{1,2})[\s:.)=-]{1,3}$")
"""A letter or number that stands right before what its tissue showed."""

_REACH: Final = 6


def mark_reports(told: Sequence[Frame], frames: Sequence[Frame]) -> None:
    """Give the frames of a line of results the item of the lesion whose letter stands before each."""
    if not frames or frames[0].section != "pathology":
        return
    if len(frames) == 1 and (frames[0].count or 0) > 1 and not frames[0].get("site"):
        _give_to_all(told, frames[0])
    known = {item.strip("=").upper() for one in told for _, item in one.told_in if item}
    marks = [_mark_of(frame) for frame in frames]
    if len({one for one in marks if one and one in known}) < 1 or (len(frames) > 1 and not all(marks)):
        return
    for frame, mark in zip(frames, marks):
        if mark in known:
            frame.item = mark
            frame.told_in = {(frame.section, mark)}
        if frame.get("feature"):
            frame.slots["feature"] = [one for one in frame.get("feature") if one.value != "free_margin"]


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
    frame.slots, frame.count, frame.count_mentions, frame.references = {}, None, [], set()


def _mark_of(frame: Frame) -> str:
    words = frame.get("condition") or frame.get("eruption")
    if not words:
        return ""
    first = min(one.start for one in words)
    found = _MARK.search(frame.pieces[0].text, max(0, first - _REACH), first)
    return found["mark"].upper() if found else ""
