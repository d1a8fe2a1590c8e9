"""Which of the lesions told before "all", "each" and "both" do not mean."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.techniques import DESTRUCTIVE

_PLACE: Final = frozenset({"site", "size_role", "negated_trigger", "mohs", "past_condition"})
"""Slots that tell of no finding of today."""

_OPEN_ACTS: Final = frozenset({"treat", "remove"})


def is_done_otherwise(one: Frame, frame: Frame) -> bool:
    """True for a lesion sampled or cut out where "each" tells of a destruction, the reverse, or kept for another."""
    before, after = ({word.value for word in each.get("technique")} - _OPEN_ACTS for each in (one, frame))
    kept = {word.value for word in one.get("planned")} - _OPEN_ACTS
    if not before and after and kept and any(word.sentence == one.sentence for word in one.get("planned")):
        return after.isdisjoint(kept)  # "nose BCC, sent for Mohs"
    if not before or not after or before & after:
        return False
    return (before <= DESTRUCTIVE) != (after <= DESTRUCTIVE)


def is_only_looked_at(one: Frame) -> bool:
    """True for a place told without any finding: "scalp and perianal skin clear"."""
    if not set(one.slots) <= _PLACE or one.count is not None:
        return False
    return bool(one.get("mohs") or one.get("past_condition")) or {section for section, _ in one.told_in} == {"exam"}


_SHARE_OF_EACH: Final = re.compile(
    r"\d\s?(?:ml|ccs?|mgs?|units?|u)\s*(?:(?:in(?:to)?|per|for|to)\s+)?(?:each|apiece)\b", re.IGNORECASE
)


def counts_its_own(frame: Frame, meant: Sequence[Frame]) -> bool:
    """True for a number of lesions with what each was given: the number rules, not what the examination lists.

    "3 lesions injected, 0.1 mL each" after an examination with eight papules and three cysts.
    """
    if frame.count is None or frame.count_is_vague or frame.count == sum(one.count or 1 for one in meant):
        return False
    return any(_SHARE_OF_EACH.search(piece.text, frame.start, frame.end) for piece in frame.pieces[:1])


def told_once_more(done: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the lesion worked on right before when the same act is but named again: "stabbed ... Simple I&D."."""
    if frame.has_object or (frame.count or 1) > 1 or "other" in frame.references:
        return None
    acts = {value for value, _ in frame.named("technique")} - _OPEN_ACTS
    near = [one for one in done if 0 <= frame.sentence - one.last_sentence <= 1]
    same = [one for one in near if acts and acts <= {value for value, _ in one.named("technique")}]
    if not same and len(done) > 1 and acts and acts <= _SAMPLES and not frame.get("site"):
        same = [one for one in done if acts <= {value for value, _ in one.named("technique")}]
    return same[-1] if len(same) == 1 else None


_SAMPLES: Final = frozenset({"punch", "tangential", "incisional"})
"""Ways of sampling: of two lesions sampled in two ways, what names one way once more tells of that lesion."""


def without_header(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return lesions without what only counts those told after it: "two moles. Lesion 1: ..., lesion 2: ...; both"."""
    for at, head in enumerate(told):
        if head.count is None or head.count != frame.count or head.get("site") or head.get("technique"):
            continue
        placed = [one for one in told[at + 1 :] if one.get("site") and not one.is_idle]
        if len(placed) > 1 and sum(one.count or 1 for one in placed) == head.count:
            return placed
    return told


def waiting_for_act(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions for which just this act was offered or planned before it was done, with all of their name."""
    acts = {one.value for one in frame.get("technique")}
    waiting = [one for one in told if not one.get("technique")]
    found = [one for one in waiting if acts & {word.value for word in one.get("planned")}]
    names = {value for one in found for value, _ in one.named("condition")}
    return [one for one in waiting if one in found or names & {value for value, _ in one.named("condition")}]


def unnamed_run(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the findings told without a name right before an act that names all of them.

    "Four gritty papules on the scalp.  There is one on the temple.  I froze all of these actinic keratoses."
    """
    unnamed = [one for one in told if one.get("technique") and not one.get("condition")]
    if unnamed and frame.get("suspicion"):
        return unnamed  # "both r/o SCC"
    if not (frame.get("condition") and frame.get("technique")) or frame.count is not None:
        return ()
    found: list[Frame] = []
    acts = {one.value for one in frame.get("technique")}
    last = frame.sentence
    for one in reversed(told):
        is_finding = bool(one.get("site")) and bool(one.count or one.get("lesion")) and not one.is_idle
        is_done = not {word.value for word in one.get("technique")} <= acts  # but "here for the freezing of the spots"
        if not is_finding or one.get("condition") or is_done or one.last_sentence < last - 1:
            break
        last = min(last, one.sentence)
        found.append(one)
    return found[::-1] if len(found) > 1 else ()
