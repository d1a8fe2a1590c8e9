"""What frames of one sentence share: counts of a heading or a total, a technique, a condition, a closure told once."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from cleanskin.note.linking.frames import Frame
from cleanskin.note.linking.places import contains, one_place
from cleanskin.note.mention import Mention

_FOR_APART = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)


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


_TOTAL_BEHIND = re.compile(
    r"[\s-]*(?:(?:separate|different|distinct|discrete|individual|total|in all|such)\s+)*"
    r"(?:lesions?|sites?|spots?|areas?|biops(?:y|ies)|specimens?|places?)\b(?!\s+(?:on|of|in|at|from)\b)",
    re.IGNORECASE,
)


def _is_total_behind(frames: Sequence[Frame]) -> bool:
    """True for a number behind a list of places that counts them: "nose, back and calf, three separate lesions"."""
    last = frames[-1]
    if len(frames) < 2 or last.count != len(frames) or not last.count_mentions:
        return False
    if not all(one.get("site") for one in frames) or any(one.count is not None for one in frames[:-1]):
        return False
    number = last.count_mentions[0]
    if any(one.start > number.start for one in last.get("site")):
        return False
    return _TOTAL_BEHIND.match(last.pieces[0].text, number.end) is not None


def without_totals(frames: list[Frame]) -> list[Frame]:
    """Take out a header or a total: a bare count that is the sum of the other frames' counts."""
    _leave_total_of_acts(frames)
    kept = _with_further_places(frames)
    for frame in list(kept[1:]):
        if _is_bare_count(frame) and frame.count == sum(one.count or 1 for one in kept if one is not frame):
            kept.remove(frame)
    head, rest = kept[0], kept[1:]
    if head.count is not None and rest and not head.count_is_vague:
        listed = list(takewhile(_is_only_a_place, rest))
        if listed and len(listed) < len(rest) and head.get("site") and head.count == len(listed) + 1:
            for one in (head, *listed):
                one.count = 1
            return kept
        if head.get("site") and head.get("condition") and _are_methods(rest) and head.count == _sum(rest):
            for one in rest:
                head.add("technique", one.get("technique"))
            return [head]
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
            and not any(_names_own(head, one) or _does_own(head, one) or _counts_apart(head, one) for one in rest)
        ):
            for one in kept:
                one.count = 1
        elif head.count > len(kept) and all(_only_adds_places(head, one) for one in rest):
            added = list(_worked_alike(rest))
            for one in added:
                head.absorb(one)
            return [head, *rest[len(added) :]]
        elif in_brackets := _in_its_brackets(head, rest):
            added = list(in_brackets)
            for one in added:
                head.absorb(one)
            return [head, *rest[len(added) :]]
    return kept


def _with_further_places(frames: Sequence[Frame]) -> list[Frame]:
    """Give the places behind a later number to what it counts: "nose biopsied; 5 AKs of scalp, ears"."""
    kept: list[Frame] = list(frames[:1])
    for frame in frames[1:]:
        before = kept[-1]
        is_place = set(frame.slots) == {"site"} and frame.count is None and frame.joint in _LISTING
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


_LISTING = frozenset({",", "and", "&", "+", "/"})


def _is_its_place(head: Frame, frame: Frame) -> bool:
    """True for "one from the crown": a number and a place inside the head's place, and nothing else of its own."""
    if frame.count is None or not (head.get("site") and frame.get("site")):
        return False
    if set(frame.slots) - {"site", "closure", "mohs", "size_role"}:
        return False
    if {(one.value, one.side) for one in head.get("site")} & {(one.value, one.side) for one in frame.get("site")}:
        return frame.get("site")[0].words.lower() != head.get("site")[0].words.lower()
    return any(
        one_place(whole.value, whole.side, part.value, part.side)
        for whole in head.get("site")
        for part in frame.get("site")
    )


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


def _is_counted_apart(frame: Frame) -> bool:
    """True for a place with a number of its own ("index finger x1")."""
    return any(one.value in ("times", "hash") for one in frame.count_mentions)


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


def _in_its_brackets(head: Frame, rest: Sequence[Frame]) -> Sequence[Frame]:
    """Return places listed in brackets behind a counted name, before another name: "6 AKs (ears, nose) and 3 SKs"."""
    listed = list(takewhile(lambda one: bool(one.pieces[0].depth) and _only_adds_places(head, one), rest))
    others = rest[len(listed) :]
    is_list = bool(listed) and bool(head.get("condition")) and (head.count or 0) > len(listed) + 1
    if not is_list or not others or not all(one.get("condition") for one in others):
        return ()
    return listed


def _worked_alike(frames: Sequence[Frame]) -> Sequence[Frame]:
    """Return the first frames up to one with another act: "toe and finger warts frozen and a mole shaved"."""
    before: set[str] = set()
    for at, one in enumerate(frames):
        acts = {word.value for word in one.get("technique")}
        if at and before and acts - _OPEN and acts.isdisjoint(before):
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
    if not head.get("condition") or not head.count_mentions:
        return True
    piece = next((one for one in head.pieces if head.count_mentions[0] in one.mentions), None)
    return piece is None or any(one in piece.mentions for one in head.get("condition"))


_OF_EACH = re.compile(r"\b(?:each|for all|all of them)\W*\Z", re.IGNORECASE)
_OF_ALL = re.compile(r"\W*(?:all|both|each)\b", re.IGNORECASE)


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


