"""Numbers told with an act: which of the lesions told before they add up, and whose number they are if they do not.

"R cheek 2, ear 1 ... LN2 x3" is done to those three; "cantharidin to 21 lesions (2 left alone)" counts what was done,
whatever the examination found.
"""

import re
from collections.abc import Sequence, Set
from typing import Final

from cleanskin.note.linking.conditions import one_condition
from cleanskin.note.linking.frames import OF_ALL, Frame
from cleanskin.note.linking.listing import STORY, live
from cleanskin.note.linking.meant import without_header
from cleanskin.note.linking.places import one_place
from cleanskin.note.linking.techniques import DESTRUCTIVE
from cleanskin.note.samples import SAMPLES
from cleanskin.note.sought import Sought

_OPEN: Final = frozenset({"treat", "remove"})
COUNTED_ACTS: Final = DESTRUCTIVE | {"injection", "snip", "treat", "remove"}
"""Acts that are done alike to lesions counted together."""

_SENTENCES_BACK: Final = 3
"""How many sentences at most lie between a name and the act with its number."""


def is_counted_together(frame: Frame) -> bool:
    """True for an act with an exact number, of a kind that is done to many lesions alike."""
    if not frame.count or frame.count < 2 or frame.count_is_vague or not frame.get("technique"):
        return False
    is_of_spot = all(one.value == "laser" for one in frame.get("technique"))  # "10 mm spot, over all three areas"
    if (frame.get("length") and not is_of_spot) or frame.get("closure"):
        return False
    return all(one.value in COUNTED_ACTS for one in frame.get("technique"))


