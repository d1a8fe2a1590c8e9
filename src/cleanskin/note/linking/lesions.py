"""From the frames of all sentences to the lesions of the encounter.

A frame of a later sentence adds to a lesion told before when it points back ("it", "the lesion", "both"), when it
stands in the same list item, or when site or condition is the same and nothing contradicts; else it is a lesion of its
own.  Frames that only list places or findings of the examination make no lesion.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from cleanskin.note.linking.act_titles import with_act_titles
from cleanskin.note.linking.columns import HEAD, is_row
from cleanskin.note.linking.conditions import GENERAL, one_condition
from cleanskin.note.linking.differential import named_before
from cleanskin.note.linking.fields import lesions_from
from cleanskin.note.linking.forms import is_form, with_forms
from cleanskin.note.linking.frames import OF_ALL, OF_SEVERAL, POINTING, SAME, Frame
from cleanskin.note.linking.heading import (
    head_items,
    heads_own_item,
    heads_rows,
    is_beyond,
    is_heading,
    with_columns_of,
)
from cleanskin.note.linking.joining import frames_of, is_new_growth, row_of
from cleanskin.note.linking.labels import with_labels
from cleanskin.note.linking.likewise import may_repeat, repeat, same_act_at, waiting_alike
from cleanskin.note.linking.line_forms import is_line_form
from cleanskin.note.linking.listing import (
    answer_assessment,
    counts_places,
    headed,
    is_by_methods,
    is_counted_whole,
    is_done_at_other_side,
    is_done_to_another,
    is_left_alone,
    is_left_beside,
    is_other_entry,
    is_other_item,
    is_sewn_otherwise,
    is_single_beside,
    is_told_again,
    live,
    narrow,
    next_place,
    of_item,
    unnamed,
    without_act_of_stage,
)
from cleanskin.note.linking.meant import (
    counts_its_own,
    is_done_otherwise,
    is_only_looked_at,
    told_once_more,
    unnamed_run,
    waiting_for_act,
)
from cleanskin.note.linking.named_for_all import name_all, name_counted, take_names
from cleanskin.note.linking.operations import closed_by, retells, tells_blocks, tells_stages, tumors_of
from cleanskin.note.linking.pathology import may_be_read
from cleanskin.note.linking.pieces import Told
from cleanskin.note.linking.place_lists import with_names_behind, with_place_lists
from cleanskin.note.linking.places import one_place
from cleanskin.note.linking.reported import mark_reports
from cleanskin.note.linking.right_before import counts_own_item, described_before, of_own_section, step_of, title_of
from cleanskin.note.linking.samples import take_sample
from cleanskin.note.linking.seen_only import beside_operation, counts_others, in_work, is_place_in_passing, under
from cleanskin.note.linking.served import leave_to_services
from cleanskin.note.linking.settling import (
    drop_bare_places,
    drop_headers,
    is_header,
    is_of_header,
    settle,
    works_otherwise,
)
from cleanskin.note.linking.size_lists import own_share, tells_closure_of_each
from cleanskin.note.linking.sums import (
    counted_as,
    counted_places,
    is_another_place,
    is_total,
    name_part,
    rule_by_act,
    summed,
    take_as_one,
    take_name,
    without_story,
)
from cleanskin.note.linking.told_of_lesions import is_of_a_lesion, is_of_past, is_rash
from cleanskin.note.linking.totals import exact_places, names_digit_under
from cleanskin.note.mention import MarkedText
from cleanskin.note.sentences import LABELED
from cleanskin.record.encounter import Lesion

LESIONS_MAX: Final = 200
"""Most lesions of one note; what a longer list says stays unlinked."""


class Linked(NamedTuple):
    """The lesions in the order of the note, for each the frame it was made from, and all frames."""

    lesions: tuple[Lesion, ...]
    frames: tuple[Frame, ...]


def link_lesions(marked: MarkedText, sentences: Sequence[Told], served: Sequence[frozenset[str]]) -> Linked:
    """Link the mentions of all sentences; `served` are the kinds of services of each sentence."""
    told: list[Frame] = []
    names: list[Frame] = []
    heading: Frame | None = None
    sentences, served = with_place_lists(*with_forms(sentences, served, marked.text), marked.text)
    sentences, served = with_labels(*with_names_behind(sentences, served), marked.text)
    sentences = with_act_titles(sentences, marked.text)
    repeats = may_repeat(marked.text)
    for number, ((sentence, pieces), kinds) in enumerate(zip(sentences, served)):
        if sentence.item == HEAD:
            heading = with_columns_of(heading, row_of(sentence, pieces))
            continue
        is_whole = is_row(sentence, marked.text) or is_form(sentence, marked.text)
        is_whole = is_whole or is_line_form(sentence, marked.text)
        if heading is None and heads_rows(told, sentences, number, marked.text):
            heading = told.pop()
        frames = row_of(sentence, pieces) if is_whole else frames_of(sentence, pieces)
        following = sentences[number + 1][0] if number + 1 < len(sentences) else None
        has_items = following is not None and bool(following.item)
        has_rows = has_items and following is not None and (following.item == HEAD or is_row(following, marked.text))
        if is_heading(frames, sentence, marked.text, has_items=has_items, has_rows=has_rows):
            heading = None if heads_own_item(told, frames[0], marked.text) else frames[0]
            continue
        if is_beyond(heading, frames, sentence, marked.text):
            heading = None
        elif heading is not None:
            head_items(under(heading, frames), heading)
        for frame in frames:
            leave_to_services(frame, kinds)
            frame.is_idle = is_left_alone(frame, sentence, marked.text)
        names += take_names(told, frames)
        answer_assessment(told, frames)
        if repeats:
            repeat(told, frames, marked.text)
        mark_reports(told, frames)
        _merge(told, [one for one in frames if not one.is_empty])
        if len(told) > LESIONS_MAX:
            break
    name_all(told, names)
    name_counted(told)
    drop_headers(told)
    settle(told)
    drop_bare_places(told)
    take_as_one(told)
    made: list[Lesion] = []
    sources: list[Frame] = []
    for frame in told:
        if is_of_a_lesion(frame):
            for lesion in lesions_from(frame, marked.text):
                made.append(replace(lesion, id=f"L{len(made) + 1}"))
                sources.append(frame)
    return Linked(tuple(made), tuple(sources))


def _merge(told: list[Frame], frames: list[Frame]) -> None:
    """Add the frames of one sentence to what was told before."""
    frames = list(headed(told, frames))
    next_place(told, frames)
    before = list(told)
    hosts: dict[int, Frame] = {}
    counted = counted_places(frames)
    lists_places = len(frames) > 1 and all(one.count is None and one.tells_only(_PLACE) for one in frames)
    lists_places = lists_places and not any(tells_stages(one) for one in frames)
    if is_by_methods(before, frames):
        for one in live(before):
            for frame in frames:
                one.add("technique", frame.get("technique"))
        return
    for frame in () if lists_places else frames:
        without_act_of_stage(told, frame)
        if _is_of_stages(frame):
            tumors = tumors_of(beside_operation(told, frame), frame)
            tumor = _last([one for one in tumors if not one.is_idle] or tumors)
            if tumor is not None and not retells(tumors, frame):
                tumor.absorb(frame)
            continue
        if frame.count is None and not frame.references and (frame.tells_only(_NO_LESION) or is_of_header(told, frame)):
            continue
        known = beside_operation(before, frame)
        if known and _points_to_all(frame, known):
            _give_to_all(told, _meant(known, frame), frame)
            continue
        if (len(frames) == 1 or frame is frames[-1]) and is_total(frame, before):
            continue
        if counts_places(told, frame) or same_act_at(told, frame):
            continue
        if name_part(before, frame):
            told.append(frame)
            continue
        worked = in_work(known, frame)
        group = _group(worked, frame)
        if not group and not _of_name(before, frame):
            group = unnamed(known, frame) or waiting_alike(known, frame)
        if group:
            for number, one in enumerate(group):
                one.absorb(own_share(frame, number, of=len(group)))
            continue
        closed = closed_by(known, frame)
        if closed is not None:
            frame.slots.pop("site")
        host = closed or named_before(known, frame)
        host = host or _host(without_story(worked, frame, counted), frame)
        if host is None or (id(host) in hosts and is_another_place(hosts[id(host)], frame, of=host)):
            if host is not None and not frame.get("condition"):
                frame.add("condition", host.get("condition"))  # "nevi of the trunk: chest 5 mm, back 7 mm"
            told.append(frame)
            if id(frame) in counted:
                hosts[id(frame)] = frame
            continue
        hosts[id(host)] = frame
        narrow(host, frame)
        take_sample(host, frame)
        host.absorb(frame)


def _give_to_all(told: list[Frame], meant: Sequence[Frame], frame: Frame) -> None:
    """Give what a statement says of several lesions to each; the number of an act that is done to all rules."""
    take_name(told, meant, frame)
    for number, one in enumerate(meant):
        one.absorb(own_share(frame, number, of=len(meant)))
    if len(meant) == 1:
        rule_by_act(meant[0], frame)


def _is_of_stages(frame: Frame) -> bool:
    """True for what only tells of stages and blocks: it is of the tumor told last."""
    return (
        bool(frame.slots.get("mohs"))
        and frame.tells_only(_STAGES)
        and (not frame.points(OF_SEVERAL) or tells_blocks(frame))
    )


_STAGES: Final = frozenset({"mohs", "size_role", "negated_pathology", "lesion", "negated_trigger"})


def _of_name(before: Sequence[Frame], frame: Frame) -> list[Frame]:
    """Return the lesions that were told under the name that a frame is told of."""
    if not frame.item.startswith(LABELED):
        return []
    return [one for one in before if any(item == frame.item for _, item in one.told_in)]


def _group(before: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return lesions of one condition told together in the sentence before, when a frame names none of them."""
    if _names(frame) or frame.has_object or frame.count is not None or frame.points(POINTING):
        return ()
    last = max((one.last_sentence for one in before), default=-1)
    of_name = _of_name(before, frame)
    own = of_name or [one for one in before if frame.item.isalnum() and (frame.section, frame.item) in one.told_in]
    if len(of_name) == 1:
        return ()
    group = [one for one in own or before if one.last_sentence == last]
    if len(group) < 2 or frame.sentence - last > 2:
        return ()
    named = [set(_exact(one)) for one in group]
    nouns = [{word.words.lower() for word in one.get("lesion")} for one in group]
    is_alike = bool(named[0]) or (bool(nouns[0]) and all(one == nouns[0] for one in nouns))
    is_alike = is_alike or all(one.count and set(one.slots) == {"site"} for one in group)  # "neck 11, axilla 4. Snip"
    if not (is_alike or tells_closure_of_each(frame, group)) or any(one != named[0] for one in named):
        return ()
    techniques = {frozenset(word.value for word in one.get("technique")) for one in group}
    return group if len(techniques) == 1 else ()


