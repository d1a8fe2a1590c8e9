"""What frames of one sentence share: a technique, a condition, a closure told once."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.places import share_place
from cleanskin.note.linking.totals import OPEN_WORDS
from cleanskin.note.mention import Mention


def _says_less(frame: Frame, neighbor: Frame) -> bool:
    """True when a frame has only the open word of the sentence's head for how it was done, and its neighbor more."""
    own, theirs = ({one.value for one in each.get("technique")} for each in (frame, neighbor))
    is_lent = all(one.start < frame.start for one in frame.get("technique"))
    is_again = frame.joint in ("and", "&", "+") and any(
        _AGAIN.search(frame.pieces[0].text, max(0, one.start - 16), one.start) for one in frame.get("technique")
    )  # "shaved a sample from the ear and another sample from the cheek"
    return bool(own) and (is_lent or is_again) and own <= OPEN_WORDS and own < theirs


_AGAIN: Final = re.compile(r"\banother (?:\w+ )?$", re.IGNORECASE)


def share(frames: list[Frame]) -> None:
    """Let frames take from their neighbors what was said once: from the left, then from the right."""
    _share_sampling(frames)
    _share_class(frames)
    for before, after in pairwise(frames):
        _take(after, before, from_left=True)
    _share_closure(frames)
    _share_reason(frames)
    for after, before in pairwise(reversed(frames)):
        _take(before, after, from_left=False)
    for before, after in pairwise(frames):
        _take(after, before, from_left=True)


def join_closures(frames: list[Frame]) -> list[Frame]:
    """Give closures told by place behind their tumors to these: "ear and hand, one stage each; ear grafted"."""
    kept: list[Frame] = []
    for frame in frames:
        host = _tumor_of(frame, kept)
        if host is None:
            kept.append(frame)
            continue
        if not frame.get("site") or _is_apart(frame, host):
            frame.slots.pop("site", None)
        host.absorb(frame)
    return kept


_ONLY_CLOSING: Final = frozenset({"site", "closure", "length", "feature", "mohs", "size_role"})


def _tumor_of(frame: Frame, before: Sequence[Frame]) -> Frame | None:
    """Return the tumor of Mohs surgery whose defect a frame closes: of its place, for a flap or graft the only one."""
    if not frame.get("closure") or set(frame.slots) - _ONLY_CLOSING or "other" in frame.references:
        return None
    tumors = [one for one in before if one.is_mohs]
    if len(before) > 1 and not tumors:
        return None
    waiting = [one for one in tumors if not one.get("closure")]
    same = [one for one in waiting if frame.get("site") and not _is_apart(frame, one)]
    if same:
        return same[-1]
    is_large = any(word.value.startswith(("flap", "graft")) for word in frame.get("closure"))
    return waiting[0] if is_large and len(tumors) == len(waiting) == 1 else None


def _is_apart(frame: Frame, other: Frame) -> bool:
    """True when no place of one is a place of the other."""
    return not share_place(frame.get("site"), other.get("site"))


_OF_ALL: Final = re.compile(r"\b(?:all|each|both|every one)\b(?:[^.;,\n]|,(?= all)){0,32}$", re.IGNORECASE)
_CLASSES: Final = frozenset({"simple", "intermediate", "complex"})


def _share_class(frames: Sequence[Frame]) -> None:
    """Give listed wounds the class told at the end for all: "closes a 2 cm cut and a 3 cm cut, all in one layer"."""
    last = frames[-1]
    told = [one for one in last.get("closure") if one.value in _CLASSES]
    if len(frames) < 2 or not told or not last.get("length") or last.get("technique"):
        return
    start = last.get("length")[-1].end
    if _OF_ALL.search(last.pieces[0].text, start, told[0].start) is None:
        return
    for one in frames[:-1]:
        is_open = all(each.value in ("closed", "sutured") for each in one.get("closure"))
        if is_open and one.get("length") and not one.get("technique"):
            one.add("closure", told)


