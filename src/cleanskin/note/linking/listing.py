"""Lesions told in lists: a heading with its places, methods that share a total, a name for all that was treated."""

import re
from collections.abc import Sequence, Set
from typing import Final

from cleanskin.note.linking.conditions import GENERAL
from cleanskin.note.linking.frames import OF_ALL, SAME, Frame
from cleanskin.note.linking.places import one_place, share_place
from cleanskin.note.linking.totals import counts_other_side, is_share_by_method
from cleanskin.note.mention import Mention, Sentence
from cleanskin.note.sections import is_of_one_line
from cleanskin.note.sentences import LABELED
from cleanskin.note.sought import Sought

STORY: Final = frozenset({"hpi", "chief_complaint", "ros"})
"""Sections that tell how it came about; what was seen and done stands elsewhere."""

_POOLED: Final = frozenset(
    {"snip", "electrodesiccation", "cryosurgery", "curettage", "ligature", "chemical", "laser", "remove", "cautery"}
)
"""Techniques of which some may be used on lesions that are counted together."""


def live(told: Sequence[Frame]) -> Sequence[Frame]:
    """Return the lesions that stand not only in the story, when there are such."""
    return [one for one in told if any(section not in STORY for section, _ in one.told_in)] or told


def headed(told: list[Frame], frames: Sequence[Frame]) -> Sequence[Frame]:
    """Give places with their counts what was told before of all of them ("AKs frozen. Scalp 5, forehead 3").

    When the number told before is another than the sum, how many there were is open: the places add to it nothing.
    """
    if told and _are_places_of_name(told[-1], frames):
        name = told.pop()
        is_counted = any(one.count for one in frames)
        for one in frames:
            one.keep("condition", [])
            one.absorb(name.copy_of(name.slots))
            one.count = one.count or (1 if is_counted else None)
        told += frames
        return []
    counted = [one for one in frames if one.get("site") and one.count is not None]
    if len(counted) < 2 or any(one.get("condition") for one in frames):
        return frames
    head = next((one for one in reversed(told) if _is_name(one) and _may_head(one, counted, told[-1])), None)
    if head is not None and _are_treated(counted) and not head.get("condition"):
        head.count = None  # the list of what was treated rules: "2 new patches ... Treated: vertex 2, occiput 3"
    head = head or _name_of_item(told, counted[0])
    if head is None or (
        not head.get("condition") and any(one.get("technique") for one in counted) and not _are_treated(counted)
    ):
        return frames
    total = sum(one.count or 1 for one in counted)
    if _TODAY.search(counted[0].pieces[0].text, counted[0].start, counted[0].end):
        head.count = None  # "11 AKs in March. Today scalp 9, face 5"
    if head.count is not None and head.count != total:
        head.count, head.count_is_vague = None, True
        return [one for one in frames if one not in counted]
    if head in told:
        told.remove(head)
    for one in counted:
        one.absorb(head.copy_of([slot for slot in head.slots if slot != "site"]))
    return frames


_TODAY: Final = re.compile(r"\b(?:today|now)\b", re.IGNORECASE)
_DESCRIBED: Final = frozenset({"site", "lesion", "trigger", "size_role", "condition"})


def _are_places_of_name(head: Frame, frames: Sequence[Frame]) -> bool:
    """True for a list of places behind the name that alone heads their item: "1. AKs / Macules on A (2), B, C"."""
    if len(frames) < 2 or not head.item.isalnum() or set(head.slots) - {"condition", "trigger", "lesion"}:
        return False
    if head.count is not None or frames[0].section != head.section or frames[0].item not in ("", head.item):
        return False
    if any(set(one.slots) - _DESCRIBED for one in frames):
        return False
    return all(value in GENERAL or value == "keratosis" for one in frames for value, _ in one.named("condition"))


