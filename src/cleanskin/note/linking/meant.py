"""Which of the lesions told before "all", "each" and "both" do not mean."""

from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.techniques import DESTRUCTIVE

_PLACE: Final = frozenset({"site", "size_role", "negated_trigger", "mohs", "past_condition"})
"""Slots that tell of no finding of today."""

_OPEN_ACTS: Final = frozenset({"treat", "remove"})


def is_done_otherwise(one: Frame, frame: Frame) -> bool:
    """True for a lesion that was sampled or cut out where "each" tells of a destruction, or the other way round."""
    before, after = ({word.value for word in each.get("technique")} - _OPEN_ACTS for each in (one, frame))
    if not before or not after or before & after:
        return False
    return (before <= DESTRUCTIVE) != (after <= DESTRUCTIVE)


def is_only_looked_at(one: Frame) -> bool:
    """True for a place told without any finding: "scalp and perianal skin clear"."""
    if not set(one.slots) <= _PLACE or one.count is not None:
        return False
    return bool(one.get("mohs") or one.get("past_condition")) or {section for section, _ in one.told_in} == {"exam"}
