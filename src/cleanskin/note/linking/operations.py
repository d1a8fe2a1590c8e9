"""The lesion that lines of an operation note are about: stages of a tumor, a flap or graft that closes what was cut."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from cleanskin.note.linking.frames import OF_SEVERAL, Frame
from cleanskin.note.linking.places import share_place
from cleanskin.note.mention import LIVE, Mention
from cleanskin.note.sentences import LABELED
from cleanskin.note.sought import Sought
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
    stage: Mention | None = None
    for one in told:
        words = {word.value: word for word in one.get("mohs")}
        if not one.get("site") or not is_cancer(one):
            continue
        stage = words.get("stage", stage)
        is_counted = {"stage", "block"} <= words.keys()
        if stage is None or not (is_counted or ("mohs" not in one.pieces[0].text.lower() and tells_stages(one))):
            continue
        one.add("technique", [stage._replace(kind="technique", value="mohs", attributes=())])


_FEW: Final = r"(?:a single|one|two|three|four|five|[1-7])"
_CLEARED_IN: Final = re.compile(
    rf"\w+\s+(?:(?:in|after|with|at|by)\s+)?(?:just |only )?{_FEW}"
    r"(?:\s(?:mohs )?(?:stages?|layers?)\b|\s?(?:[.,;)]|and\b|$))",
    re.IGNORECASE,
)
"""In how many stages a tumor was cleared: "clear in 2 stages", of another tumor of the note "clear in 1"."""
_COUNTED: Final = re.compile(rf"\b(?:took|needed|required|clear\w*)\s(?:\w+\s)?{_FEW}\s(?:mohs\s)?$", re.IGNORECASE)


def tells_stages(frame: Frame) -> bool:
    """True for what tells in how many stages a tumor was cleared."""
    told = [one for one in frame.get("mohs") if one.scope == "asserted"]
    text = frame.pieces[0].text if told else ""
    return any(one.value == "cleared" and _CLEARED_IN.match(text, one.start) for one in told) or any(
        one.value == "stage" and _COUNTED.search(text, max(0, one.start - _COUNTED_WITHIN), one.start) for one in told
    )


_COUNTED_WITHIN: Final = 32
"""Most characters before the word for stages in which it is told how many a tumor took."""


def tells_blocks(frame: Frame) -> bool:
    """True where "all" or "both" is said of blocks, not of tumors: "all 6 blocks mapped"."""
    return _ALL_BLOCKS.search(frame.pieces[0].text, frame.start, frame.end) is not None


_ALL_BLOCKS: Final = re.compile(
    r"\b(?:all|both) (?:(?:\d+|[a-z]+) )?(?:blo?c?ks?|bls|sections?|pieces|pcs|slides)\b", re.IGNORECASE
)


def retells(tumors: Sequence[Frame], frame: Frame) -> bool:
    """True for stages told once more from the first on, of none of several tumors that all have theirs."""
    if len(tumors) < 2 or frame.item or any("block" not in {word.value for word in one.get("mohs")} for one in tumors):
        return False
    return _FIRST_STAGE.search(frame.pieces[0].text, frame.start, frame.end) is not None


_FIRST_STAGE: Final = re.compile(r"\b(?:st|stages?|layers?)\.? ?(?:1|i)\b|\bfirst (?:stage|layer)", re.IGNORECASE)


def join_operation(told: list[Frame]) -> None:
    """Let the note's one lesion with a place that was cut out take what is told of the cutting without a place.

    A record of one operation names its lesion in the title and goes on without names: "Lesion 1.0 cm, 4 mm margin,
    excised", "the biopsy scar was 11 mm", "wound 2.0 cm, closed in layers".
    """
    if len(told) < 2:
        return
    parts = [one for one in told if _is_part_of_operation(one)]
    hosts = (
        [one for one in told if one.get("site") and not one.is_idle and _acts(one) & {"excision", "remove"}]
        if parts
        else []
    )
    if parts and not hosts and any(_acts(one) & _CUT for one in parts):
        hosts = [one for one in told if one.get("site") and not one.is_idle and _may_be_cut(one)]
    if len(hosts) != 1 or hosts[0].count not in (None, 1):
        return
    for one in parts:
        if one.start > hosts[0].start and _is_of_host(one, hosts[0]):
            if hosts[0].get("condition"):
                one.slots.pop("condition", None)
            one.keep("technique", [word for word in one.get("technique") if word.value != "cautery"])
            hosts[0].absorb(one)
            hosts[0].pieces.sort(key=lambda piece: piece.start)  # sizes count in the order in which they were told
            told.remove(one)


def _is_part_of_operation(one: Frame) -> bool:
    """True for sizes, margins or sutures without a place, of one lesion that is not called another."""
    if one.get("site") or one.count not in (None, 1) or "other" in one.references or one.is_idle:
        return False
    acts = _acts(one)
    if not acts <= {"excision", "remove", "biopsy", "cautery"} or not (acts or one.get("closure")):
        return False
    return bool(one.get("length") or one.get("closure"))


def _may_be_cut(one: Frame) -> bool:
    """True for a named lesion with its place of which at most an earlier biopsy is told."""
    return _acts(one) <= {"biopsy"} and not one.get("planned") and bool(one.get("condition"))


def _is_of_host(one: Frame, host: Frame) -> bool:
    """True when a part has no name of its own: a scar is what a biopsy left."""
    named = {word.value for word in one.get("condition") if word.scope in ("asserted", "uncertain")}
    held = {word.value for word in host.get("condition")}
    return named <= {"scar", "lump", "cyst"} | held or (is_cancer(one) and is_cancer(host))


def closed_by(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the lesion cut out right before, whose wound a flap or graft closes that names a place of its own.

    The cuts of a flap reach beyond the wound: "incised glabella to sidewall", "designed along the tragus".  So do the
    steps of any closure: "undermined on the preauricular side", "dog ear out below the ear".
    """
    if not frame.get("site") or not frame.tells_only(_CLOSING) or frame.points(OF_SEVERAL):
        return None
    is_step = _is_step(frame)
    is_flap = any(one.value.startswith(("flap", "graft")) for one in frame.get("closure"))
    if (not is_flap and not is_step) or _has_defect(frame):
        return None
    if any(_is_place_of(one, frame) for one in told) or not (is_step or _is_only_reached(frame)):
        return None
    cut = [one for one in told if _acts(one) & _CUT and one.get("site") and _item(frame) in one.told_in]
    if not cut or frame.sentence - cut[-1].last_sentence > _NEAR:
        return None
    if _is_closed(cut[-1]) and not is_step and not _is_flap_again(cut[-1], frame):
        return None
    return cut[-1]


