"""What stays when the whole note is read: headings and counts that other lines spell out are no lesions of their own.

"PROCEDURE: shave biopsy x2" above two biopsies, "two moles of the trunk" above each of them, "Mohs surgery" above the
tumor's own lines: they give to those what they alone say, and vanish.
"""

import re
from collections.abc import Sequence, Set
from typing import Final

from cleanskin.note.linking.conditions import GENERAL, VASCULAR
from cleanskin.note.linking.frames import SOME, Frame
from cleanskin.note.linking.operations import join_operation, operate_by_stages, tells_stages
from cleanskin.note.linking.places import share_place
from cleanskin.note.linking.techniques import DESTRUCTIVE, SAMPLING
from cleanskin.note.linking.totals import exact_places
from cleanskin.note.mention import Mention
from cleanskin.note.sentences import LABELED

_SAMPLES: Final = frozenset({*SAMPLING, "biopsy", "shave"})
_SHARED: Final = ("condition", "trigger", "pathology", "suspicion", "signal", "past_trigger")
"""What a heading says of all the lesions under it."""


def settle(told: list[Frame]) -> None:
    """Take out headings and bare acts, after giving what they say to the lesions they are about."""
    _title(told)
    _operate(told)
    operate_by_stages(told)
    _stage(told)
    _soothe_nails(told)
    _spell_out(told)
    _name_open_acts(told)
    _some_of(told)
    _parts_of_stain(told)
    _locate_acts(told)
    join_operation(told)
    _place_acts(told)
    _name_the_rest(told)


_FIRST_SENTENCES: Final = 2
"""How many sentences at the start may be the note's title."""


_OTHERS_DEFECT: Final = re.compile(
    r"\b(?:elsewhere|outside|another|other|referr\w+|dr|doctor|colleague|partner|plastics?|yesterday|ago|previous\w*"
    r"|earlier|same surgeon|only the (?:repair|reconstruction|closure))\b|\blast (?:week|month)\b",
    re.IGNORECASE,
)
"""What in a note says that a Mohs defect may be another's, or of another day."""


def _operate(told: Sequence[Frame]) -> None:
    """Take a Mohs defect whose stages and blocks are told for Mohs surgery of today: "cleared in 1 stage, 2 blocks"."""
    for one in told:
        wound = next((word for word in one.get("wound") if "mohs" in word.words.lower()), None)
        stages = {word.value for word in one.get("mohs")}
        acts = {word.value for word in one.get("technique")}
        if wound is None or "stage" not in stages or acts or not one.get("condition"):
            continue
        text = one.pieces[0].text
        if not _OTHERS_DEFECT.search(text):
            one.add("technique", [wound._replace(kind="technique", value="mohs", attributes=())])


def _title(told: list[Frame]) -> None:
    """Let what a note's title calls biopsies be biopsies in each of its lines ("Biopsy note. A: ... Method: shave")."""
    words = [
        word
        for one in told
        for word in one.get("technique")
        if word.value == "biopsy" and word.sentence < _FIRST_SENTENCES and not word.section
    ]
    title = [word for word in words if all(s.sentence != word.sentence for one in told for s in one.get("site"))]
    for one in told if title else ():
        acts = {word.value for word in one.get("technique")}
        if acts and acts <= {"shave", "punch", "tangential", "incisional"}:
            one.add("technique", title[:1])


def _stage(told: list[Frame]) -> None:
    """Let every tumor with stages of its own be operated as the note's other tumor or its title says."""
    words = next((one.get("technique") for one in told if one.is_mohs), ())
    for one in told:
        acts = {word.value for word in one.get("technique")}
        if not words or not acts <= _CUT_IN_STAGES or not one.get("site"):
            continue
        told_of = {word.value for word in one.get("mohs")} & {"stage", "block"} if one.get("condition") else set()
        if len(told_of) > (len(acts) if acts <= {"biopsy"} else 1) or (
            not acts and tells_stages(one)
        ):  # a tumor with stages and blocks was operated; its biopsy was before
            one.slots["technique"] = [word for word in words if word.value == "mohs"]


_CUT_IN_STAGES: Final = frozenset({"biopsy", "excision", "remove"})
"""What else is said of a tumor that was taken in stages: "I excised, mapped and read every section of both"."""


def _soothe_nails(told: list[Frame]) -> None:
    """Let the granulation tissue of an ingrown nail be part of it: what is done to it is done to the nail."""
    nails = [one for one in told if any(word.value == "ingrown_nail" for word in one.get("condition"))]
    for one in told:
        if one.named("condition") == _RAW and any(word.value == "ingrown" for word in one.get("feature")):
            del one.slots["condition"]  # the nail's own: "hallux ingrown, granulation tissue, painful"
    for one in list(told) if len(nails) == 1 else ():
        own = {(word.value, word.side) for word in one.get("site")}
        if one.named("condition") == _RAW and own <= {(word.value, word.side) for word in nails[0].get("site")}:
            del one.slots["condition"]
            if {word.value for word in nails[0].get("technique")} - {"treat"}:
                one.slots.pop("technique", None)  # the tissue snipped beside a border that was taken
            nails[0].absorb(one)
            told.remove(one)


