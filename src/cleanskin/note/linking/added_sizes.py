"""Sizes of one lesion that add up: a diameter and twice its margin are the excised diameter (EXC-1).

Which of three numbers is which is told by their sum more surely than by the words beside them: "scar 1.8 cm, 4 mm on
either side, 2.6 cm".  A wound's length, told behind how it was sewn, is never taken for the sum.
"""

import re
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.sizes import Size, sizes_of

_OPEN: Final = frozenset({"diameter_cm", "closure_length_cm", "area", "defect"})
"""What a number may be taken for by its words alone before the sum says otherwise."""

_APART_MAX: Final = 70
"""Most characters between a margin and the sum it belongs to."""


def sizes_in(frame: Frame, *, in_closure: bool) -> list[Size]:
    """Return what the measurements of a frame are of; `in_closure` when the frame only tells of a closed wound."""
    found = [one for piece in frame.pieces for one in sizes_of(piece, in_closure=in_closure)]
    if len(found) < _NUMBERS:
        return found
    return _added(found, frame)


_NUMBERS: Final = 3
"""A diameter, a margin and their sum."""


def _added(found: list[Size], frame: Frame) -> list[Size]:
    """Return the sizes with the first diameter and sum that a margin told between or before them makes true."""
    for margin in (one for one in found if one.role == "margin_cm"):
        for whole in found:
            if not _may_be_sum(whole, margin, frame):
                continue
            part = next((one for one in found if _is_part(one, whole, margin)), None)
            if part is not None:
                roles = {id(part): "diameter_cm", id(whole): "excised_cm"}
                return [one._replace(role=roles.get(id(one), one.role)) for one in found]
    return _written_as_sum(found, frame.pieces[0].text) if frame.pieces else found


_PLUS: Final = re.compile(r"\s*\+\s*(?:2\s*x\s*)?")
_IS: Final = re.compile(r"\s*(?:=|\u2192|->|total)\s*")


def _written_as_sum(found: list[Size], text: str) -> list[Size]:
    """Return the sizes of "4 mm + 2 mm = 8 mm": a diameter, the margin added on both sides, what it makes."""
    for part, margin, whole in zip(found, found[1:], found[2:]):
        if part.value + 2 * margin.value != whole.value:
            continue
        if _PLUS.fullmatch(text, part.mention.end, margin.mention.start) and _IS.fullmatch(
            text, margin.mention.end, whole.mention.start
        ):
            roles = {id(part): "diameter_cm", id(margin): "margin_cm", id(whole): "excised_cm"}
            return [one._replace(role=roles.get(id(one), one.role)) for one in found]
    return found


def _may_be_sum(whole: Size, margin: Size, frame: Frame) -> bool:
    """True for a length right behind a margin, with no word for a closure between them."""
    start = whole.mention.start
    if whole.role not in (*_OPEN, "excised_cm") or whole.mention.kind != "length" or whole.other is not None:
        return False
    if not 0 <= start - margin.mention.end <= _APART_MAX:
        return False
    return not any(margin.mention.end <= one.start < start for one in frame.get("closure"))


def _is_part(part: Size, whole: Size, margin: Size) -> bool:
    if part.role not in _OPEN or part.mention.kind != "length" or part.mention.start >= whole.mention.start:
        return False
    return part.value + 2 * margin.value == whole.value