def _is_flap_again(told: Frame, frame: Frame) -> bool:
    """True when "the flap" can only be the one named before: "chose bilobed flap.  Flap designed on the sidewall"."""
    named = {one.value for one in told.get("closure")}
    return all(one.value == "flap" for one in frame.get("closure")) and any(one.startswith("flap_") for one in named)


_STEPS: Final = frozenset({"dog_ears", "flap_incisions", "undermined", "extensive_undermining", "limited_undermining"})
_FROM_WOUND: Final = Sought(
    r"\b(?:(?:from|between)\s+(?:the\s+)?(?:wound|defect)\b[^.;\n]{0,24}|periosteum of|fascia of)\W+(?:the\s+)?$",
    re.IGNORECASE,
)


def _is_step(frame: Frame) -> bool:
    """True for a step of sewing a wound that names where it reached, and no length of the line."""
    if any(one.value not in _WEAK for one in frame.get("closure")):
        return False
    if any(one.value in _STEPS for one in frame.get("feature")):
        return True
    site = frame.get("site")[0]
    return _FROM_WOUND.search(frame.pieces[0].text, max(0, site.start - 60), site.start) is not None


_WEAK: Final = frozenset({"closed", "sutured"})


_NEAR: Final = 2
"""How many sentences a closure is at most behind what was last told of its wound."""


def is_cancer(frame: Frame) -> bool:
    """True for a lesion that the record calls a cancer."""
    named = frame.get("condition")
    return bool(named) and any(one.value in _cancers() and one.scope in LIVE for one in named)


@cache
def _cancers() -> frozenset[str]:
    """Return the conditions that are cancers."""
    return frozenset(value for value, row in table("condition").items() if row.get("behavior") in _CANCEROUS)


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
    return any(one.value not in (*_WEAK, "none") for one in frame.get("closure"))


def _is_place_of(told: Frame, frame: Frame) -> bool:
    return share_place(told.get("site"), frame.get("site"))
