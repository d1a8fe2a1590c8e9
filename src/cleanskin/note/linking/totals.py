"""Counts of a heading or a total: what they cover, so that nothing is counted twice, and where its parts lie."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.places import holds, share_place
from cleanskin.note.mention import Mention

_FOR_APART: Final = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)


def _leave_total_of_acts(frames: Sequence[Frame]) -> None:
    """Leave the number of lesions that the acts told before add up to: "shave and punch for two separate lesions"."""
    last = frames[-1]
    if _is_total_behind(frames):
        for one in frames:
            one.count = 1
        last.references = last.references - {"other"}  # "three separate lesions" are those just listed
        return
    if last.count != len(frames) or not last.count_mentions or not all(one.get("technique") for one in frames):
        return
    number, text = last.count_mentions[0], last.pieces[0].text
    if _FOR_APART.search(text, max(0, number.start - 12), number.start):
        last.count, last.count_mentions = None, []


_TOTAL_BEHIND: Final = re.compile(
    r"[\s-]*(?:(?:separate|different|distinct|discrete|individual|total|in all|such)\s+)*"
    r"(?:lesions?|sites?|spots?|areas?|biops(?:y|ies)|specimens?|places?)\b(?!\s+(?:on|of|in|at|from)\b)",
    re.IGNORECASE,
)


def _is_total_behind(frames: Sequence[Frame]) -> bool:
    """True for a number behind a list of places that counts them: "nose, back and calf, three separate lesions"."""
    last = frames[-1]
    if len(frames) < 2 or last.count != len(frames) or not last.count_mentions:
        return False
    if not all(one.get("site") for one in frames) or any(one.count not in (None, 1) for one in frames[:-1]):
        return False
    number = last.count_mentions[0]
    if any(one.start > number.start for one in last.get("site")):
        return False
    return _TOTAL_BEHIND.match(last.pieces[0].text, number.end) is not None


def without_totals(frames: list[Frame]) -> list[Frame]:
    """Take out a header or a total: a bare count that is the sum of the other frames' counts."""
    _leave_total_of_acts(frames)
    kept = _with_further_places(frames)
    _count_one_each(kept[1:])
    for frame in list(kept[1:]):
        if _is_bare_count(frame) and frame.count == sum(one.count or 1 for one in kept if one is not frame):
            kept.remove(frame)
    head, rest = kept[0], kept[1:]
    if head.count is not None and rest and not head.count_is_vague:
        if head.get("condition") and _sum(rest) < head.count and all(is_share_by_method(one) for one in rest):
            for one in rest:
                head.add("technique", one.get("technique"))
            return [head]
        listed = list(takewhile(_is_only_a_place, rest))
        if listed and len(listed) < len(rest) and head.get("site") and head.count == len(listed) + 1:
            for one in (head, *listed):
                one.count = 1
            return kept
        if head.get("site") and head.get("condition") and _are_methods(rest) and head.count == _sum(rest):
            for one in rest:
                head.add("technique", one.get("technique"))
            return [head]
        if _is_shared_out(head, rest):
            for one in rest:
                one.absorb(head.copy_of([slot for slot in head.slots if slot not in one.slots]))
            return rest
        if head.count == _sum(rest) and (all(_is_its_place(head, one) for one in rest) or _share_it_out(rest)):
            for one in rest:
                one.absorb(head.copy_of([slot for slot in head.slots if slot not in one.slots]))
            return rest
        counted = [one for one in rest if one.count is not None and one.get("site")]
        if not head.get("site") and 1 < len(counted) < len(rest) and head.count == _sum(counted):
            for one in counted:
                one.absorb(head.copy_of([slot for slot in head.slots if slot not in one.slots or slot == "technique"]))
            return rest
        if not head.get("site") and _are_its_parts(head, rest) and (head.count == _sum(rest) or _is_listed(head, rest)):
            for one in rest:
                one.absorb(head.copy_of([slot for slot in head.slots if slot not in one.slots or slot == "technique"]))
            return rest
        if (
            all(one.count in (None, 1) and not (head.get("site") and _is_counted_apart(one)) for one in rest)
            and head.count == len(kept)
            and not _is_in_brackets_behind_place(head)
            and not any(_names_own(head, one) or _does_own(head, one) or _counts_apart(head, one) for one in rest)
        ):
            for one in kept:
                one.count = 1
        elif head.count > len(kept) and all(_only_adds_places(head, one) for one in rest):
            added = list(_worked_alike(rest))
            for one in added:
                head.absorb(one)
            return [head, *rest[len(added) :]]
        elif added := _further_places(head, rest):
            for one in added:
                head.absorb(one)
            return [head, *rest[len(added) :]]
    return kept