def _says_less(frame: Frame, neighbor: Frame) -> bool:
    """True when a frame has only the open word of the sentence's head for how it was done, and its neighbor more."""
    own, theirs = ({one.value for one in each.get("technique")} for each in (frame, neighbor))
    is_lent = all(one.start < frame.start for one in frame.get("technique"))
    return bool(own) and is_lent and own <= _OPEN and own < theirs


_OPEN = frozenset({"biopsy", "treat", "remove", "destruction"})
"""Words that leave open how it was done."""


def _are_its_parts(head: Frame, frames: Sequence[Frame]) -> bool:
    """True for frames that each tell a place, or each a number and how it was done ("4 biopsies: 2 shave, 2 punch")."""
    if all(one.get("site") for one in frames):
        return True
    return len(frames) > 1 and all(
        one.count is not None and one.get("technique") and set(one.named("condition")) <= set(head.named("condition"))
        for one in frames
    )


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
    return [
        one for one in told if not any(other.value != one.value and contains(one.value, other.value) for other in told)
    ]


def _counts_apart(head: Frame, frame: Frame) -> bool:
    """True when head and frame each tell a number and a place, and the places are apart: "two of A and one of B"."""
    if not frame.count_mentions or not frame.get("site"):
        return False
    piece = next((one for one in head.pieces if set(head.count_mentions) & set(one.mentions)), None)
    own = [one for one in piece.mentions if one.kind == "site"] if piece else []
    if piece and piece.joint == "(" and not own and frame.pieces[-1].joint == "(":
        own = list(head.get("site"))  # "right flank (2), left breast (1)"
    return bool(own) and not any(
        one_place(one.value, one.side, other.value, other.side) for one in own for other in exact_places(frame)
    )


def _does_own(head: Frame, frame: Frame) -> bool:
    """True when a frame tells another technique than the head's counted one: "three shave biopsies and one punch"."""
    counting = next((one for one in head.pieces if set(head.count_mentions) & set(one.mentions)), None)
    told = counting.mentions if counting else head.get("technique")
    before = {one.value for one in told if one.kind == "technique"} - _OPEN
    after = {one.value for one in frame.get("technique")} - _OPEN
    return bool(before and after) and before.isdisjoint(after)


def _is_bare_count(frame: Frame) -> bool:
    return frame.count is not None and not (frame.get("technique") or frame.get("condition") or frame.get("site"))


def share(frames: list[Frame]) -> None:
    """Let frames take from their neighbors what was said once: from the left, then from the right."""
    _share_sampling(frames)
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


_ONLY_CLOSING = frozenset({"site", "closure", "length", "feature", "mohs", "size_role"})


def _tumor_of(frame: Frame, before: Sequence[Frame]) -> Frame | None:
    """Return the tumor of Mohs surgery whose defect a frame closes: of its place, for a flap or graft the only one."""
    if not frame.get("closure") or set(frame.slots) - _ONLY_CLOSING or "other" in frame.references:
        return None
    tumors = [one for one in before if any(word.value == "mohs" for word in one.get("technique"))]
    if len(before) > 1 and not tumors:
        tumors = [one for one in before if one.get("condition") and one.get("site")]
        if not any(word.value == "mohs" for one in before for word in one.get("technique")):
            return None
    waiting = [one for one in tumors if not one.get("closure")]
    same = [one for one in waiting if frame.get("site") and not _is_apart(frame, one)]
    if same:
        return same[-1]
    is_large = any(word.value.startswith(("flap", "graft")) for word in frame.get("closure"))
    return waiting[0] if is_large and len(tumors) == len(waiting) == 1 else None


def _is_apart(frame: Frame, other: Frame) -> bool:
    """True when no place of one is a place of the other."""
    return not any(
        one_place(one.value, one.side, each.value, each.side) for one in frame.get("site") for each in other.get("site")
    )


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


_FOR = re.compile(r"\bfor\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)


def _share_sampling(frames: Sequence[Frame]) -> None:
    """Let each of a list of biopsies be one: "three biopsies: arm shave, leg punch, scalp shave"."""
    told = [one for one in frames[0].get("technique") if one.value == "biopsy"]
    if not told or not _stands_before_colon(told[0], frames[0]):
        return
    for one in frames[1:]:
        if any(each.value in _HOW_SAMPLED for each in one.get("technique")):
            one.add("technique", told[:1])


_HOW_SAMPLED = frozenset({"shave", "snip", "excision"})
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
    is_another = "other" in frame.references and not is_of_head
    if own is None and theirs is not None and not is_another and not is_total:
        subject = min((one.start for slot in ("condition", "lesion", "site") for one in neighbor.get(slot)), default=0)
        is_led = theirs.start < subject or _stands_before_colon(theirs, neighbor)
        if is_sibling or (is_led if from_left else theirs.start > subject):
            frame.add("technique", neighbor.get("technique"))
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


_SUBJECT = re.compile(r"\b(?:he|she|we|I|they|physician|doctor|surgeon)\s+(?:(?:then|also|only)\s+)?$", re.IGNORECASE)


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


_ARTICLE = re.compile(r"\band an? (?:[\w-]+ ){0,3}$", re.IGNORECASE)

_MORE = re.compile(
    r"[\s-]*(?:more|others?|with|by|via|using|additional|further|were|was|got|had|elsewhere|on|in|at|over|from"
    r"|of (?:them|these|which)|(?:[a-z]+ ){0,2}ones)\b",
    re.IGNORECASE,
)


_OF = re.compile(r"\s*(?:of|to|for|x|:|another|(?:the|all)\s+(?:other|remaining|rest\s+of\s+the))?\s*", re.IGNORECASE)


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