def _name_of_item(told: Sequence[Frame], place: Frame) -> Frame | None:
    """Take out the name that heads the item of a list of places from the lesion of the story that it was put to."""
    if not place.item.isalnum():
        return None
    for one in told:
        if one.last_sentence == place.sentence - 1 and one.sentence < one.last_sentence:
            named = [word for word in one.get("condition") if word.sentence == one.last_sentence]
            if named and (place.section, place.item) in one.told_in and named[0].section == place.section:
                head = one.copy_of(())
                head.slots["condition"] = named
                one.keep("condition", [word for word in one.get("condition") if word not in named])
                one.told_in.discard((place.section, place.item))
                return head
    return None


def next_place(told: Sequence[Frame], frames: Sequence[Frame]) -> None:
    """Give a place with its count on a line of its own what the line before tells ("AKs frozen: scalp 6", "ear 2")."""
    if len(frames) != 1 or not told:
        return
    frame, before = frames[0], told[-1]
    if frame.count is None or frame.references or set(frame.slots) - {"size_role"} != {"site"}:
        return
    if before.count is None or before.get("length") or not (before.get("site") and before.get("condition")):
        return
    same = share_place(before.get("site"), frame.get("site"))
    if not same and frame.sentence - before.last_sentence == 1:
        frame.absorb(before.copy_of([slot for slot in before.slots if slot != "site"]))


def _is_name(head: Frame) -> bool:
    """True for what names lesions, or an eruption whose patches are injected."""
    if head.get("condition"):
        return True
    return bool(head.get("eruption")) and any(one.value == "injection" for one in head.get("technique"))


def _are_treated(places: Sequence[Frame]) -> bool:
    return all({one.value for one in place.get("technique")} == {"treat"} for place in places)


def _may_head(head: Frame, places: Sequence[Frame], last: Frame) -> bool:
    """True for what names no place, or right before the list one that is among its places."""
    if not head.get("site") or (_are_treated(places) and not head.get("condition")):
        return True
    is_before = head is last or places[0].sentence - head.last_sentence <= 1
    if head.count is not None or head.get("length") or not is_before:
        return False
    return all(
        any(one_place(own.value, own.side, one.value, one.side) for frame in places for one in frame.get("site"))
        for own in head.get("site")
    )


