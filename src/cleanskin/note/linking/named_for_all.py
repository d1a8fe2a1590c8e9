"""A name told once for all lesions before they are told one by one: "Two excisions, both BCC by our biopsies".

It is no lesion of its own: each lesion told afterwards with its place, and without a name, takes it.
"""

from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.conditions import one_condition
from cleanskin.note.linking.frames import OF_ALL, Frame
from cleanskin.note.linking.techniques import SAMPLING

_MAY_TELL: Final = frozenset(
    {"condition", "pathology", "suspicion", "technique", "size_role", "lesion", "feature", "trigger", "negated_trigger"}
)
_SAMPLES: Final = frozenset({*SAMPLING, "biopsy", "shave"})
_BOTH: Final = 2
_TAKEN: Final = ("condition", "pathology", "suspicion")


def take_names(told: Sequence[Frame], frames: list[Frame]) -> list[Frame]:
    """Take out and return the frames of a sentence that only name all lesions to come."""
    if any(one.get("site") for one in told) or any(one.get("site") for one in frames):
        return []
    names = [one for one in frames if _is_name_of_all(one)]
    if names:
        frames[:] = [one for one in frames if one not in names]
    return names


def _is_name_of_all(frame: Frame) -> bool:
    if not frame.points(OF_ALL) or not frame.get("condition") or set(frame.slots) - _MAY_TELL:
        return False
    acts = {one.value for one in frame.get("technique")}
    return acts <= _SAMPLES and frame.count in (None, 2)


def name_all(told: Sequence[Frame], names: Sequence[Frame]) -> None:
    """Give the names to the lesions with a place, of which none is named otherwise; "both" are exactly two."""
    for name in names:
        open_ones = [one for one in told if _is_open(one)] or [one for one in told if one.count and is_unnamed_act(one)]
        open_ones = [one for one in open_ones if one.get("length")] or open_ones
        if len(open_ones) > 1 and ("both" not in name.references or len(open_ones) == _BOTH):
            for one in open_ones:
                for slot in _TAKEN:
                    one.add(slot, name.get(slot))


def name_counted(told: list[Frame]) -> None:
    """Give a name told with its number to just so many unnamed lesions behind it: "BCC x2. Scalp, 1.4 cm ..."."""
    for place, name in enumerate(told):
        number = name.count or 0
        if number < _BOTH or name.count_is_vague or not name.get("condition") or not set(name.slots) <= _MAY_NAME:
            continue
        named = [one for one in told[place + 1 :] if _is_worked_on(one, name)]
        if len(named) != number or named != told[place + 1 : place + 1 + number]:
            continue
        unnamed = [one for one in named if not one.get("condition")]
        for one in unnamed:
            for slot in _TAKEN:
                one.add(slot, name.get(slot))
        if unnamed:
            told.remove(name)
        return


def _is_worked_on(frame: Frame, name: Frame) -> bool:
    """True for one lesion with its place and an act that is the heading's too, not named otherwise."""
    if not frame.get("site") or frame.is_idle or frame.count not in (None, 1):
        return False
    acts = {one.value for one in frame.get("technique")}
    names = [(one.value, other.value) for one in name.get("condition") for other in frame.get("condition")]
    is_alike = not names or any(one_condition(*each) for each in names)
    return bool(acts) and is_alike and {one.value for one in name.get("technique")} <= acts


_MAY_NAME: Final = frozenset(
    {"condition", "past_condition", "pathology", "suspicion", "size_role", "lesion", "trigger", "site", "technique"}
)


def is_unnamed_act(frame: Frame) -> bool:
    """True for an act that tells neither what nor where: "snipped six"."""
    return bool(frame.get("technique")) and not (frame.get("condition") or frame.get("lesion") or frame.get("site"))


def _is_open(frame: Frame) -> bool:
    is_told = frame.get("site") or (frame.count and frame.get("technique"))
    if not is_told or frame.get("condition") or frame.is_idle:
        return False
    return bool(frame.get("technique") or frame.get("length") or frame.get("closure"))
