"""Headings over lists and tables of lesions: what stands before them is said of all items under it."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.columns import is_row
from cleanskin.note.linking.frames import OF_ALL, Frame
from cleanskin.note.linking.pieces import Told
from cleanskin.note.mention import Sentence
from cleanskin.note.text import starts_line


def with_columns_of(heading: Frame | None, names: Sequence[Frame]) -> Frame | None:
    """Return what stands over a table, with what its column names say of all rows."""
    for one in names:
        if heading is None:
            heading = one
        else:
            heading.absorb(one)
    return heading


def is_heading(frames: Sequence[Frame], sentence: Sentence, text: str, *, has_items: bool, has_rows: bool) -> bool:
    """True for what stands before a colon and is said of all items after it ("Cryo: 1. ...", "Two BCCs: (1) ...")."""
    if len(frames) != 1:
        return False
    head = frames[0]
    ends_in_colon = text[sentence.start : sentence.end].rstrip().endswith(":")
    if not (has_items or has_rows or ends_in_colon):
        return False
    counts_acts = set(head.slots) - {"size_role", "lesion"} == {"technique"} and (head.count or 0) > 1
    if has_items and counts_acts and (not sentence.item or ends_in_colon):
        return True
    is_of_all = has_items and not sentence.item and head.points(OF_ALL)
    if is_of_all and head.get("technique") and set(head.slots) <= _HEADING | {"closure", "size_role"}:
        return True
    if (
        is_of_all
        and head.get("condition")
        and set(head.slots) <= _HEADING | {"size_role", "negated_pathology", "feature"}
    ):
        return not head.get("site") and text[sentence.start : sentence.end].endswith("\n")
    if not has_rows and not ends_in_colon and not (has_items and _is_title(head, sentence, text)):
        return False
    if set(head.slots) - {"drug"} == {"technique"} and head.count is None:
        return True
    is_of_several = head.count is None or head.count > 1
    return has_items and not sentence.item and is_of_several and bool(head.slots) and set(head.slots) <= _HEADING


_NAME_OF_FIELD: Final = re.compile(r"(?:procedures?|treatments?|tx|surgery)(?: (?:performed|done|today))?:\s*", re.I)
"""What may stand before the title of a list: "Procedure: Shave biopsy"."""


def _is_title(head: Frame, sentence: Sentence, text: str) -> bool:
    """True for an act alone on a line of its own that begins with it: "Biopsies today (sent to the laboratory)"."""
    if sentence.item or set(head.slots) - {"size_role", "drug"} != {"technique"} or head.count is not None:
        return False
    line = text[sentence.start : sentence.end]
    is_named = head.start > sentence.start and _NAME_OF_FIELD.fullmatch(text, sentence.start, head.start) is not None
    starts = (head.start == sentence.start or is_named) and starts_line(text, sentence.start)
    return starts and line.endswith("\n") and not line.rstrip().endswith((".", ";", ","))


def head_items(frames: Sequence[Frame], heading: Frame) -> None:
    """Give the technique of a heading to the items under it that name none, or only which kind of biopsy."""
    words = heading.get("technique")
    for frame in frames:
        own = {one.value for one in frame.get("technique")}
        if not frame.get("condition") and (frame.get("site") or frame.get("length")):
            for slot in ("condition", "pathology", "suspicion"):
                frame.add(slot, heading.get(slot))
        if not own and (_names(frame) or frame.has_object):
            frame.add("technique", words)
            if frame.get("condition") and not frame.get("pathology"):
                frame.add("pathology", heading.get("pathology"))
            if {one.value for one in frame.get("closure")} <= {"closed"}:
                frame.add("closure", heading.get("closure"))
        elif own & {"shave", "punch", "tangential", "incisional"} and all(one.value != "remove" for one in words):
            frame.add("technique", [one for one in words if one.value == "biopsy"])


def heads_own_item(told: Sequence[Frame], heading: Frame, text: str) -> bool:
    """True for the name of what was done, on a line of its own under its item; the lesions of the item take it.

    "1. Actinic keratoses: scalp (5), nose (1)", then "Liquid Nitrogen:" and how it was done.
    """
    is_name = set(heading.slots) - {"size_role"} == {"technique"} and heading.count is None
    if not heading.item.isalnum() or not is_name or not starts_line(text, heading.start):
        return False
    own = [one for one in told if (heading.section, heading.item) in one.told_in and one.get("site")]
    for one in own:
        if not one.get("technique") and not one.is_idle:
            one.add("technique", heading.get("technique"))
    return bool(own)


def heads_rows(told: list[Frame], sentences: Sequence[Told], number: int, text: str) -> bool:
    """True when what was told last, an act on several or all lesions without a place, is of the rows that begin here.

    "ED&C x2, both biopsy proven", some words on the patient, and the table.
    """
    if not told or told[-1].get("site") or told[-1].get("length") or not told[-1].get("technique"):
        return False
    last = told[-1]
    rows = 0
    for sentence, _ in sentences[number:]:
        if not is_row(sentence, text):
            break
        rows += 1
    if rows < _ROWS_MIN or sentences[number][1][0].sentence - last.last_sentence > _NEAR:
        return False
    return last.count in (None, rows) and bool(last.count or last.points(OF_ALL))


_ROWS_MIN: Final = 2
_NEAR: Final = 4
"""Most sentences between an act and the table of the lesions to which it was done."""


def is_beyond(heading: Frame | None, frames: Sequence[Frame], sentence: Sentence, text: str) -> bool:
    """True for a sentence that stands no more under a heading: no item, row or counted place, or the next item."""
    if heading is None:
        return True
    if sentence.item:
        return _is_of_next_item(heading, sentence, text)
    if _is_named_line(heading, frames) and starts_line(text, sentence.start):
        return False
    counts = all(set(one.slots) == {"site"} and one.count is not None for one in frames)
    return not (frames and counts and starts_line(text, sentence.start))


def _is_named_line(heading: Frame, frames: Sequence[Frame]) -> bool:
    """True for lesions with name, place and number under an act alone: "LN2 today:", then "AK - scalp (3)"."""
    if set(heading.slots) - {"size_role"} != {"technique"} or heading.item or not frames:
        return False
    if any(set(one.slots) - _LISTED for one in frames) or not frames[0].get("condition"):
        return False
    return any(one.get("site") and one.count is not None for one in frames)


_LISTED: Final = frozenset({"condition", "site", "lesion", "trigger", "size_role", "feature"})


def _is_of_next_item(heading: Frame, sentence: Sentence, text: str) -> bool:
    """True for the next item of the list in one item of which the heading stands: it is not under it."""
    before, item = heading.item, sentence.item
    if before == item or not starts_line(text, heading.start):
        return False
    return (before.isdigit() and item.isdigit()) or (before.isalpha() and item.isalpha())


_HEADING: Final = frozenset({"technique", "condition", "lesion", "pathology", "suspicion", "mohs"})
"""Slots of which a heading over items may tell."""


def _names(frame: Frame) -> bool:
    return bool(frame.get("site") or frame.get("condition"))