def _with_further_places(frames: Sequence[Frame]) -> list[Frame]:
    """Give the places behind a later number to what it counts: "nose biopsied; 5 AKs of scalp, ears"."""
    kept: list[Frame] = list(frames[:1])
    for frame in frames[1:]:
        before = kept[-1]
        told = set(frame.slots) if before.get("technique") else set(frame.slots) - {"technique"}
        is_place = told == {"site"} and frame.count is None and frame.joint in _LISTING
        if (
            is_place
            and before is not kept[0]
            and (before.count or 0) > 1
            and not before.count_is_vague
            and before.get("site")
            and before.get("condition")
            and not before.get("length")
        ):
            before.absorb(frame)
        else:
            kept.append(frame)
    return kept


_LISTING: Final = frozenset({",", "and", "&", "+", "/"})


def _count_one_each(frames: Sequence[Frame]) -> None:
    """Let a later number of acts be one at each of as many places: "punch of the arm, 2 shaves, chest and leg"."""
    for at, head in enumerate(frames):
        listed = list(takewhile(lambda one: one.joint in _LISTING and _is_only_a_place(one), frames[at + 1 :]))
        is_told = head.get("technique") and head.get("site") and head.count_mentions and not head.count_is_vague
        if not listed or not is_told or head.count != len(listed) + 1:
            continue
        if head.count_mentions[0].start < head.get("site")[0].start:
            for one in (head, *listed):
                one.count = 1


def _is_its_place(head: Frame, frame: Frame) -> bool:
    """True for "one from the crown": a number and a place inside the head's place, and nothing else of its own."""
    if frame.count is None or not (head.get("site") and frame.get("site")):
        return False
    if set(frame.slots) - {"site", "closure", "mohs", "size_role"}:
        return False
    if {(one.value, one.side) for one in head.get("site")} & {(one.value, one.side) for one in frame.get("site")}:
        return frame.get("site")[0].words.lower() != head.get("site")[0].words.lower()
    return share_place(exact_places(head), frame.get("site"))  # "face: R cheek 2, nose 2": two of the cheek


def _share_it_out(rest: Sequence[Frame]) -> bool:
    """True for places with a number each in brackets behind their sum: "scalp 6 (frontal 4, nape 2)"."""
    return len(rest) > 1 and all(
        one.count is not None and one.pieces[0].depth > 0 and set(one.slots) <= {"site", "size_role"} for one in rest
    )


def _is_listed(head: Frame, rest: Sequence[Frame]) -> bool:
    """True for a number with a list of counted places behind a colon or in brackets, though its sum may be another."""
    if not head.count_mentions or len(rest) < 2:
        return False
    counted = all(one.count is not None and one.get("site") for one in rest)
    named = any(one.get("condition") or one.get("technique") for one in rest)
    return counted and not named and rest[0].joint in (":", "(")


def _is_shared_out(head: Frame, rest: Sequence[Frame]) -> bool:
    """True for places with a number each that add up to the one before them, one of them inside the head's own place.

    "Two vulvar plaques, one on the left labium and one on the perineum, are each punched": the act of all is told once.
    """
    if len(rest) < 2 or head.count != _sum(rest) or rest[0].joint not in (",", ":", "(", ";") or not head.get("site"):
        return False
    if not head.count_mentions or head.count_mentions[0].start > head.get("site")[0].start:
        return False
    acts = {(one.start, one.end) for frame in (head, rest[-1]) for one in frame.get("technique")}
    for one in rest:
        if not one.count_mentions or not one.get("site") or set(one.slots) - {"site", "size_role", "technique"}:
            return False
        if any((act.start, act.end) not in acts for act in one.get("technique")):
            return False
    is_led = any(one.start < rest[0].start for one in head.get("technique"))
    if is_led and any(one.start >= rest[0].start for one in rest[-1].get("technique")):
        return False
    return any(share_place(exact_places(head), one.get("site")) for one in rest)