_RAW: Final = (("granulation_tissue", ""),)


def _spell_out(told: list[Frame]) -> None:
    """Take out what only counts lesions that other frames tell one by one."""
    for head in list(told):
        if head.count is None or head.count < 2 or head.get("length") or head.get("closure"):
            continue
        may_be = [one for one in told if one is not head and one.get("site")]
        each = [one for one in may_be if _is_told_of(one) or (head.get("technique") and _is_named_apart(one))]
        each = [one for one in each if _lies_in(one, head) and _is_like(one, head)]
        if len(each) == 1 and each[0].count and _are_told_together(head, each[0]):
            continue  # two places of one list: "vertex 3, left parietal 3"
        if any(one.count and one.start < head.start and _are_told_together(head, one) for one in each):
            continue  # "vertex x2, R parietal x3, hairline x1"
        if each and head.count == sum(one.count or 1 for one in each):
            for one in each:
                for slot in _SHARED:
                    if not one.get(slot) or slot == "trigger":
                        one.add(slot, head.get(slot))
                if {value for value, _ in one.named("technique")} <= _OPEN_ACTS and _is_named_apart(one):
                    one.add("technique", head.get("technique"))
                if not any(word.value in _CUT for word in head.get("technique")):
                    one.add("technique", [word for word in head.get("technique") if word.value == "biopsy"])
            told.remove(head)


def _are_told_together(one: Frame, other: Frame) -> bool:
    """True for numbers of one sentence."""
    sentences = {number.sentence for number in one.count_mentions}
    return one.sentence == other.sentence or any(number.sentence in sentences for number in other.count_mentions)


_CUT: Final = frozenset({"excision", "mohs"})
"""Acts beside which the biopsy that a heading names was of an earlier day."""

_REMOVING: Final = DESTRUCTIVE | {"snip", "ligature", "remove", "treat"}


_OPEN_ACTS: Final = frozenset({"treat", "remove"})
_COUNTED_ACTS: Final = frozenset({"snip", "cryosurgery", "injection", "chemical"})


def _name_open_acts(told: Sequence[Frame]) -> None:
    """Give counted places that were "treated" or "removed" the note's only act, and the only name it was done to."""
    done = [one for one in told if {value for value, _ in one.named("technique")} - _OPEN_ACTS]
    acts = {value for one in done for value, _ in one.named("technique")} - _OPEN_ACTS
    if len(acts) != 1 or not acts <= _COUNTED_ACTS:
        return
    names = {value for one in done for value, _ in one.named("condition")}
    for one in told:
        open_acts = {value for value, _ in one.named("technique")}
        if not open_acts or not open_acts <= _OPEN_ACTS or not one.count or not one.get("site") or len(names) != 1:
            continue
        is_own = any(word.sentence == one.sentence for word in one.get("technique"))
        if is_own and {value for value, _ in one.named("condition")} <= names:
            one.add("technique", [word for word in done[0].get("technique") if word.value in acts][:1])
            if not one.get("condition"):
                one.add("condition", next(each.get("condition")[:1] for each in done if each.get("condition")))


def _some_of(told: Sequence[Frame]) -> None:
    """Let a number treated take name and place of a larger number told before: "8 AKs counted. Three were frozen"."""
    for at, one in enumerate(told):
        done = {word.value for word in one.get("technique")}
        is_some = done <= _REMOVING or SOME in one.references
        if one.count is None or not done or not is_some or one.get("site") or one.has_object:
            continue
        heads = [
            head
            for head in told[:at]
            if (head.count or 0) > one.count and (head.get("condition") or head.get("lesion"))
        ]
        if len(heads) == 1 and not heads[0].get("technique"):
            for slot in ("site", *_SHARED):
                one.add(slot, heads[0].get(slot))


def _parts_of_stain(told: list[Frame]) -> None:
    """Let places with two sides be parts of the stain of vessels that was lasered: their areas are added."""
    stains = [one for one in told if any(word.value in VASCULAR for word in one.get("condition"))]
    if len(stains) != 1 or not any(word.value == "laser" for word in stains[0].get("technique")):
        return
    stain = stains[0]
    parts = [one for one in told if one is not stain and _is_measured_part(one)]
    if not parts or stain.get("length") or not all(_lies_in(one, stain) for one in parts):
        return
    for one in parts:
        for slot in ("condition", "technique", "feature", "trigger"):
            one.add(slot, stain.get(slot))
    told.remove(stain)


