"""What a note says was done likewise: the act told before, at another place, or one act at all places told before."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import POINTING, Frame
from cleanskin.note.linking.meant import waiting_for_act
from cleanskin.note.linking.places import one_place
from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_ALSO: Final = Sought(
    r"\b(?:also|likewise|similarly|same (?:manner|way|fashion|technique|steps?|procedure|process"
    r"|method|treatment)|in (?:like|similar) manner)\b",
    re.I,
)


_DITTO: Final = Sought(
    r"(?:[.:;,(\u2013\u2014-]|\bcm|\bmm)\s*(?:(?:the\s+)?same(?=\s*(?:[,.;)\n]|$|as\s|x\s?\d|again\b|thing\b|done\b|for\b|on\b|at\b|procedure\b"
    r"|technique\b|treatment\b|manner\b|steps\b))"
    r"|(?:(?:done|(?:\d|two|three|four) (?:cycles?|passes))\s+)?"
    r"as (?:above|before|(?:for|in|with) (?:#|no\.?\s?|site\s|lesion\s)?[A-D1-4]\b)|ditto\b|idem\b)",
    re.I,
)
"""What behind a place says that the act told before was done there too: "L hand 0.8 cm. Same, three cycles"."""


def _is_same_again(frame: Frame, text: str) -> bool:
    """True when a statement of its own, in the words of a place or right behind them, says that the same was done."""
    told = _DITTO.search(text, frame.start, min(len(text), frame.end + _DITTO_MAX))
    if told is None:
        return False
    return told.start() < frame.end or _ONLY_WORDS.fullmatch(text, frame.end, told.start()) is not None


_ONLY_WORDS: Final = re.compile(r"[\s.;:,]*(?:[a-z][a-z /]+)?", re.IGNORECASE)
"""What may stand between a place with its size and "same": the rest of the description."""


_SAME_FOR: Final = Sought(
    r"(?:^|[.;:,>(\n-]|\band|\bthe)\s*(?:same|ditto|idem)\s+(?:again\s+)?(?:(?:(?:was|were|is)\s+)?done\s+|treatment\s+"
    r"|procedure\s+|thing\s+)?(?:for|to|on|at|with)\s+(?:the\s+|his\s+|her\s+)?(?:\w+\s+){0,2}",
    re.I,
)
"""What before a lesion says that the act told before was done to it too: "Same for the BCC on the left chest"."""

_SAME_FOR_MAX: Final = 48


def _is_next_for_same(frame: Frame, text: str) -> bool:
    """True when the words that begin a frame, or stand right before it, say that the same was done to it."""
    first = max(0, frame.start - _SAME_FOR_MAX)
    return any(
        one.start() >= frame.start - 2 or one.end() >= frame.start for one in _SAME_FOR.finditer(text, first, frame.end)
    )


_DITTO_SAMPLE: Final = Sought(r"(?:[>:;,.\n-]|\band)\s*(?:ditto|same|likewise)\s+(?:bx|biops\w+)\b", re.I)
"""A biopsy taken as the one told before: "chest papule -> ditto bx"."""


def _is_sampled_alike(frame: Frame, before: Frame, text: str) -> bool:
    if {one.value for one in frame.get("technique")} != {"biopsy"}:
        return False
    if not {one.value for one in before.get("technique")} & {"tangential", "punch", "incisional", "shave"}:
        return False
    return _DITTO_SAMPLE.search(text, max(0, frame.start - 12), frame.end) is not None


def _waits_in_item(told: Sequence[Frame], frame: Frame) -> bool:
    """True when the frame's own item of a list names a lesion to which nothing is done yet: the act is done to it."""
    if not frame.item:
        return False
    own = [one for one in told if (frame.section, frame.item) in one.told_in and one.get("condition")]
    return any(not one.get("technique") and not one.is_idle for one in own)


_DITTO_MAX: Final = 24
"""Characters behind a place in which the words for the same act can stand."""


def _waits_for(told: Sequence[Frame], frame: Frame) -> bool:
    """True when a lesion with a name was told before at the frame's place, and nothing done to it yet."""
    return any(_is_waiting_at(one, (place.value, place.side)) for one in told for place in frame.get("site"))


_LIKEWISE: Final = re.compile(r"likewise|similarly|same|similar", re.I)


def may_repeat(text: str) -> bool:
    """False for a note that tells of nothing "also treated"."""
    return _ALSO.may_be_in(text) or _DITTO.may_be_in(text) or _SAME_FOR.may_be_in(text)