def _share_closure(frames: Sequence[Frame]) -> None:
    """Let wounds that are listed take the closure told after the last of them: "cheek 2 cm and chin 1 cm simple"."""
    for before, after in reversed(list(pairwise(frames))):
        are_wounds = all(one.get("wound") or one.get("condition") for one in (before, after))
        is_open = not before.get("closure") and not before.get("technique") and not after.get("technique")
        if is_open and are_wounds and after.joint in ("and", ",", "&", "+") and before.get("length"):
            before.add("closure", after.get("closure"))
    for before, after in pairwise(frames):
        first = _first(before, "closure")
        are_wounds = all(one.get("wound") and not one.get("technique") for one in (before, after))
        is_led = first is not None and first.start < before.get("wound")[0].start if before.get("wound") else False
        told = [one for one in before.get("closure") if one.value == "closed"]
        if told and after.get("closure") and all("bare" in one.attributes for one in after.get("closure")):
            after.add("closure", told)  # "temple closed with 3 cm intermediate, cheek with 4 cm intermediate"
        if are_wounds and is_led and not after.get("closure") and after.joint in ("and", ",", "&", "+"):
            after.add("closure", before.get("closure"))


_FOR: Final = re.compile(r"\bfor\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)


def _share_sampling(frames: Sequence[Frame]) -> None:
    """Let each of a list of biopsies be one: "three biopsies: arm shave, leg punch, scalp shave"."""
    told = [one for one in frames[0].get("technique") if one.value == "biopsy"]
    if not told or not _stands_before_colon(told[0], frames[0]):
        return
    for one in frames[1:]:
        if any(each.value in _HOW_SAMPLED for each in one.get("technique")):
            one.add("technique", told[:1])


_HOW_SAMPLED: Final = frozenset({"shave", "snip", "excision"})
"""Ways of taking a sample that remove a lesion when nothing calls it a biopsy."""


def _share_reason(frames: Sequence[Frame]) -> None:
    """Let all frames take the condition that their sentence ends with: "1 on the cheek, 2 on the nose for warts"."""
    slot = "condition" if frames[-1].get("condition") else "eruption"
    named = frames[-1].get(slot)
    if not named or any(one.get("condition") or one.get("eruption") for one in frames[:-1]):
        return
    text = frames[-1].pieces[0].text if frames[-1].pieces else ""
    if _FOR.search(text[max(0, named[0].start - 24) : named[0].start]):
        for one in frames[:-1]:
            if one.get("site"):
                one.add(slot, named)


def was_done_then(frame: Frame) -> bool:
    """True for a lesion of which only earlier work is told: "leg BCC excised 5 days ago; today 4 AKs frozen"."""
    return any(
        one.kind == "technique" and one.scope == "historical" for piece in frame.pieces for one in piece.mentions
    )


def _take(frame: Frame, neighbor: Frame, *, from_left: bool) -> None:
    """Take a technique and a closure from a neighbor, and all it says when only the site tells the two apart."""
    if not frame.get("technique") and (frame.get("planned") or was_done_then(frame)):
        return
    if frame.get("eruption") and not from_left:
        return
    is_sibling = not frame.get("condition") and bool(frame.get("site")) and not frame.get("technique")
    own = _first(frame, "technique")
    if from_left and _says_less(frame, neighbor):
        frame.add("technique", neighbor.get("technique"))
    theirs = _first(neighbor, "technique")
    if theirs is not None and not from_left and _begins_clause(theirs, neighbor):
        return
    is_of_part = not neighbor.get("site") and _is_elliptic(neighbor)
    is_total = not from_left and is_of_part and (frame.count or 0) > (neighbor.count or 0)
    is_of_head = frame.count is not None and not frame.count_mentions  # "x2: vertex, and a separate site ..."
    is_another = "other" in frame.references and not is_of_head and not _goes_on(frame, neighbor)
    if own is None and theirs is not None and not is_another and not is_total:
        subject = min((one.start for slot in ("condition", "lesion", "site") for one in neighbor.get(slot)), default=0)
        is_led = theirs.start < subject or _stands_before_colon(theirs, neighbor)
        if is_sibling or (is_led if from_left else theirs.start > subject):
            frame.add("technique", neighbor.get("technique"))
            frame.add("feature", [one for one in neighbor.get("feature") if one.value == "intent_sample"])
    is_alike = own is None or {one.value for one in frame.get("technique")} == {
        one.value for one in neighbor.get("technique")
    }
    is_of_list = theirs is None and frame.count is not None and neighbor.count is not None
    if not is_sibling and from_left and _is_elliptic(frame):
        frame.add("condition", neighbor.get("condition"))
    if not from_left and _is_one_by_itself(neighbor):
        return
    if is_sibling or ((is_alike or is_of_list) and not frame.has_object and frame.get("site")):
        for slot in ("condition", "pathology", "suspicion", "closure", "planned", "lesion"):
            if not frame.get(slot):
                frame.add(slot, neighbor.get(slot))


def _goes_on(frame: Frame, neighbor: Frame) -> bool:
    """True for one more place of an act told of several or before a list: "biopsies of a papule of the arm and another
    of the leg", "Punch bx: plaque of the arm, a different plaque of the leg"."""
    acts, places = neighbor.get("technique"), frame.get("site")
    if not acts or not places or frame.joint not in _LISTED or acts[0].scope != "asserted":
        return False
    text = frame.pieces[0].text
    if _ENDS.match(text, max(one.end for one in places), frame.end) is None:
        return False
    return (
        _SEVERAL_ACTS.search(text, acts[0].start, acts[-1].end + 1) is not None
        or _OPENS_LIST.match(text, acts[-1].end) is not None
    )


_LISTED: Final = frozenset({"and", ",", "&", "+", ";", "/"})
_ENDS: Final = re.compile(
    r"[\s.,;:)]*(?:(?:each|both|all|also|too|as well|today|(?:are|were|was|is) (?:also )?(?:done|taken|performed"
    r"|obtained|sampled)|(?:done|taken|performed|obtained))\b[\s.,;:)]*)*\Z",
    re.IGNORECASE,
)
"""What may stand behind the last place of a list of what one act was done to."""
_SEVERAL_ACTS: Final = re.compile(r"\b(?:biopsies|bxs|punches|shaves|excisions|samples|removals)\b", re.IGNORECASE)
_OPENS_LIST: Final = re.compile(
    r"(?: (?:bx|biopsy|removal|excision))?(?: (?:today|done|x ?\d))?\s*(?::|[\u2013-] )", re.IGNORECASE
)

_SUBJECT: Final = re.compile(r"\b(?:he|she|we|I|they|physician|doctor|surgeon)\s+(?:(?:then|also|only)\s+)?$", re.I)


def _begins_clause(act: Mention, frame: Frame) -> bool:
    """True for a verb with its subject and its places behind it: "light on the scalp, and he froze 3 of the hand"."""
    text, places = frame.pieces[0].text, frame.get("site")
    if not places or any(one.start < act.start for one in places):
        return False
    return _SUBJECT.search(text, max(0, act.start - 24), act.start) is not None


def _is_one_by_itself(frame: Frame) -> bool:
    """True for one finding with its article and its place behind it: it is no name of other places."""
    named = frame.get("condition")
    if not named or not any(one.start > named[0].start for one in frame.get("site")):
        return False
    return _ARTICLE.search(frame.pieces[0].text, max(0, named[0].start - 40), named[0].start) is not None


_ARTICLE: Final = re.compile(r"\band an? (?:[\w-]+ ){0,3}$", re.IGNORECASE)


_MORE: Final = re.compile(
    r"[\s-]*(?:more|others?|with|by|via|using|additional|further|were|was|got|had|elsewhere|on|in|at|over|from"
    r"|of (?:them|these|which)|(?:[a-z]+ ){0,2}ones)\b",
    re.I,
)


_OF: Final = re.compile(r"\s*(?:of|to|for|x|:|another|(?:the|all)\s+(?:other|remaining|rest\s+of\s+the))?\s*", re.I)


def _is_elliptic(frame: Frame) -> bool:
    """True for a number that leaves out what it counts: "eight molluscum curetted, ten more treated with TCA"."""
    if frame.count is None or not frame.count_mentions:
        return False
    if any(one.start >= frame.start for slot in ("condition", "lesion", "wound") for one in frame.get(slot)):
        return False  # it names what it counts
    number = frame.count_mentions[0]
    if number.value == "times" or not frame.pieces:
        return False
    if _MORE.match(frame.pieces[0].text, number.end):
        return True
    text = frame.pieces[0].text
    return any(
        0 <= one.start - number.end <= 2 or (one.end <= number.start and _OF.fullmatch(text, one.end, number.start))
        for one in frame.get("technique")
    )


def _stands_before_colon(technique: Mention, frame: Frame) -> bool:
    """True for a technique that introduces a list: "treated with liquid nitrogen: ..."."""
    return any(one.joint == ":" and one.start >= technique.end for one in frame.pieces)


def _first(frame: Frame, slot: str) -> Mention | None:
    held = frame.get(slot)
    return held[0] if held else None