_NO_LESION: Final = frozenset(
    {"past_condition", "eruption", "drug", "size_role", "mohs", "negated_pathology", "suspicion"}
)
"""Slots that alone tell of no lesion."""

_PLACE: Final = frozenset({"site", "size_role", "negated_trigger", "mohs"})
"""Slots that tell of no finding."""


def _points_to_all(frame: Frame, before: Sequence[Frame]) -> bool:
    """True when a frame is about all the lesions told before, or about as many as they are."""
    if summed(before, frame):
        return True
    if frame.get("site"):
        return False
    if frame.points(OF_ALL):
        meant = _meant(before, frame)
        return bool(meant) and not counts_its_own(frame, meant)
    if counts_own_item(frame, before):
        return False
    return bool(frame.count and frame.get("technique") and not _names(frame) and counted_as(frame, before))


def _meant(before: Sequence[Frame], frame: Frame) -> Sequence[Frame]:
    """Return the lesions "both" or "all" means: those of the condition it names, else all; of both the last two.

    In an item of a list they are those of the item.
    """
    if run := summed(before, frame):
        return run
    own = [one for one in before if (frame.section, frame.item) in one.told_in] if frame.item.isalnum() else ()
    wanted = 2 if "both" in frame.references else frame.count or 1
    before = own if own and sum(one.count or 1 for one in own) >= wanted else of_own_section(before, frame)
    fitting = [one for one in before if not frame.get("condition") or _shares_condition(one, frame)]
    is_widened = wanted > len(fitting) and "both" in frame.references
    if is_widened:
        fitting = [one for one in before if not one.get("condition") or _shares_condition(one, frame)]
    fitting = fitting or [*unnamed_run(before, frame)]
    counted = counted_as(frame, before) if frame.count and not _names(frame) else ()
    if counted:
        return counted
    if frame.get("pathology"):
        fitting = [one for one in before if one.get("technique") and one.get("site")] or fitting
    elif frame.get("condition") and not is_widened:
        fitting = [one for one in fitting if set(_exact(one)) - GENERAL] or fitting
    placed = [one for one in live(fitting) if one.get("site")] or live(fitting)
    placed = [one for one in placed if not is_only_looked_at(one)] or placed
    placed = [one for one in placed if not is_done_otherwise(one, frame)] or placed
    placed = waiting_for_act(placed, frame) or placed
    if frame.get("closure") and not frame.get("technique"):
        placed = [one for one in placed if one.get("technique")] or placed  # only where something was done is sewn
    if frame.count and frame.get("lesion") and "both" not in frame.references:
        placed = [one for one in placed if one.count == frame.count] or placed  # "each of the four lesions"
    return placed[-2:] if "both" in frame.references else placed