def repeat(told: Sequence[Frame], frames: Sequence[Frame], text: str) -> None:
    """Give "also treated" the technique that was told before."""
    before = next((one for one in reversed(told) if one.get("technique")), None)
    for frame in frames:
        words = frame.get("technique")
        is_open = before and words and all(one.value == "treat" for one in words)
        alike = before is not None and _ALSO.search(text, frame.start, frame.end)
        if before and words and _is_sampled_alike(frame, before, text):
            frame.add("technique", before.get("technique"))
            continue
        is_placed = frame.get("site") or (frame.item and frame.get("length"))
        is_again = before and not words and is_placed and not frame.is_idle
        if before and is_again and ((not alike and _is_same_again(frame, text)) or _is_next_for_same(frame, text)):
            frame.add("technique", before.get("technique"))
            if not frame.has_object and not _waits_for(told, frame) and not _waits_in_item(told, frame):
                _add_name(frame, before)
            continue
        is_rash = before and frame.get("eruption") and any(one.value in _CUT for one in before.get("technique"))
        if before and is_open and alike and not is_rash:
            frame.add("technique", [one for one in before.get("technique") if one.value != "treat"])
            if _LIKEWISE.search(alike[0]) and not frame.has_object and not _waits_in_item(told, frame):
                _add_name(frame, before)
        elif before and alike and not words and frame.get("site") and _LIKEWISE.search(alike[0]):
            frame.add("technique", before.get("technique"))
            if not frame.has_object:
                _add_name(frame, before)
        before = frame if frame.get("technique") else before


_CUT: Final = frozenset({"mohs", "excision"})
"""Acts that are done to no rash."""


def _add_name(frame: Frame, before: Frame) -> None:
    """Give a frame what the lesion told before is."""
    frame.add("condition", before.get("condition"))
    frame.add("feature", before.get("feature"))


_ONLY_PLACES: Final = frozenset({"site", "technique", "size_role", "mohs", "feature"})


def same_act_at(told: Sequence[Frame], frame: Frame) -> bool:
    """Give an act to the lesions at the places it names: "Cryo: hand/thumb all 5", and then "penis all 3".

    A place with a number alone takes the act that heads the list in the sentence before.
    """
    places = frame.get("site")
    if not places or frame.points(POINTING) or not (frame.tells_only(_ONLY_PLACES) or _names_several(frame)):
        return False
    acts = frame.get("technique")
    if not acts and frame.count is not None:
        heads = [one for one in told if one.last_sentence == frame.sentence - 1 and one.get("technique")]
        acts = [one for head in heads[-1:] for one in head.get("technique") if _heads_list(one, head)]
    if not acts:
        return False
    hosts = [_waiting_at(told, place) for place in places]
    found = list({id(one): one for each in hosts for one in each}.values())
    names = {one.value for one in frame.get("condition")}
    if names and any({one.value for one in each.get("condition")} not in (names, set()) for each in found):
        return False
    if not all(hosts) or (len(found) < 2 and frame.get("technique")):
        return False
    if frame.count not in (None, sum(one.count or 1 for one in found)):
        return False
    for one in found:
        one.absorb(frame.copy_of(("feature",)))
        one.add("technique", acts)
    return True


def _names_several(frame: Frame) -> bool:
    """True for an act on lesions at a place, named with no side and in the plural: "neck and axillary tags snipped"."""
    if not frame.get("technique") or not frame.tells_only(_ONLY_PLACES | {"condition", "lesion", "length"}):
        return False
    named = (*frame.get("condition"), *frame.get("lesion"))
    return all(_PLURAL.search(one.words) for one in named) and not any(one.side for one in frame.get("site"))


def _heads_list(act: Mention, frame: Frame) -> bool:
    """True for an act right before a colon."""
    text = frame.pieces[0].text
    return text[act.end : act.end + 2].strip().startswith(":")


def _waiting_at(told: Sequence[Frame], place: Mention) -> Sequence[Frame]:
    """Return the lesions that wait at a place: those told there by its own name and side rather than around it."""
    found = [one for one in told if _is_waiting_at(one, (place.value, place.side))]
    exact = [one for one in found if place.side and (place.value, place.side) in one.named("site")]
    return exact or found


def _is_waiting_at(told: Frame, place: tuple[str, str]) -> bool:
    """True for a lesion with a name at a place, of which nothing done is told yet."""
    if told.get("technique") or told.get("planned") or told.is_idle or not told.get("condition"):
        return False
    return any(one_place(one.value, one.side, *place) for one in told.get("site"))


_PLURAL: Final = re.compile(r"(?:[^su\W]s|oses|lomata|nevi|cysts)$", re.IGNORECASE)
"""The end of a name for several lesions."""


_ACT_ON_SEVERAL: Final = frozenset({"technique", "feature", "size_role", "condition", "lesion", "drug"})


def waiting_alike(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions of one name, told at several places, that an act without place or number is done to."""
    if not frame.get("technique") or not frame.tells_only(_ACT_ON_SEVERAL):
        return ()
    names = frame.get("condition")
    if not all(_PLURAL.search(one.words) for one in (*names, *frame.get("lesion"))):
        return ()
    told = waiting_for_act(told, frame) or told
    if names:
        told = [one for one in told if {word.value for word in one.get("condition")} == {one.value for one in names}]
    if (
        frame.count is not None
        or frame.references - {"one"}
        or all(one.value == "treat" for one in frame.get("technique"))
    ):
        return ()
    if frame.item.isalnum():
        own = [one for one in told if (frame.section, frame.item) in one.told_in]
        told = own if len(own) > 1 else told  # what is done is done to the item's own
    placed = [one for one in told if one.get("site")]
    if len(placed) < 2 or any(one.get("technique") for one in told):
        return ()
    named = {frozenset(word.value for word in one.get("condition")) for one in placed}
    return placed if len(named) == 1 and placed[0].get("condition") else ()
