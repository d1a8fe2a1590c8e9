"""What a sentence says more of stands right before it: its title, its description, or the act whose step it tells.

Lesions that the exam only describes further up wait for an act too; what stands right before goes before them.
"""

from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import OF_ALL, Frame
from cleanskin.note.sections import is_of_one_line

_OF_WORK: Final = frozenset({"assessment", "plan", "procedure", ""})
"""Sections that tell of what is thought and done."""


_OF_SUM: Final = OF_ALL | {"total"}


def title_of(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the bare name right before a sentence that treats "lesions": "Actinic keratoses. LN2 to 16 lesions"."""
    last = told[-1] if told else None
    if (
        last is None
        or last.count is not None
        or last.last_sentence != frame.sentence - 1
        or set(last.slots) != {"condition"}
    ):
        return None
    is_open = frame.get("lesion") and frame.get("technique") and not frame.get("condition")
    return last if is_open and last.section == frame.section else None


def described_before(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the lesions right before a bare name, which it is the name of: "O: 6 papules, scalp. A: keratoses"."""
    last = told[-1] if told else None
    if last is None or set(frame.slots) != {"condition"} or frame.count is not None:
        return None
    if frame.references - {"one"}:  # "A: actinic keratoses"
        return None
    is_open = last.get("lesion") and last.get("site") and not (last.get("condition") or last.get("technique"))
    is_exam = last.section == "exam" and frame.section == "assessment"
    return last if is_open and is_exam and last.last_sentence == frame.sentence - 1 else None


def step_of(waiting: Sequence[Frame], done: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the lesion worked on right before, when those that wait for an act stand in other sections, further up."""
    is_of_work = frame.section in _OF_WORK or is_of_one_line(frame.section)
    if frame.get("site") or frame.has_object or frame.count is not None or not is_of_work:
        return None
    own = [one for one in done if one.section in _OF_WORK and one.last_sentence >= frame.sentence - 1]
    return own[-1] if len(own) == 1 and all(one.section not in _OF_WORK for one in waiting) else None


def of_own_section(before: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return what a section on work counts itself, for "each" and "all" said in it; else all that was told."""
    if frame.section not in _OF_WORK - {""} or "both" in frame.references:
        return before
    own = [one for one in before if one.section == frame.section and one.count and one.get("site")]
    return own if own and own[-1].last_sentence >= frame.sentence - 1 else before


def counts_own_item(frame: Frame, before: Sequence[Frame]) -> bool:
    """True when an item of a list counts what it named without a number: "2. Warts, hand. 2 lesions frozen"."""
    if not frame.item.isalnum() or frame.points(_OF_SUM):
        return False
    own = [one for one in before if (frame.section, frame.item) in one.told_in]
    return len(own) == 1 and own[0].count is None and not own[0].get("technique") and bool(own[0].get("condition"))