def _names(frame: Frame) -> bool:
    """True when the frame names a site or a condition of its own."""
    return bool(frame.get("site") or frame.get("condition"))


def _host(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the earlier frame that this one says more of, None when it is of another lesion."""
    is_of_others = "other" in frame.references
    if not told or (is_of_others and (frame.get("technique") or frame.has_object or frame.count is not None)):
        return None
    if not _names(frame):
        told = [one for one in told if not is_of_past(one)] or told
    if is_new_growth(frame):
        told = [one for one in told if not one.get("eruption") or one.get("technique") or one.get("condition")]
    if frame.is_mohs and not _names(frame):
        tumor = next((one for one in reversed(told) if one.is_mohs and not is_other_item(one, frame)), None)
        if tumor is not None:
            return tumor
    fitting = [one for one in told if _fits(one, frame) and not is_done_at_other_side(one, frame)]
    if not frame.get("eruption") and not frame.get("site") and not frame.item:
        fitting = [one for one in fitting if not is_rash(one) and not one.is_idle] or fitting
    if any(is_counted_whole(one) and _shares_condition(one, frame) for one in told):
        fitting = [one for one in fitting if one.get("condition")]
    same_item = of_item(told, fitting, frame)
    if title := title_of(told, frame):
        return title
    if frame.get("site"):
        exact = [one for one in fitting if one.get("site")]
        if exact:
            return _best(exact, frame)
        open_ones = [one for one in fitting if not one.get("site") and not is_place_in_passing(frame)]
        return open_ones[-1] if open_ones and len(told) == len(open_ones) == 1 else _last(same_item)
    if same_item:
        return same_item[-1]
    if _has_result(frame):
        treated = [one for one in told if one.get("technique")]
        sampled = [one for one in treated if may_be_read(one, frame)]
        if treated and not sampled:
            return None
        open_ones = [one for one in sampled if not _has_result(one)] or sampled
        named = [one for one in open_ones if _shares_condition(one, frame)]
        if sampled:
            return _recent(named if len(named) == 1 else open_ones)
    if frame.points(SAME):
        words = {one.words.lower() for one in frame.get("lesion")}
        alike = [one for one in fitting if words & {each.words.lower() for each in one.get("lesion")}]
        return alike[-1] if alike else fitting[-1] if fitting else told[-1]
    if frame.get("condition"):
        return _host_by_condition(told, fitting, frame)
    if frame.get("technique"):
        return _host_by_technique(told, fitting, frame)
    return _last(fitting)


def _host_by_condition(told: Sequence[Frame], fitting: Sequence[Frame], frame: Frame) -> Frame | None:
    named = [one for one in fitting if _shares_condition(one, frame)]
    if named:
        return named[-1] if len(named) == 1 or frame.count is None else _same_count(named, frame)
    generic = [one for one in fitting if not one.get("condition") and not works_otherwise(one, frame)]
    if frame.section == "assessment" and frame.count and any(one.count not in (None, frame.count) for one in generic):
        return None  # "three papules of the bra line, one of the breast. A: inflamed SKs, four"
    return generic[0] if len(told) == len(generic) == 1 else described_before(told, frame)


def _host_by_technique(told: Sequence[Frame], fitting: Sequence[Frame], frame: Frame) -> Frame | None:
    waiting = [one for one in fitting if not one.get("technique")]
    done = [one for one in fitting if one.get("technique")]
    if frame.section == "procedure" and len(done) == 1 and is_told_again(done[0], frame):
        return done[0]
    if (again := told_once_more(done, frame)) is not None:
        return again
    acts = {act.value for one in told for act in one.get("technique")} - ({"treat"} if frame.get("wound") else set())
    if frame.has_object and acts:
        near = [one for one in waiting if one.get("site") and frame.sentence - one.last_sentence <= 1]
        return waiting[0] if len(waiting) == 1 else near[0] if len(near) == 1 and frame.count is None else None
    if waiting:
        return step_of(waiting, done, frame) or _recent(waiting)
    return fitting[-1] if len(fitting) == len(told) == 1 else _last(fitting)


def _best(frames: Sequence[Frame], frame: Frame) -> Frame:
    """Return the frame whose site is the same by name and side, else by name, else the last."""
    own = set(frame.named("site"))
    named = [
        one for one in frames if not {value for value, _ in own}.isdisjoint(value for value, _ in one.named("site"))
    ]
    return next((one for one in reversed(frames) if not own.isdisjoint(one.named("site"))), (named or frames)[-1])


def _same_count(frames: Sequence[Frame], frame: Frame) -> Frame:
    return next((one for one in reversed(frames) if one.count in (None, frame.count)), frames[-1])


def _last(frames: Sequence[Frame]) -> Frame | None:
    return _recent(frames) if frames else None


def _recent(frames: Sequence[Frame]) -> Frame:
    """Return the lesion spoken of last."""
    return max(reversed(frames), key=lambda one: one.last_sentence)


def _shares_condition(one: Frame, other: Frame) -> bool:
    return any(one_condition(before, after) for before in _exact(one) for after in _exact(other))


def _is_under_header(frame: Frame, header: Frame) -> bool:
    """True when a frame tells of one of the lesions that a header counts."""
    if frame.sentence == header.sentence or frame.count is not None or not frame.get("site"):
        return False
    has_object = frame.has_object and (frame.get("trigger") or frame.get("signal"))
    if frame.get("mohs") and header.is_mohs:
        return True
    return bool(frame.get("technique") or frame.get("lesion") or frame.get("length") or frame.item or has_object)


def _does_other_work(told: Frame, frame: Frame) -> bool:
    """True when another thing is done, and the places are not called by the same name: two lesions of one region."""
    if "technique" not in told.slots or "technique" not in frame.slots or frame.points(SAME):
        return False
    before, after = ({value for value, _ in one.named("technique")} for one in (told, frame))
    if not before or not after or after <= before:
        return False
    if "mohs" in before and frame.get("mohs") and after <= {"remove", "excision", "treat"}:
        return False  # "the cancer was removed in one stage"
    return not {value for value, _ in told.named("site")} & {value for value, _ in frame.named("site")}


def _exact(frame: Frame) -> Sequence[str]:
    """Return the conditions of a frame, without general names when an exact one stands beside them."""
    named = [value for value, _ in frame.named("condition")]
    return [one for one in named if one not in GENERAL] or named


def _fits(told: Frame, frame: Frame) -> bool:
    """True when nothing in a frame contradicts that it is of the lesion told before."""
    if is_single_beside(told, frame) or is_other_item(told, frame) or is_other_entry(told, frame):
        return False
    if is_done_to_another(told, frame) or is_left_beside(told, frame) or counts_others(told, frame):
        return False
    if is_header(told) and _is_under_header(frame, told):
        return False
    are_named = told.get("condition") and frame.get("condition") and not _has_result(frame)
    if are_named and not _shares_condition(told, frame):
        return False
    if is_sewn_otherwise(told, frame):
        return False
    if told.get("site") and frame.get("site"):
        if _does_other_work(told, frame):
            return False
        are_apart = (told.get("technique") and frame.get("technique")) or names_digit_under(told, frame)
        if not any(  # arms with blisters: each arm's punch is its own; "Toenails. R great toe: ... L second toe: ..."
            one_place(site, side, other, other_side)
            for site, side in (
                [(one.value, one.side) for one in exact_places(told)] if are_apart else told.named("site")
            )
            for other, other_side in frame.named("site")
        ):
            return False
    if frame.count == 1 and "one" in frame.references and (told.count or 0) > 1 and not told.get("site"):
        return not frame.get("site")  # "three spots ... the one on the ear": one of them
    both_counted = told.count is not None and frame.count is not None
    return not both_counted or told.count == frame.count or not frame.get("technique")


def _has_result(frame: Frame) -> bool:
    """True when a frame tells a tissue result: it may name another condition than was thought."""
    return "pathology" in frame.slots and any(one.value in ("result", "confirms") for one in frame.get("pathology"))
