"""Findings that a note only sees: what story and examination tell of several things is not the one that is operated.

A note on an operation may tell of acne, blisters or keratoses as well.  Their places, numbers and names are not of the
lesion that is cut out, whichever of the two is told first.
"""

import re
from collections.abc import Sequence, Set
from typing import Final

from cleanskin.note.linking.frames import OF_SEVERAL, Frame
from cleanskin.note.linking.listing import STORY, opens_line
from cleanskin.note.linking.operations import is_cancer
from cleanskin.note.samples import SAMPLES

_SEEN_IN: Final = STORY | {"exam"}
_LISTED_IN: Final = frozenset({"chief_complaint", "ros"})
"""Sections whose bare places are those of complaints."""

_MORE: Final = frozenset({"planned", "closure", "length", "wound", "past_condition", "drug", "suspicion"})
"""Slots of more than what is seen."""

_OPERATED: Final = frozenset({"excision", "mohs", "electrodesiccation", "curettage", "avulsion", "matrixectomy"})
_ON_ONE: Final = frozenset({"drainage", "evacuation", "puncture", "incisional", "shave", "debridement", "remove"})
"""Further acts that are done to one lesion at a time."""

_ON_ITSELF: Final = _ON_ONE | _OPERATED

_ON_MANY: Final = frozenset({"cryosurgery", "chemical", "injection", "snip", "laser", "treat", "paring", "expression"})
_OF_SURGERY: Final = frozenset({"stage", "block"})
_OF_WOUND: Final = frozenset({"margin", "excised", "closure_length", "undermining", "defect", "secondary_defect"})
_SINGLE: Final = frozenset({"epidermoid_cyst", "pilar_cyst", "lipoma", "cyst", "dysplastic_nevus", "lump"})
"""Growths of which a note speaks one by one."""

_COUNTED: Final = OF_SEVERAL | {"total"}
_PLURAL: Final = re.compile(r"(?:[^isu\W]s|oses|bsa|nevi)$", re.IGNORECASE)