def _is_counted_apart(frame: Frame) -> bool:
    """True for a place with a number of its own ("index finger x1")."""
    return any(one.value in ("times", "hash") for one in frame.count_mentions)


def _is_in_brackets_behind_place(head: Frame) -> bool:
    """True for "right thumb (3), left index finger": the number is of that place alone."""
    text = head.pieces[0].text if head.pieces else ""
    numbers, places = head.count_mentions, head.get("site")
    return any(text[place.end : number.start].strip() in ("(", "(x") for number in numbers for place in places)


def _is_only_a_place(frame: Frame) -> bool:
    """True for a frame that tells where one more of the lesions counted before is: "3 biopsies (neck, arm, thigh)"."""
    return bool(frame.get("site")) and frame.count is None and set(frame.slots) <= {"site", "length", "suspicion"}


def _only_adds_places(head: Frame, frame: Frame) -> bool:
    """True when a frame names one more place of the lesions that the head counts together, and nothing it said."""
    if frame.count is not None or frame.get("length") or _is_one_of_own(head, frame):
        return False
    said = (set(frame.slots) - {"site"}) & set(head.slots)
    return all(one in head.get(slot) for slot in said for one in frame.get(slot))


def _is_one_of_own(head: Frame, frame: Frame) -> bool:
    """True for one lesion with a name of its own beside a number of others: "3 shaft lesions and the thumb wart"."""
    if head.get("condition") or frame.joint not in ("and", "&", "+") or not frame.get("site"):
        return False
    return any(not one.words.lower().endswith("s") for one in frame.get("condition"))


def _further_places(head: Frame, rest: Sequence[Frame]) -> list[Frame]:
    """Return the places listed behind a counted name, before another name: "6 AKs of ears, nose and 3 SKs"."""
    listed = list(takewhile(lambda one: _lists_place(one) and _only_adds_places(head, one), rest))
    others = rest[len(listed) :]
    is_list = bool(listed) and bool(head.get("condition")) and (head.count or 0) > len(listed) + 1
    if not is_list or not others:
        return []
    return listed if all(one.get("condition") for one in others) or _counts_anew(head, others[0]) else []


def _counts_anew(head: Frame, frame: Frame) -> bool:
    """True when both numbers stand before the places they count: "11 AKs frozen face/ears, 2 curetted L hand"."""
    return all(
        one.count_mentions and one.get("site") and one.count_mentions[0].start < one.get("site")[0].start
        for one in (head, frame)
    )


def _lists_place(frame: Frame) -> bool:
    """True for a place in brackets, or one joined to a place before it."""
    return bool(frame.pieces[0].depth) or (frame.joint in _LISTING and _is_only_a_place(frame))


def _worked_alike(frames: Sequence[Frame]) -> Sequence[Frame]:
    """Return the first frames up to one with another act: "toe and finger warts frozen and a mole shaved"."""
    before: set[str] = set()
    for at, one in enumerate(frames):
        acts = {word.value for word in one.get("technique")}
        if at and before and acts - OPEN_WORDS and acts.isdisjoint(before):
            return frames[:at]
        before |= acts
    return frames


def _sum(frames: Sequence[Frame]) -> int:
    return sum(one.count or 1 for one in frames)


def _names_own(head: Frame, frame: Frame) -> bool:
    """True when a frame names a condition that the head's count does not cover.

    "Two removals: nevus of the scalp, nevus of the thigh" counts both; "two warts and a nevus" does not.
    """
    if not frame.get("condition") or _is_said_of_all(frame):
        return False
    is_listed = frame.pieces[0].depth and head.get("site") and head.count_mentions
    if is_listed and head.count_mentions[0].start < head.get("site")[0].start:
        return not set(frame.named("condition")) <= set(head.named("condition"))  # "two BCCs (BCC, back; BCC, arm)"
    if not head.get("condition") or not head.count_mentions:
        return True
    piece = next((one for one in head.pieces if head.count_mentions[0] in one.mentions), None)
    return piece is None or any(one in piece.mentions for one in head.get("condition"))


_OF_EACH: Final = re.compile(r"\b(?:each|for all|all of them)\W*\Z", re.IGNORECASE)


_OF_ALL: Final = re.compile(r"\W*(?:all|both|each)\b", re.IGNORECASE)