def _is_measured_part(one: Frame) -> bool:
    """True for a place of which only two sides or an area are told, and at most that it was treated."""
    if any("spot" not in word.words.lower() for word in one.get("lesion")) or one.get("condition"):
        return False
    if not one.get("site") or one.get("wound") or {word.value for word in one.get("technique")} - {"treat"}:
        return False
    return any(size.second is not None or size.kind == "area" for size in one.get("length"))


def _name_the_rest(told: list[Frame]) -> None:
    """Give counted places that were destroyed without a name the only name of what was treated before them."""
    names: set[str] = set()
    last: Sequence[Mention] = ()
    named = {word.value for one in told for word in one.get("condition") if word.scope == "asserted"}
    for one in told:
        done = {word.value for word in one.get("technique")}
        if one.get("condition") and (done or len(named) == 1):
            last = one.get("condition")
            names |= {word.value for word in last}
        is_open = done & _NAMED_TOGETHER and one.get("site") and one.count is not None and not one.get("eruption")
        if is_open and len(names) == 1 and not one.get("condition") and _is_general(one):
            one.add("condition", last)
    _name_behind(told, named)


def _name_behind(told: list[Frame], named: Set[str]) -> None:
    """Give places that were treated without a name the note's only name, told of no place, whose heading it then is."""
    heads = [one for one in told if one.get("condition") and not one.get("site")]
    if len(named) != 1 or len(heads) != 1 or heads[0].count is not None:
        return
    head = heads[0]
    acts = {value for value, _ in head.named("technique")}
    taken = False
    for one in told:
        done = {value for value, _ in one.named("technique")}
        if done & _NAMED_TOGETHER and one.get("site") and not one.get("condition") and _is_general(one):
            one.add("condition", head.get("condition"))
            taken = taken or acts <= done
    if taken:
        told.remove(head)


_NAMED_TOGETHER: Final = DESTRUCTIVE | {"snip", "ligature"}
"""Acts on several lesions that have one name."""

_GENERAL_NOUNS: Final = frozenset({"papules", "lesions", "spots", "sites", "areas", "growths", "bumps"})


def _is_general(frame: Frame) -> bool:
    """True when what was counted is called by nothing, or by a noun that fits any finding."""
    nouns = {one.words.lower() for one in frame.get("lesion")}
    return not frame.get("wound") and (not nouns or (nouns <= _GENERAL_NOUNS and (frame.count or 0) > 1))


def _is_told_of(frame: Frame) -> bool:
    """True for a lesion of which an act, or its size and closure, is told."""
    return bool(frame.get("technique") or (frame.get("length") and frame.get("closure")))


def _is_named_apart(frame: Frame) -> bool:
    """True for a lesion with a name of its own and a size: "Site 1: right lower back 13 mm"."""
    return bool(frame.get("length")) and any(item.startswith(LABELED) for _, item in frame.told_in)


def _lies_in(one: Frame, head: Frame) -> bool:
    return not head.get("site") or share_place(exact_places(head), one.get("site"))


def _is_like(one: Frame, head: Frame) -> bool:
    """True when a frame can be one of those that a heading counts: of no other condition, treated as it says."""
    own = {word.value for word in one.get("condition")}
    named = {word.value for word in head.get("condition")} - GENERAL
    if own and named and not own & named and not one.get("pathology"):
        return False
    return _agree(head, one)


def _agree(act: Frame, one: Frame) -> bool:
    """True when the techniques of two frames can be one act told twice."""
    words = {word.value for word in act.get("technique")} - {"treat", "remove"}
    own = {word.value for word in one.get("technique")} - {"treat", "remove"}
    is_cut = not own and "excision" in words and bool(one.get("length") and one.get("closure"))
    is_open = is_cut or (not own and _is_named_apart(one))
    return not words or is_open or bool(words & own) or bool(words & _SAMPLES and own & _SAMPLES)


def _locate_acts(told: list[Frame]) -> None:
    """Give an act on a named lesion without a place to the only lesion that the examination describes with its size."""
    unplaced = [one for one in told if _is_unplaced(one)]
    seen = [one for one in told if _is_described(one)]
    if len(unplaced) != 1 or len(seen) != 1:
        return
    act, found = unplaced[0], seen[0]
    named = {word.value for word in act.get("condition")}
    own = {word.value for word in found.get("condition") if word.section in _SEEN_THERE}
    if found.sentence < act.sentence and (not own or own & named):
        found.slots["condition"] = list(act.get("condition"))
        found.absorb(act)
        told.remove(act)


_SEEN_THERE: Final = frozenset({"exam"})
"""Sections whose name for a finding counts against another name."""


