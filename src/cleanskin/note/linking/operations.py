"""The lesion that lines of an operation note are about: stages of a tumor, a flap or graft that closes what was cut."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.places import one_place
from cleanskin.note.sentences import LABELED
from cleanskin.note.terms import table

_CANCEROUS: Final = frozenset({"malignant", "in_situ"})
_CUT: Final = frozenset({"mohs", "excision"})
_OF_SAMPLE: Final = frozenset({"biopsy", "punch", "tangential", "shave", "incisional", "treat", "remove", "cautery"})
_CLOSING: Final = frozenset(
    {"closure", "site", "feature", "length", "size_role", "mohs", "wound", "lesion", "negated_trigger", "trigger"}
)
"""What a line may tell that only says how a wound was closed."""


def tumors_of(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the tumors that stages may be of: of the line's own name, of Mohs surgery, else cancers with a place."""
    if frame.item.startswith(LABELED):
        own = [one for one in told if any(item == frame.item for _, item in one.told_in)]
        if own:
            return own
    elif frame.item.isalnum():
        own = [one for one in told if (frame.section, frame.item) in one.told_in and one.get("site") and is_cancer(one)]
        if own:
            return own
    operated = [one for one in told if _acts(one) & {"mohs"} or one.get("mohs")]
    return operated or [one for one in told if one.get("site") and is_cancer(one)]


def operate_by_stages(told: Sequence[Frame]) -> None:
    """Take a cancer whose stages are told with their blocks for one of Mohs surgery, where no other act is told."""
    if any(_acts(one) - _OF_SAMPLE for one in told):
        return
    for one in told:
        words = {word.value: word for word in one.get("mohs")}
        if {"stage", "block"} <= words.keys() and one.get("site") and is_cancer(one):
            stage = words["stage"]
            one.add("technique", [stage._replace(kind="technique", value="mohs", attributes=())])


def closed_by(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the lesion cut out right before, whose wound a flap or graft closes that names a place of its own.

    The cuts of a flap reach beyond the wound: "incised glabella to sidewall", "designed along the tragus".
    """
    if not frame.get("site") or not set(frame.slots) <= _CLOSING or frame.references & {"other", "both", "all"}:
        return None
    if not any(one.value.startswith(("flap", "graft")) for one in frame.get("closure")) or _has_defect(frame):
        return None
    if any(_is_place_of(one, frame) for one in told) or not _is_only_reached(frame):
        return None
    cut = [one for one in told if _acts(one) & _CUT and one.get("site") and (one.section, one.item) == _item(frame)]
    if not cut or frame.sentence - cut[-1].last_sentence > _NEAR or _is_closed(cut[-1]):
        return None
    return cut[-1]


_NEAR: Final = 2
"""How many sentences a closure is at most behind what was last told of its wound."""


def is_cancer(frame: Frame) -> bool:
    """True for a lesion that the record calls a cancer."""
    rows = table("condition")
    return any(
        rows.get(one.value, {}).get("behavior") in _CANCEROUS and one.scope in ("asserted", "uncertain")
        for one in frame.get("condition")
    )


_OWN_PLACE: Final = re.compile(
    r"\W*(?:(?:repair|closure|flap|graft|of|on|at|for|to|in|the|his|her|right|left|r|l)\W+)*", re.IGNORECASE
)
"""What stands between a flap and the place it is on."""


def _is_only_reached(frame: Frame) -> bool:
    """True when the place stands behind the flap, led by other words than those for where it is."""
    text, site = frame.pieces[0].text, frame.get("site")[0]
    flaps = [one for one in frame.get("closure") if one.value.startswith(("flap", "graft")) and one.end <= site.start]
    return bool(flaps) and _OWN_PLACE.fullmatch(text, flaps[-1].end, site.start) is None


def _acts(frame: Frame) -> set[str]:
    return {one.value for one in frame.get("technique")}


def _item(frame: Frame) -> tuple[str, str]:
    return frame.section, frame.item


def _has_defect(frame: Frame) -> bool:
    return any("mohs" in one.words.lower() for one in frame.get("wound"))


def _is_closed(frame: Frame) -> bool:
    return any(one.value not in ("closed", "sutured", "none") for one in frame.get("closure"))


def _is_place_of(told: Frame, frame: Frame) -> bool:
    return any(
        one_place(one.value, one.side, other.value, other.side)
        for one in told.get("site")
        for other in frame.get("site")
    )