def beside_operation(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions told before that a frame can be of: one that is operated is none of several only seen."""
    if not told:
        return told
    if _is_operated(frame):
        left: Sequence[Frame] = [one for one in told if not is_only_seen(one) or _shares_place(one, frame)]
        left = left if frame.get("site") else _cancers_first(left, frame)
        return left if not left or any(_may_be_operated(one) for one in left) else told
    if is_only_seen(frame) and frame.get("site"):
        return [one for one in told if not _is_operated(one) or _shares_place(one, frame)]
    if _is_of_single(frame):
        single = [one for one in told if not is_only_seen(one)]
        return single if any(one.get("site") or one.get("technique") for one in single) else told
    return told


def in_work(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions that work told without a name can be of: of no bare place, and sewn is only what was cut."""
    if not _NAMING.isdisjoint(frame.slots) or _OF_WORK.isdisjoint(frame.slots) or (frame.count or 1) > 1:
        return told
    own = [one for one in told if frame.item and (frame.section, frame.item) in one.told_in]
    acts = _acts(frame)
    objects = [one for one in told if one.count or _is_object(one, acts) or _heads(one, frame)]
    told = _with_own(objects, own) or told
    if acts or _STEPS.isdisjoint(frame.slots):
        return told
    return _with_own([one for one in told if _is_worked_on(one)], own) or told


def _with_own(found: Sequence[Frame], own: Sequence[Frame]) -> Sequence[Frame]:
    """Return what was found, with the lesions of an item of a list where none of them is found."""
    return found if any(one in found for one in own) else [*found, *own]


def _is_object(one: Frame, acts: Set[str]) -> bool:
    """True for what can be worked on: no bare place, unless a nail's digit, and no rash where one lesion is removed."""
    if not _OBJECTS.isdisjoint(one.slots):
        return True
    if acts & _ON_NAILS and any(word.value.startswith(_DIGITS) for word in one.get("site")):
        return True
    return bool(one.get("eruption")) and not (acts & _OPERATED or acts == {"shave"})


def _heads(one: Frame, frame: Frame) -> bool:
    """True for a place that is alone on the line right before: "Left forearm." and what was done there."""
    text = frame.pieces[0].text
    is_alone = bool(one.get("site")) and text[one.start : one.end].strip(" .:-") == one.get("site")[0].words
    return is_alone and opens_line(one) and text.count("\n", one.start, frame.start) == 1


def _is_worked_on(frame: Frame) -> bool:
    """True for what was done to a lesion, its wound or its size; that something "was treated" is said of all."""
    return not _DONE.isdisjoint(frame.slots) or _tells_stages(frame) or bool(_acts(frame) - {"treat"})


_ON_NAILS: Final = frozenset({"avulsion", "matrixectomy", "clipping"})
"""Acts on a nail, which its digit names."""
_DIGITS: Final = ("toe", "finger", "thumb")

_STEPS: Final = frozenset({"closure", "feature", "mohs", "wound"})
_DONE: Final = frozenset({"closure", "feature", "wound", "length", "planned"})
_NAMING: Final = frozenset({"site", "condition", "planned", "eruption"})
_OF_WORK: Final = _STEPS | {"technique", "length"}
_OBJECTS: Final = _OF_WORK | {"planned", "condition", "lesion"}


def is_place_in_passing(frame: Frame) -> bool:
    """True for a place alone in a statement on something else: "ointment to the elbows", not "Site: left elbow"."""
    if not frame.tells_only(_BARE_PLACE) or frame.count is not None or frame.references or not frame.pieces:
        return False
    told, text = frame.get("site"), frame.pieces[0].text
    rest = text[frame.start : told[0].start] + text[told[-1].end : frame.end]
    return ":" not in rest and len(_WORD.findall(rest)) > _WORDS_IN_FIELD


_BARE_PLACE: Final = frozenset({"site", "negated_trigger", "drug"})
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_WORDS_IN_FIELD: Final = 2
"""Most words beside a place that is told for itself: "Lateral left arm today"."""


def counts_others(told: Frame, frame: Frame) -> bool:
    """True for a number without a word of work behind a lesion that was worked on by itself: it counts others."""
    if (
        (frame.count or 1) < 2
        or told.count is not None
        or not told.get("site")
        or not _NUMBERED.isdisjoint(frame.slots)
    ):
        return False
    if frame.sentence == told.last_sentence or frame.references:
        return False
    return bool(_acts(told) & (_ON_ITSELF | SAMPLES))


_NUMBERED: Final = frozenset({"technique", "closure", "planned", "wound", "mohs", "pathology", "length"})
"""Slots of work, which the number beside them counts."""


def under(heading: Frame, frames: Sequence[Frame]) -> Sequence[Frame]:
    """Return the frames that stand under a heading: none of what is only seen under one that names an operation."""
    if not _acts(heading) & _OPERATED or heading.section in _SEEN_IN:
        return frames
    return [one for one in frames if one.section not in _SEEN_IN and not is_only_seen(one)]


def is_only_seen(frame: Frame) -> bool:
    """True for several findings, an eruption or bare places, and nothing done to them."""
    if any(one.value != "paring" for one in frame.get("technique")) or not _MORE.isdisjoint(frame.slots):
        return False
    if is_cancer(frame) or _tells_stages(frame):
        return False
    if any(one.value != "benign" or one.words.lower() != "benign" for one in frame.get("pathology")):
        return False  # what only looks benign has no result
    words = [one for slot in ("lesion", "condition") for one in frame.get(slot) if one.scope != "negated"]
    if any(one.value == "scar" for one in words):
        return False
    if (frame.count or 1) > 1 or any(_PLURAL.search(one.words) for one in words):
        return True
    if not _is_in(_SEEN_IN, frame) or not (frame.get("eruption") or frame.get("site")):
        return False
    told_of = frame.get("mohs") or frame.get("trigger")
    return bool(frame.get("eruption")) or (not words and bool(_is_in(_LISTED_IN, frame) or told_of))


def _is_operated(frame: Frame) -> bool:
    """True for what tells of one lesion that it is cut out, how its wound was closed, or a name of such a growth."""
    acts = _acts(frame)
    if (frame.count is not None and frame.count != 1) or frame.points(_COUNTED) or (acts and acts & _ON_MANY):
        return False
    if (acts and acts & _OPERATED) or frame.get("closure") or is_cancer(frame) or _tells_stages(frame):
        return True
    if frame.get("length") and any(one.value in _OF_WOUND for one in frame.get("size_role")):
        return True
    named = () if frame.section in _SEEN_IN else frame.get("condition")
    return any(one.value in _SINGLE and not _PLURAL.search(one.words) for one in named)


def _is_of_single(frame: Frame) -> bool:
    """True for what tells without a place of an act, a size or a wound that is of no number of findings."""
    if frame.get("site") or frame.get("condition") or (frame.points(OF_SEVERAL) and _acts(frame) & SAMPLES):
        return False
    acts = _acts(frame)
    if (frame.count is not None and frame.count != 1) or (acts and acts & _ON_MANY):
        return False
    if (acts and acts & _ON_ITSELF) or frame.get("closure") or frame.get("wound") or _tells_stages(frame):
        return True
    return bool(frame.get("length")) and bool(frame.section not in _SEEN_IN or frame.get("lesion"))


def _cancers_first(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions that an operation told without a place can be of: a cancer rather than what else was seen."""
    if frame.get("condition") or not any(is_cancer(one) and one.get("site") for one in told):
        return told
    more = _MORE | {"technique"}
    return [one for one in told if is_cancer(one) or not more.isdisjoint(one.slots) or not _is_in(_SEEN_IN, one)]


def _may_be_operated(frame: Frame) -> bool:
    """False for a lesion of which only a sample was taken."""
    return not _acts(frame) or not _acts(frame) <= SAMPLES


def _shares_place(one: Frame, other: Frame) -> bool:
    """True for one place by name and side; a cancer has none in common with what is only seen."""
    if is_cancer(one) or is_cancer(other):
        return False
    return any(
        value == of_other and (side == more or not side or not more)
        for value, side in one.named("site")
        for of_other, more in other.named("site")
    )


def _is_in(sections: Set[str], frame: Frame) -> bool:
    return all(section in sections for section, _ in frame.told_in)


def _acts(frame: Frame) -> set[str]:
    return {one.value for one in frame.get("technique")}


def _tells_stages(frame: Frame) -> bool:
    return any(one.value in _OF_SURGERY for one in frame.get("mohs"))