def _is_said_of_all(frame: Frame) -> bool:
    """True for what is suspected of all that was listed: "arm, leg and back, all r/o BCC"."""
    named = frame.get("condition")
    if any(one.scope != "uncertain" for one in named):
        return False
    pieces = [piece for piece in frame.pieces if any(one in piece.mentions for one in named)]
    return bool(pieces) and all(
        _OF_ALL.match(piece.text, piece.start) or _OF_EACH.search(piece.text, piece.start, piece.end)
        for piece in pieces
    )


OPEN_WORDS: Final = frozenset({"biopsy", "treat", "remove", "destruction"})
"""Words that leave open how it was done."""


def _are_its_parts(head: Frame, frames: Sequence[Frame]) -> bool:
    """True for frames that each tell a place, or each a number and how it was done ("4 biopsies: 2 shave, 2 punch")."""
    if all(one.get("site") for one in frames):
        return True
    return len(frames) > 1 and all(
        one.count is not None and one.get("technique") and set(one.named("condition")) <= set(head.named("condition"))
        for one in frames
    )


_OF_THESE: Final = re.compile(r"\b(?:most|majority|rest|bulk)\b|\b(?:the|those|these) [^.;,]{1,30} ones\b", re.I)


def is_share_by_method(frame: Frame) -> bool:
    """True for how some of the lesions told before were treated: "cautery for the 6 tiny ones"."""
    if not frame.count_mentions or not frame.get("technique") or frame.get("site") or frame.get("condition"):
        return False
    return _OF_THESE.search(frame.pieces[0].text, frame.pieces[0].start, frame.end) is not None


def _are_methods(frames: Sequence[Frame]) -> bool:
    """True for frames that each tell a number and how it was done, and no place: "18 by scissors, 8 by cautery"."""
    return len(frames) > 1 and all(
        one.count is not None and one.get("technique") and not (one.get("site") or one.get("condition"))
        for one in frames
    )


def exact_places(frame: Frame) -> Sequence[Mention]:
    """Return the places of a frame without those in which another lies: "second toenail of the left foot"."""
    told = frame.get("site")
    if len(told) < 2:
        return told
    return [one for one in told if not any(holds(one.value, other.value) for other in told)]


_SIDES: Final = frozenset({"left", "right"})


def counts_other_side(told: Frame, frame: Frame) -> bool:
    """True for a number at the other side of a pair of places named before: "hands: R hand 3 AKs, L hand 2 AKs"."""
    if told.count is None or frame.count is None or frame.get("technique"):
        return False
    sides = [{one.side for one in each.get("site")} & _SIDES for each in (told, frame)]
    return len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1]


def names_digit_under(told: Frame, frame: Frame) -> bool:
    """True when a frame names a finger or a toe, where nails or digits in general were told before."""
    is_general = any(one.value in _GENERAL_DIGITS for one in told.get("site"))
    return is_general and any(one.value.startswith(_DIGITS) for one in frame.get("site"))


_GENERAL_DIGITS: Final = frozenset({"toe", "toenail", "finger", "fingernail"})
_DIGITS: Final = ("toe_", "toenail_", "finger_", "fingernail_", "thumb")


def _counts_apart(head: Frame, frame: Frame) -> bool:
    """True when head and frame each tell a number and a place, and the places are apart: "two of A and one of B"."""
    if not frame.count_mentions or not frame.get("site"):
        return False
    piece = next((one for one in head.pieces if set(head.count_mentions) & set(one.mentions)), None)
    own = [one for one in piece.mentions if one.kind == "site"] if piece else []
    return bool(own) and not share_place(own, exact_places(frame))


def _does_own(head: Frame, frame: Frame) -> bool:
    """True when a frame tells another technique than the head's counted one: "three shave biopsies and one punch"."""
    counting = next((one for one in head.pieces if set(head.count_mentions) & set(one.mentions)), None)
    told = counting.mentions if counting else head.get("technique")
    before = {one.value for one in told if one.kind == "technique"} - OPEN_WORDS
    after = {one.value for one in frame.get("technique")} - OPEN_WORDS
    return bool(before and after) and before.isdisjoint(after)


def _is_bare_count(frame: Frame) -> bool:
    return frame.count is not None and not (frame.get("technique") or frame.get("condition") or frame.get("site"))