def _is_unplaced(one: Frame) -> bool:
    done = {word.value for word in one.get("technique")} - {"treat"}
    named = [word for word in one.get("condition") if word.scope in ("asserted", "uncertain")]
    return bool(done and named) and not one.get("site") and not one.get("length") and one.count in (None, 1)


def _is_described(one: Frame) -> bool:
    """True for one lesion with its place and size of which nothing done is told."""
    if one.get("technique") or one.get("planned") or one.get("closure") or one.count not in (None, 1):
        return False
    return bool(one.get("site") and one.get("length") and one.get("lesion"))


def _place_acts(told: list[Frame]) -> None:
    """Give acts that name neither place nor finding to the only lesion they can be of, or drop them when told twice."""
    for act in [one for one in told if _is_bare_act(one) and "other" not in one.references]:
        others = [one for one in told if one is not act and not _is_bare_act(one)]
        alike = [one for one in others if one.get("technique") and _agree(act, one)]
        is_later = bool(alike) and act.sentence > alike[0].sentence
        if is_later and len(alike) == len(others) == 1 and act.count in (None, 1) and "other" not in act.references:
            alike[0].absorb(act)  # the one lesion of the note: "whole lesion out with a 4 mm punch"
            told.remove(act)
            continue
        if alike:
            for one in alike:
                one.add("suspicion", () if one.get("suspicion") else act.get("suspicion"))
            if not act.get("length") and not act.get("closure") and not act.get("mohs"):
                told.remove(act)
            continue
        waiting = [one for one in others if _may_be_operated(one)]
        if len(waiting) == 1 and (act.count in (None, 1, waiting[0].count)):
            waiting[0].absorb(act)
            told.remove(act)


def _is_bare_act(frame: Frame) -> bool:
    return bool(frame.get("technique")) and not (frame.get("site") or frame.get("condition"))


def _may_be_operated(frame: Frame) -> bool:
    """True for a lesion with its place of which nothing done is told yet."""
    if frame.get("technique") or frame.get("planned") or not frame.get("site"):
        return False
    live = [one for one in frame.get("condition") if one.scope not in ("negated", "historical", "declined")]
    return bool(live or frame.get("lesion") or frame.get("closure"))


def is_header(told: Frame) -> bool:
    """True for what only counts the lesions that follow: "Bx x 3:", "4 lesions of concern"."""
    return told.count is not None and told.count > 1 and not told.get("site") and len(told.told_in) == 1


def is_of_header(told: Sequence[Frame], frame: Frame) -> bool:
    """True for the bare name of a report behind what only counts the lesions: "Two excisions. Path: DermLab 8/31"."""
    return frame.tells_only(_REPORT) and bool(told) and is_header(told[-1])


_REPORT: Final = frozenset({"pathology"})


def drop_bare_places(told: list[Frame]) -> None:
    """Drop what only lists places."""
    told[:] = [
        one for one in told if set(one.slots) - {"site", "size_role", "negated_trigger", "eruption"} or one.count
    ]


def works_otherwise(told: Frame, frame: Frame) -> bool:
    """True when one counts samples and the other tells of work on a named lesion, or the other way round."""
    before, after = ({value for value, _ in one.named("technique")} for one in (told, frame))
    is_apart = (before <= _BIOPSIES) != (after <= _BIOPSIES) and before.isdisjoint(after)
    return is_header(told) and bool(before and after) and is_apart


_BIOPSIES: Final = frozenset({"biopsy", "tangential", "punch", "incisional"})
"""Ways of sampling, without removals by shaving."""


def drop_headers(told: list[Frame]) -> None:
    """Drop what only counts the lesions that follow, after giving them what it says of all."""
    for head in list(told):
        after = told[told.index(head) + 1 :]
        if not is_header(head) or head.get("length"):
            continue
        if head.get("technique") and head.count == len(after) and all(_is_sized_place(one) for one in after):
            for one in after:  # "Two BCCs excised, simple closures.  Left shoulder 5 mm, ...  Back 7 mm, ..."
                one.absorb(head.copy_of(head.slots))
            told.remove(head)
            continue
        done = [one for one in after if one.get("technique") and one.get("site") and not works_otherwise(head, one)]
        if done and head.count == sum(one.count or 1 for one in done):
            for one in done:
                one.add("technique", [word for word in head.get("technique") if word.value == "biopsy"])
                if not one.get("condition"):
                    for slot in ("condition", "pathology", "suspicion"):
                        one.add(slot, head.get(slot))
            told.remove(head)


def _is_sized_place(frame: Frame) -> bool:
    """True for a place with its size, and nothing told of what is there or was done."""
    is_told = frame.get("technique") or frame.get("condition")
    return bool(frame.get("site") and frame.get("length")) and not is_told and not frame.is_idle