def summed(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions told last whose numbers add up to that of an act, when they are of one name."""
    if sampled := _sampled_as_told(told, frame):
        return sampled
    if not is_counted_together(frame):
        return ()
    run: list[Frame] = []
    total = 0
    is_of_all = frame.points(OF_ALL) and all(one.count is None for one in live(told))
    for one in reversed(live(told)):
        if one.is_idle:
            continue
        is_single = one.count is None and bool(one.get("length")) and is_of_all
        if (one.count is None and not is_single) or one.count_is_vague:
            if one.get("technique"):
                break
            continue
        if _is_of_another(one, frame) or any(_are_apart(one, other) for other in run):
            break
        run.append(one)
        total += one.count or 1
        if total >= (frame.count or 0):
            break
    is_sum = total == frame.count and len(run) > 1
    return run[::-1] if is_sum and all(_is_at(one, frame) for one in run) else ()


def _sampled_as_told(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions sampled one by one that a general name counts: "neoplasms of unspecified behavior x2"."""
    names = {value for value, _ in frame.named("condition")}
    if (frame.count or 0) < 2 or frame.get("site") or not names or not names <= _UNSPECIFIED:
        return ()
    if not {one.value for one in frame.get("technique")} <= SAMPLES or not (
        frame.get("technique") or frame.get("pathology")
    ):
        return ()
    found = [one for one in live(told) if one.get("site") and SAMPLES & {word.value for word in one.get("technique")}]
    return found if len(found) == frame.count and all(one.count in (None, 1) for one in found) else ()


_UNSPECIFIED: Final = frozenset({"neoplasm_unspecified", "neoplasm", "suspicious_lesion"})


def _is_at(one: Frame, frame: Frame) -> bool:
    """True for a lesion at one of the places that an act names, or at any when it names none."""
    places = frame.named("site")
    return not places or any(one_place(value, "", place, "") for value, _ in one.named("site") for place, _ in places)


def counted_as(frame: Frame, before: Sequence[Frame]) -> Sequence[Frame]:
    """Return the lesions told before whose numbers add up to that of a frame: those with a number, else all."""
    before = without_header(before, frame)
    counted = [one for one in live(before) if one.count is not None]
    is_one = len(counted) == 1 and "all" in frame.references and (frame.count or 0) > 1  # "LN2 to all six"
    if (is_one or len(counted) > 1) and frame.count == sum(one.count or 1 for one in counted):
        return counted
    return _summands(before) if is_sum(frame, before) else ()


def is_sum(frame: Frame, before: Sequence[Frame]) -> bool:
    """True for a number that adds up all that was told, each without a number as one."""
    return len(before) > 1 and frame.count == sum(one.count or 1 for one in _summands(before))


def _summands(told: Sequence[Frame]) -> Sequence[Frame]:
    """Return what a number may add up: no place of which nothing but complaints is told."""
    return [one for one in live(told) if one.count or set(one.slots) - _COMPLAINED or not one.get("negated_trigger")]


_COMPLAINED: Final = frozenset({"site", "trigger", "negated_trigger", "eruption"})


def is_total(frame: Frame, before: Sequence[Frame]) -> bool:
    """True for a bare count that adds up what was told."""
    if frame.count is None or frame.get("site") or frame.get("condition") or frame.get("technique"):
        return False
    return is_sum(frame, before) or _names_told(frame, before)


_DEFINITE: Final = re.compile(r"\b(?:the|these|those|all)\s+$", re.IGNORECASE)


def _names_told(frame: Frame, before: Sequence[Frame]) -> bool:
    """True for a number of lesions told before by the same noun: "4 patches ... across the four patches"."""
    if not frame.count_mentions or not frame.get("lesion"):
        return False
    number, nouns = frame.count_mentions[0], {one.words.lower() for one in frame.get("lesion")}
    if not _DEFINITE.search(frame.pieces[0].text, max(0, number.start - 8), number.start):
        return False
    told = [one for one in before if one.count == frame.count]
    return any(nouns & {word.words.lower() for word in one.get("lesion")} for one in told)


def is_another_place(first: Frame, second: Frame, *, of: Frame) -> bool:
    """True when two frames of one sentence, told `of` one place before, are of two: counted, measured, or named."""
    if not (first.get("site") and second.get("site")):
        return False
    if first.count is None or second.count is None:
        are_apart = not any(one_place(*each, *more) for each in first.named("site") for more in second.named("site"))
        slots = ("condition", "length") if of.count is None else ("condition",)
        return are_apart and any(first.get(slot) and second.get(slot) for slot in slots)
    places = [{(one.value, one.side, one.words.lower()) for one in frame.get("site")} for frame in (first, second)]
    return not places[0] & places[1]


def _is_of_another(one: Frame, frame: Frame) -> bool:
    """True for a lesion of another name than an act's, or to which another thing was done."""
    before, after = ({value for value, _ in each.named("technique")} - _OPEN for each in (one, frame))
    return bool(before and after and before.isdisjoint(after)) or _are_apart(one, frame)


def _are_apart(one: Frame, other: Frame) -> bool:
    """True for two names, none of which can mean what the other does."""
    names, others = ({value for value, _ in each.named("condition")} for each in (one, other))
    if not names or not others:
        return False
    return not any(one_condition(before, after) for before in names for after in others)


def name_part(told: Sequence[Frame], frame: Frame) -> bool:
    """Name what an act was done to when it is a part of the lesions found: "21 of them", "to 21 lesions" of 23."""
    if not is_counted_together(frame) or (frame.has_object and not frame.get("lesion")):
        return False
    if frame.get("site") or frame.get("condition"):
        return False
    found: list[Frame] = []
    for one in reversed(live(told)):
        if one.get("technique") or (one.count is not None and not one.get("condition")):
            break
        if one.count is None or one.is_idle:
            continue
        if any(_are_apart(one, other) for other in found):
            break
        found.append(one)
    if len(found) < 2 or sum(one.count or 1 for one in found) <= (frame.count or 0):
        return False
    for one in found[::-1]:
        frame.add("condition", one.get("condition"))
        frame.add("trigger", one.get("trigger"))
    frame.add("site", found[-1].get("site"))
    return True


def rule_by_act(host: Frame, frame: Frame) -> None:
    """Count what an act was done to as the act does: "all 9 patches injected", whatever was told of some of them."""
    if is_counted_together(frame) and frame.get("lesion") and host.count != frame.count:
        host.count, host.count_is_vague, host.count_mentions = frame.count, False, list(frame.count_mentions)


def without_story(told: Sequence[Frame], frame: Frame, places: Set[int]) -> Sequence[Frame]:
    """Return the lesions that one of a list of counted places can be: nothing that only the story tells."""
    if id(frame) not in places:
        return told
    return [
        one
        for one in told
        if one.count in (None, frame.count)
        and _is_found(one)
        and any(section not in STORY for section, _ in one.told_in)
    ]


_FOUND: Final = frozenset({"condition", "technique", "planned", "length"})


def _is_found(one: Frame) -> bool:
    """True for more than a complaint: named, measured, counted or worked on."""
    return one.count is not None or not _FOUND.isdisjoint(one.slots)


def take_name(told: list[Frame], run: Sequence[Frame], frame: Frame) -> None:
    """Give lesions that were only described the name that heads the statement of what was done to them."""
    if not frame.get("technique") or any(one.get("condition") for one in run):
        return
    acts = {value for value, _ in frame.named("technique")}
    for one in reversed(told):
        if frame.sentence - one.last_sentence > _SENTENCES_BACK or one in run:
            continue
        is_name = one.get("condition") and not one.get("site") and one.count is None and not one.is_idle
        if is_name and {value for value, _ in one.named("technique")} <= acts:
            for lesion in run:
                lesion.absorb(one.copy_of([slot for slot in one.slots if slot != "planned"]))
            told.remove(one)
            return


def counted_places(frames: Sequence[Frame]) -> frozenset[int]:
    """Return which frames of a sentence list places with their numbers, empty when fewer than two do."""
    placed = [one for one in frames if one.get("site") and one.count is not None]
    if len(placed) < 2:
        return frozenset()
    is_alike = len({one.named("technique") for one in placed}) == 1
    found = [id(one) for one in placed if is_alike or not one.get("technique")]
    return frozenset(found) if len(found) > 1 else frozenset()


_ONE_PIECE: Final = Sought(
    r"\b(?:in|as|with|through|by|under)\s(?:one|a single|the same|1)\s(?:\w+\s){0,2}?"
    r"(?:ellipse|excision|specimen|piece|fusiform|block|incision|wedge)\b"
    r"|\b(?:one|a single)\s(?:\w+\s)?(?:ellipse|excision|specimen|piece)\s"
    r"(?:for|around|holding|with|taking)\s(?:both|the two|all|them)\b",
    re.IGNORECASE,
)


def take_as_one(told: Sequence[Frame]) -> None:
    """Count lesions that were cut out in one piece as one excision: "two neighbouring BCCs in one ellipse" (BUN-4)."""
    for one in told:
        acts = {value for value, _ in one.named("technique")}
        if (one.count or 1) < 2 or not one.pieces or (acts and acts.isdisjoint(_CUT_OUT)):
            continue
        if _ONE_PIECE.search(one.pieces[0].text, one.start, one.pieces[-1].end):
            one.count, one.count_mentions = 1, []


_CUT_OUT: Final = frozenset({"excision", "remove"})