def of_item(told: Sequence[Frame], fitting: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions told in the list item of a frame: of its section, or of any when the lesion has a name.

    A result under a number is of the lesion with that number, else of the lesion that was treated as so many-th.
    """
    if not frame.item:
        return ()
    if frame.section == "pathology" and frame.item.strip(LABELED).isalnum():
        return _reported(told, frame)
    if frame.item.startswith(LABELED):
        return [one for one in fitting if any(item == frame.item for _, item in one.told_in)]
    own = [one for one in fitting if (frame.section, frame.item) in one.told_in]
    if not own and frame.item.isalnum() and is_of_one_line(frame.section):
        own = [one for one in fitting if any(item == frame.item for _, item in one.told_in)]  # "Anesthesia: ..."
    if (
        not own
        and (frame.section == "procedure" or opens_line(frame))
        and frame.get("closure")
        and not frame.get("site")
    ):  # "Tumor 1 ...", then "Repair: 1) graft"
        own = [one for one in fitting if any(item == LABELED + frame.item for _, item in one.told_in)]
    return own


def opens_line(frame: Frame) -> bool:
    """True for a frame with nothing before it in its line but the mark of its item."""
    text = frame.pieces[0].text
    return len(text[text.rfind("\n", 0, frame.start) + 1 : frame.start].strip()) <= _MARK_MAX


_MARK_MAX: Final = 4
"""Most characters of the mark of an item: "(12)"."""


def answer_assessment(told: Sequence[Frame], frames: Sequence[Frame]) -> None:
    """Put an act of the plan to the item of the assessment with its number: "A: 1. AKs 2. SK back. P: 1. LN2"."""
    for one in frames:
        own = ("assessment", one.item)
        is_answer = one.section == "plan" and one.item.isalnum() and not (one.has_object or one.get("site"))
        if is_answer and any(own in each.told_in for each in told):
            one.section, one.told_in = "assessment", {own}


def is_other_item(told: Frame, frame: Frame) -> bool:
    """True when two findings are items of one list, or lesions with names of their own."""
    if frame.section == "pathology" or not frame.item or frame.item == "-":
        return False
    if frame.item.startswith(LABELED):
        own = {item for _, item in told.told_in if item.startswith(LABELED)}
        return bool(own) and frame.item not in own
    is_told = frame.get("lesion") or frame.get("length") or frame.get("condition") or frame.count
    if not (frame.get("site") or frame.count) or not is_told or frame.points(SAME):
        return False
    own = {item for section, item in told.told_in if section == frame.section and item.isalnum()}
    return bool(own) and frame.item not in own


_ENTRY_BEFORE: Final = re.compile(r"(?:\A|[.;\n]|^)[^.;:\n]{0,32}\Z")
_ENTRY_AFTER: Final = re.compile(r"[^.;:\n]{0,60}:(?!\d)")


def is_other_entry(told: Frame, frame: Frame) -> bool:
    """True for two entries of an assessment: each a name and, behind a colon, its plan."""
    if not told.slots.get("condition") or not frame.slots.get("condition"):
        return False
    before = {value for value, _ in told.named("condition")}
    return before.isdisjoint([value for value, _ in frame.named("condition")]) and _is_entry(told) and _is_entry(frame)


def _is_entry(frame: Frame) -> bool:
    named, text = frame.get("condition")[0], frame.pieces[0].text
    if _ENTRY_AFTER.match(text, named.end) is None:
        return False
    return _ENTRY_BEFORE.search(text, max(0, named.start - 40), named.start) is not None


_DEFINITE: Final = re.compile(
    r"\b(?:the|this|that|these|those|same|its?|said|above|his|her|each|all|both|remaining|residual)\s+(?:[\w.-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""What before a noun says that it is one that was spoken of before."""

_ONE_SIZE: Final = frozenset({"biopsy", "tangential", "punch", "incisional", "shave"})
"""Acts of which a length is the lesion's own size."""


_UNNAMED_ACTS: Final = frozenset({"treat", "remove"})
_TOLD_BEFORE: Final = SAME | OF_ALL


def is_done_to_another(told: Frame, frame: Frame) -> bool:
    """True when a further statement tells of an act on a finding that it brings in anew, at the same place or not.

    A line of a list with an act, what it was done to and where or how many is an entry of its own; in running text
    samples of two findings of different sizes are two.
    """
    if frame.sentence <= told.last_sentence or "technique" not in told.slots or "technique" not in frame.slots:
        return False
    if not (told.has_object and frame.has_object) or frame.points(_TOLD_BEFORE):
        return False
    acts = [{one.value for one in slot.get("technique")} - _UNNAMED_ACTS for slot in (told, frame)]
    if not (acts[0] and acts[1]):
        return False
    named = (frame.get("condition") or frame.get("lesion") or frame.get("wound"))[0]
    if told.section != frame.section or _DEFINITE.search(frame.pieces[0].text, max(0, named.start - 60), named.start):
        return False
    if frame.item == "-" and any(item == "-" for _, item in told.told_in):
        return bool(frame.get("site") or frame.count is not None)
    if not acts[0] | acts[1] <= _ONE_SIZE:
        return False
    before, after = ({one.amount for one in slot.get("length")} for slot in (told, frame))
    return bool(before and after and before.isdisjoint(after) and len(before) == len(after) == 1)


_LEFT_ALONE: Final = Sought(
    r"\b(?:(?:was|were|is|are)?not (?:treated|touched|biopsied|sampled|addressed|removed|excised|done)|observed?"
    r"|untreated|no (?:tx|treatment|biopsy|intervention)|scheduled for (?!today)"
    r"|will be (?:treated|scheduled|addressed)|deferred|left alone|watch(?:ed)?|monitor(?:ed)?|reassur\w+|looked at)\b",
    re.IGNORECASE,
)


def is_left_alone(frame: Frame, sentence: Sentence, text: str) -> bool:
    """True for a lesion that is only looked at or treated another day: what follows without a place is not of it."""
    slots = frame.slots
    is_told = slots.get("site") or (frame.count is not None and frame.has_object)
    if not is_told or slots.get("technique") or slots.get("closure"):
        return False
    return _LEFT_ALONE.search(text, sentence.start, sentence.end) is not None


def is_left_beside(told: Frame, frame: Frame) -> bool:
    """True for a number of lesions that were left alone, beside one that was worked on: "the other 6 not treated"."""
    return frame.is_idle and frame.count is not None and bool(told.get("technique"))


def is_told_again(told: Frame, frame: Frame) -> bool:
    """True when a section on the procedure tells in detail of the lesion and act that the story names."""
    words = told.get("technique")
    if "other" in frame.references or (frame.count or 1) > 1 or any(one.section == "procedure" for one in words):
        return False
    acts = {one.value for one in words}
    return bool(told.get("site")) and bool(acts & {one.value for one in frame.get("technique")})


def _reported(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    mark = frame.item.strip(LABELED).upper()
    own = [one for one in told if any(item.strip(LABELED).upper() == mark for _, item in one.told_in)]
    if own:
        return [one for one in own if one.get("technique")] or own
    treated = [one for one in told if one.get("technique")]
    place = int(mark) if mark.isdigit() else ord(mark[0]) - ord("A") + 1
    return treated[place - 1 : place]


def counts_places(told: list[Frame], frame: Frame) -> bool:
    """Let a number without a place count the lesions of places told together ("AKs of forehead and scalp. Treated: 7").

    Such places become one group with that number; False when it counts nothing of the kind.
    """
    if (frame.count or 0) < 2 or frame.get("site") or frame.get("condition") or frame.get("length") or not told:
        return False
    last = max(one.last_sentence for one in told if one.get("site")) if any(one.get("site") for one in told) else -9
    group = [one for one in told if one.last_sentence == last and one.get("site")]
    if len(group) < 2 or frame.sentence - last > 2 or (frame.count or 0) < len(group):
        return False
    named = {frozenset(word.value for word in one.get("condition")) for one in group}
    if len(named) != 1 or not group[0].get("condition") or any(one.count or one.get("length") for one in group):
        return False
    first, *rest = group
    for one in rest:
        first.absorb(one)
        told.remove(one)
    first.absorb(frame)
    first.count = frame.count
    return True


def is_by_methods(told: Sequence[Frame], frames: Sequence[Frame]) -> bool:
    """True when a sentence only divides the lesions told before by the method: "17 snipped, 5 desiccated"."""
    counted = [one for one in frames if one.count is not None]
    acts = {word.value for one in frames for word in one.get("technique")} if counted else set()
    if len(counted) == 1 and len(acts) > 1 and is_share_by_method(counted[0]):
        return True
    if len(counted) < 2 or len(told) < 1 or any(one.get("site") or one.get("condition") for one in frames):
        return False
    if not all({word.value for word in one.get("technique")} <= _POOLED and one.get("technique") for one in counted):
        return False
    lesions = live(told)
    if len(lesions) == 1 and lesions[0].count is None and set(lesions[0].slots) <= {"condition", "trigger", "lesion"}:
        lesions[0].count = sum(one.count or 0 for one in counted)  # "Skin tags.  Six snipped, five cauterized."
        return True
    total = sum(one.count or 1 for one in lesions)
    largest = max(counted, key=lambda one: one.count or 0)
    rest = [one for one in counted if one is not largest]
    return total in (sum(one.count or 1 for one in counted), largest.count) and (
        largest.count != total or sum(one.count or 1 for one in rest) == total
    )


def unnamed(told: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the treated lesions without a name that a name told after them is for, when they were treated alike."""
    if not frame.get("condition") or not _NAMED_ELSE.isdisjoint(frame.slots):
        return ()
    if not (frame.section == "assessment" or _is_diagnosis(frame)):
        return ()
    if len(places := [one for one in told if _is_counted_place(one)]) > 1:
        return places if frame.count in (None, sum(one.count or 0 for one in places)) else ()
    found = [one for one in told if one.get("technique") and not one.get("condition")]
    if frame.count not in (None, sum(one.count or 1 for one in found)) or any(one.get("condition") for one in told):
        return ()
    if not found:
        return ()
    shared = frozenset.intersection(*(frozenset(word.value for word in one.get("technique")) for one in found))
    return found if shared else ()


def _is_counted_place(frame: Frame) -> bool:
    """True for a place and its number, with no exact name, found at the examination: "scalp 5"."""
    if frame.count is None or frame.is_idle or not frame.get("site") or not frame.tells_only(_SEEN):
        return False
    return {one.value for one in frame.get("condition")} <= GENERAL


_SEEN: Final = frozenset({"site", "lesion", "condition", "trigger"})
_NAMED_ELSE: Final = frozenset({"site", "technique", "planned"})


_DX: Final = re.compile(r"\b(?:dx|diagnos[ei]s|assessment|impression|all|each)\b\W*$", re.IGNORECASE)


def _is_diagnosis(frame: Frame) -> bool:
    """True for a name told as the diagnosis: "Dx actinic keratoses"."""
    named = frame.get("condition")
    return bool(named) and _DX.search(frame.pieces[0].text, max(0, named[0].start - 16), named[0].start) is not None


def is_counted_whole(told: Frame) -> bool:
    """True for lesions of one name that were treated and counted wherever they are: "actinic keratoses: 9 frozen"."""
    return bool(told.count and told.get("technique") and told.get("condition")) and not told.get("site")


def narrow(host: Frame, frame: Frame) -> None:
    """Leave only the side worked on where both sides of a place were told: "both wrists ... the right wrist"."""
    is_of_one = frame.get("technique") or (frame.get("condition") and frame.get("length") and host.get("eruption"))
    if host.get("technique") or not is_of_one or not host.get("site"):
        return
    if host.count is None and frame.count is None and _has_share(frame):
        host.count_is_vague = False  # "0.1 cc to the chin" is one, whatever else is there
    kept = [one for one in host.get("site") if not (one.side == "bilateral" and _is_one_side(one, frame))]
    if frame.get("site") and {section for section, _ in host.told_in} == {"exam"}:
        kept = [one for one in kept if any(_is_at(one, place) for place in frame.get("site"))]
    if len(kept) < len(host.get("site")):
        host.keep("site", kept)
        if all(one.value == "both" for one in host.count_mentions):
            host.count, host.count_mentions = None, []


def is_done_at_other_side(told: Frame, frame: Frame) -> bool:
    """True when the same is done at the other side of the place where a lesion told before was treated."""
    if not told.get("technique") or not frame.get("technique"):
        return counts_other_side(told, frame)
    worked_in = {one.sentence for one in told.get("technique")}
    return bool(frame.get("site")) and all(
        side in _OTHER and _is_last_at(told, value, _OTHER[side], worked_in) for value, side in frame.named("site")
    )


def _is_last_at(told: Frame, value: str, side: str, worked_in: Set[int]) -> bool:
    """True when a place was told last with one side, in a sentence that tells what was done there."""
    named = [one for one in told.get("site") if one.value == value]
    last = max(named, key=lambda one: one.start, default=None)
    return last is not None and last.side == side and last.sentence in worked_in


_OTHER: Final = {"left": "right", "right": "left"}


def _is_one_side(whole: Mention, frame: Frame) -> bool:
    """True when a frame tells of work on one side of a pair of places, or on a part of it."""
    sided = [one for one in frame.get("site") if one.side in ("left", "right")]
    return any(one_place(whole.value, "", one.value, "") for one in sided)


def _is_at(one: Mention, place: Mention) -> bool:
    return one_place(one.value, one.side, place.value, place.side)


def _has_share(frame: Frame) -> bool:
    """True for an amount of a drug that went into one place."""
    return any(one.kind == "volume" for piece in frame.pieces for one in piece.mentions) and len(frame.get("site")) == 1


_SEVERAL: Final = re.compile(r"(?:s|i|ae|es)$", re.IGNORECASE)


_PLURAL: Final = re.compile(r"(?:[^isu']s|oses|nevi)$", re.IGNORECASE)
"""How the name of several lesions ends: keratoses, AKs, warts, not keratosis."""


def _is_one_described(told: Frame) -> bool:
    """True for one lesion of the examination that is told with its size: "chin 5 mm papule"."""
    words = told.get("lesion")
    if told.count not in (None, 1) or told.get("technique") or not (words and told.get("length") and told.get("site")):
        return False
    return not any(_SEVERAL.search(one.words) for one in words)


def is_single_beside(told: Frame, frame: Frame) -> bool:
    """True when a frame describes one lesion, or one item of a list, where several were counted before."""
    if (frame.count or 1) > 1 and frame.sentence != told.sentence and _is_one_described(told):
        return bool(frame.get("lesion")) and all(_SEVERAL.search(one.words) for one in frame.get("lesion"))
    if (told.count or 1) < 2 or frame.count is not None or frame.sentence == told.sentence:
        return False
    if frame.item and frame.get("site") and (frame.section, frame.item) not in told.told_in:
        return not any(_PLURAL.search(one.words) for one in frame.get("condition"))
    words = frame.get("lesion")
    is_told = bool(words and frame.get("length") and frame.get("site"))
    return is_told and not any(_SEVERAL.search(one.words) for one in words)


_OF_STAGE: Final = frozenset({"mohs", "technique", "length", "size_role", "lesion", "feature", "negated_pathology"})
_CUTTING: Final = frozenset({"excision", "remove", "curettage"})


def _is_by_stages(frame: Frame) -> bool:
    """True for Mohs surgery, and for a stage with its blocks before any act: what was done there is of the stage."""
    acts, words = frame.get("technique"), frame.get("mohs")
    if frame.is_mohs:
        return True
    stage = next((one.start for one in words if one.value == "stage"), None)
    return stage is not None and any(one.value == "block" for one in words) and all(one.start > stage for one in acts)


def without_act_of_stage(told: Sequence[Frame], frame: Frame) -> None:
    """Leave out how the tissue of a Mohs stage was cut: "Stage I: tissue excised with 2 mm margins, 4 sections".

    A bare "electrodesiccation" stanched its blood.
    """
    if "technique" not in frame.slots or not (_is_by_stages(frame) or any(_is_by_stages(one) for one in told)):
        return
    acts = {one.value for one in frame.get("technique")}
    if set(frame.slots) == {"technique"} and all(one.words.lower()[:6] == "electr" for one in frame.get("technique")):
        frame.slots.pop("technique")
    if not acts or not acts <= _CUTTING or not frame.tells_only(_OF_STAGE):
        return
    if any(one.value == "stage" for one in frame.get("mohs")):
        for slot in ("technique", "length", "feature"):
            frame.slots.pop(slot, None)


def is_sewn_otherwise(told: Frame, frame: Frame) -> bool:
    """True for two wounds of one place, each with its length and another class of closure."""
    if "wound" not in told.slots or "wound" not in frame.slots:
        return False
    if not (told.get("length") and frame.get("length")):
        return False
    before, after = ({word.value.removeprefix("bare_") for word in one.get("closure")} for one in (told, frame))
    return bool(before & _CLASSES and after & _CLASSES and not before & after)


_CLASSES: Final = frozenset({"simple", "intermediate", "complex"})
