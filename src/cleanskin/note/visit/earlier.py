"""Procedures of another day that a note names: what, when, by whom, and how today's work stands to them.

A note tells them by time ("6 days after excision", "re-excised on day 7", "had cryo last week") or by what today's
visit is for ("returns for suture removal").  What they were done to is told too, so that it can be set apart.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from cleanskin.note.measures import DAYS_IN
from cleanskin.note.mention import LIVE_OR_PAST, MarkedText, Mention, sentence_of, start_of
from cleanskin.note.terms import table
from cleanskin.note.visit.days_back import are_covered, closed_then, days_back, end_of_time, of_first_round, with_days
from cleanskin.note.visit.marks import Marks, evidence
from cleanskin.note.visit.own_day import (
    day_ahead,
    full_date,
    is_ahead,
    is_cut_again,
    is_day_of_advice,
    is_done_then,
    is_of_treatment,
    is_sample_before,
    own_day_of,
    taken_off_before,
    under_day,
)
from cleanskin.note.visit.prior_facts import (
    Then,
    by_same_practice,
    code_then,
    gone_by_now,
    is_long_ago,
    relation_to_today,
    room_of,
    site_beside,
    stated_days,
    techniques_then,
    told_by_time,
)
from cleanskin.note.visit.seen_then import is_of_finding, is_of_sample
from cleanskin.note.visit.sewn_then import come_for_results, cut_then, cut_then_with_stitches, sewn_then, taken_off
from cleanskin.note.visit.stitches import is_day_to_come_out, is_of_stitches, stitches_out, with_closures
from cleanskin.note.visit.turns import back_to_turn, in_one_go, next_break, stretch, turn
from cleanskin.note.visit.two_days import leads_to_year, on_earlier_days
from cleanskin.record.encounter import PriorProcedure

_NO_PROCEDURE: Final = frozenset({"treat", "remove", "clipping"})
WEAK_CLOSURES: Final = frozenset({"none", "sutured", "closed", "second_intention", "adhesive_strips", "primary"})
"""Closures that end other work, or leave a wound: none is an act of its own."""

_AFTER: Final = re.compile(
    r"\W{0,3}(?:days?\s+)?(?:after|post\b|s/p|status post|following|since|out from|from|of)\b", re.I
)
_LATER: Final = re.compile(r"\W{0,2}(?:later|afterwards?|thereafter)\b", re.I)
_GLOBAL: Final = re.compile(r"[\s-]*(?:global|(?:post-?op(?:erative)? )?period (?:of|after|from|following)\b)", re.I)
_LASTING: Final = frozenset({"flap", "graft"})
_LOOKS: Final = re.compile(
    r"\W*(?:site\W+|tip\W+|skin\W+|donor site\W+|edges?\W+|is\W+|was\W+|are\W+|looks?\W+|appears?\W+|remains?\W+"
    r"|has\W+|completely\W+|fully\W+|well\W+|all\W+|100\W+)*(?:viable|pink|healed|healing|heals|intact|taken|taking|take|good|warm|perfus\w+|vasculari[sz]ed|check"
    r"|survived|not (?:looked|examined|inspected|checked|seen|addressed|part|touched)"
    r"|without|no\b|clean|dusky|re-?approximated|re-?sutured|re-?inset|re-?secured|reattached|necro\w+|swollen|bruised|flat|soft|fine\b|nice\w*|doing)",
    re.I,
)
"""What behind the words for a flap or graft says that it is looked at, not made."""

_LIVES: Final = re.compile(r"(?:viable|pink|warm|perfus\w+|vasculari[sz]ed|check)\Z", re.I)
"""Such words that are said of none but a flap that is there already."""

_UNDER: Final = re.compile(
    r"\b(?:under|beneath|below|of|from|in|at|involving|near|around)\W+(?:(?:an?|the|his|her|our|recent|prior|skin)\W+)*(?:[a-z]+\W+)?$",
    re.I,
)
"""Words that lead from today's work to the earlier closure that it is about ("hematoma under the graft")."""

_CARED_FOR: Final = frozenset({"aftercare", "complication", "within_global", "staged", "more_extensive"})
_YEAR_WITHIN: Final = 24
_YEAR_DIGITS: Final = 4
_DATE_WITHIN: Final = 60
_CODE_WITHIN: Final = 10
"""Most characters between a time and the code of what was done then: "the", "a CPT"."""

_SITES_BEFORE: Final = 3  # how many places before a word for a flap are looked at
_OBJECTS: Final = frozenset({"condition", "site", "count", "length", "noun", "feature"})


class Earlier(NamedTuple):
    """The procedures of other days, and the places in the note of the mentions that tell what was done then.

    `objects` are the places of what was treated then, `same_lesion` of what was treated then and is again today.
    """

    prior: tuple[PriorProcedure, ...]
    places: frozenset[tuple[int, int]]
    objects: frozenset[tuple[int, int]] = frozenset()
    same_lesion: frozenset[tuple[int, int]] = frozenset()


def earlier(marked: MarkedText) -> Earlier:
    """Return the procedures of other days."""
    marks = Marks(marked)
    acts = [one for one in marked.mentions if _is_act(one)]
    found = list(_dated(marks, acts))
    if not found:
        found = list(_undated(marks, acts)) or list(_cut_before(marks))
    looked = frozenset(_looked_at(marks, acts, found))
    if not found:
        return Earlier((), looked)
    places = looked | frozenset((act.start, act.end) for then in found for act in then.acts)
    before = places | cut_then_with_stitches(marked)
    today = [act for act in acts if (act.start, act.end) not in before]
    relation, told = relation_to_today(marks, today, places)
    prior = tuple(_prior(marks, found, relation, told))
    treated = frozenset((one.start, one.end) for then in found for one in _treated(marks, then))
    if relation not in ("staged", "more_extensive", "complication"):
        return Earlier(prior, places, treated - places)
    if relation == "complication":
        gone = gone_by_now(marks, treated)
        return Earlier(prior, places, gone - places, same_lesion=treated - gone)
    if not today:
        if marks.has("feature", "division"):
            treated |= places  # "s/p forehead flap, pedicle divided today"
        places = frozenset()  # the same words tell of today's part too
    return Earlier(prior, places, same_lesion=treated)


def _looked_at(marks: Marks, acts: Sequence[Mention], found: Sequence[Then]) -> Iterator[tuple[int, int]]:
    """Yield the places of flaps and grafts that are only looked at: "pink and viable" tells of no making."""
    before = {act.value.split("_")[0] for then in found for act in then.acts if act.kind == "closure"}
    for act in acts:
        sort = act.value.split("_")[0]
        looks = _LOOKS.match(marks.text, act.end) if act.kind == "closure" and sort in _LASTING else None
        if looks is not None and (sort in before or _LIVES.search(looks[0])):
            yield act.start, act.end


def _treated(marks: Marks, then: Then) -> Iterator[Mention]:
    """Yield what the acts of another day were done to: the conditions, places and sizes right behind them."""
    for act in then.acts:
        start = act.start
        end = turn(marks.text, act.end)
        mentions = marks.marked.mentions
        near = mentions[bisect_right(mentions, start, key=start_of) : bisect_left(mentions, end, key=start_of)]
        after = [one for one in near if one.sentence == act.sentence]
        following = next((one.start for one in after if one.kind in ("technique", "service", "person")), end)
        for one in after:
            if one.kind in _OBJECTS and one.start < following:
                yield one
        conditions = marks.by_kind.get("condition", ())
        ahead = bisect_left(conditions, start, key=start_of)
        if ahead and 0 <= start - conditions[ahead - 1].end <= 1:  # "AK destruction"
            yield conditions[ahead - 1]
        if act.kind == "closure":
            sites = marks.by_kind.get("site", ())
            for one in sites[: bisect_right(sites, start, key=start_of)][-_SITES_BEFORE:]:
                if 0 <= start - one.end <= 1:  # "cheek flap"
                    yield one


def _is_act(one: Mention) -> bool:
    if one.kind not in ("technique", "closure") or one.scope not in LIVE_OR_PAST or one.section in _OF_NO_DAY:
        return False
    return one.value not in (_NO_PROCEDURE if one.kind == "technique" else WEAK_CLOSURES)


_OF_NO_DAY: Final = frozenset({"family_history", "consent", "billing", "instructions"})
"""Sections whose acts are of no day of the patient's."""


def _dated(marks: Marks, acts: Sequence[Mention]) -> Iterator[Then]:
    """Yield the acts that a time sets on another day."""
    taken: set[int] = set()
    comes_out: bool | None = None
    for anchor in _anchors(marks):
        days = _days(anchor)
        chosen = [act for act in _acts_of(anchor, acts, marks) if act.start not in taken]
        if chosen and not are_covered(anchor, chosen):
            continue
        if not chosen and anchor.value in ("day_number", "after"):
            here = [act for act in acts if act.sentence == anchor.sentence and act.kind == "closure"]
            chosen = [act for act in here if _UNDER.search(marks.text, max(0, act.start - 40), act.start)]
        if not chosen and marks.has("relation", "staged"):
            chosen = [act for act in acts if act.sentence == anchor.sentence]
        chosen = chosen or told_by_time(marks, acts, anchor) or of_first_round(marks, anchor, acts)
        chosen = chosen or closed_then(marks, anchor)
        if comes_out is None and all(act.kind == "closure" for act in chosen):
            comes_out = stitches_out(marks.marked) is not None
        is_told = comes_out and anchor.value in ("day_number", "after", "ago")
        if is_told and not chosen:
            of_stitches = [act for act in acts if is_of_stitches(marks.text, act.start)]
            chosen = [act for act in of_stitches if act.sentence == anchor.sentence] or with_closures(acts, of_stitches)
            chosen = chosen or sewn_then(marks, acts, with_years=False) or cut_then(marks, acts, anchor)
        if comes_out and all(act.kind == "closure" for act in chosen):
            chosen = sorted({*chosen, *with_closures(acts, taken_off(marks, anchor))})
        if chosen or is_told or _is_day_of_code(marks, anchor):
            taken.update(act.start for act in chosen)
            yield Then(tuple(chosen), anchor, days)
    ends = {one.end for one in marks.of("feature", "re_excision")}
    is_again = bool(ends) and not any(
        one.end in ends for one in marks.by_kind.get("technique", ()) if one.scope == "planned"
    )
    cut = [*acts, *taken_off_before(marks)] if is_again else acts
    for told, day, days in on_earlier_days(marks.text, marks.by_kind.get("date", ()), cut, is_again=is_again):
        chosen = [act for act in told if act.start not in taken]
        taken.update(act.start for act in chosen)
        if chosen:
            yield Then(tuple(chosen), day, days)
    covered = marks.first("relation", "within_global", scopes=LIVE_OR_PAST)
    if covered is not None and not taken:
        near = [act for act in acts if act.sentence == covered.sentence and covered.end <= act.start < covered.end + 80]
        told_by = in_one_go(marks.text, near)
        dated = next((one for one in _anchors(marks) if one.sentence == covered.sentence), None)
        taken.update(act.start for act in told_by)
        if told_by:
            yield Then(tuple(told_by), dated or covered, _days(dated) if dated else None)
    yield from _by_dates(marks, acts, taken)


def _by_dates(marks: Marks, acts: Sequence[Mention], taken: set[int]) -> Iterator[Then]:
    """Yield the acts, but those `taken`, that a written date sets on another day."""
    days_told = [on for one in marks.by_kind.get("date", ()) if (on := full_date(one.value)) is not None]
    last_day = max(days_told, default=None)
    own_day = own_day_of(marks) or (days_told[0] if days_told else None)
    for word in marks.by_kind.get("technique", ()):
        ahead = day_ahead(marks, word, own_day) if word.value == "remove" and word.scope in LIVE_OR_PAST else None
        if ahead is None and word.value == "remove" and marks.has("feature", "re_excision"):
            ahead = _date_behind(marks, word, own_day)  # "re-excision: I removed a BCC of the back on 2/23"
        if ahead is not None:  # "on 2/23 we removed a nevus"
            yield Then((word._replace(value="excision"),), ahead, None, full_date(ahead.value))
    for then, day in under_day(marks, acts, last_day):
        chosen = [act for act in then if act.start not in taken]
        taken.update(act.start for act in chosen)
        if chosen:
            yield Then(tuple(chosen), day, None, full_date(day.value))
    for act in acts:
        behind = _date_behind(marks, act, last_day) or day_ahead(
            marks, act, None if _is_divided(marks, act) and len(days_told) == 1 else own_day
        )
        if behind is not None and act.start not in taken:
            taken.add(act.start)
            on = full_date(behind.value)
            counted = marks.first("interval", "day_number") if on is None else None
            yield Then((act,), counted or behind, _days(counted) if counted else None, on)
        elif act.scope == "historical" and act.start not in taken:
            dates = [one for one in marks.by_kind.get("date", ()) if one.sentence == act.sentence]
            when = next((one for one in dates if full_date(one.value) != own_day), dates[0] if dates else None)
            day_then = full_date(when.value) if when is not None else None
            if day_then is not None:
                taken.add(act.start)
                yield Then((act,), when, None, day_then)


def _cut_before(marks: Marks) -> Iterator[Then]:
    """Yield the excision of a lesion that is cut again today, when only its day is told: "re-excised on day 6"."""
    told = marks.first("relation", "more_extensive", scopes=LIVE_OR_PAST)
    yield from (Then((), one, _days(one)) for one in (_cut_again(marks, told)[:1] if told is not None else ()))


def _cut_again(marks: Marks, told: Mention) -> list[Mention]:
    """Return the days behind words for cutting again, in their sentence."""
    if not told.words.lower().startswith("re"):
        return []
    days = (one for one in _anchors(marks) if one.value in ("day_number", "after"))
    return [one for one in days if one.sentence == told.sentence and one.start > told.start]


def _is_day_of_code(marks: Marks, anchor: Mention) -> bool:
    """Say whether a time counts from what a code alone tells ("day 5 after 17262", "17262 five days ago")."""
    for one in marks.by_kind.get("code", ()):
        if one.sentence != anchor.sentence or one.unit == "icd":
            continue
        behind = _AFTER.match(marks.text, anchor.end)
        start = behind.end() if behind else anchor.end if "after" in anchor.words.lower() else None
        if start is not None and 0 <= one.start - start <= _CODE_WITHIN:
            return True
        if anchor.value == "ago" and 0 <= anchor.start - one.end <= _CODE_WITHIN:
            return True
    return False


def _date_behind(marks: Marks, act: Mention, last_day: date | None) -> Mention | None:
    """Return the year right behind an act ("Mohs 2021"), or a day before the last that the note names ("of 3/2/26")."""
    dates = marks.by_kind.get("date", ())
    for one in dates[bisect_left(dates, act.end, key=start_of) :]:
        apart = one.start - act.end
        if apart > _DATE_WITHIN:
            break
        if len(one.value) == 4:
            if 0 <= apart <= _YEAR_WITHIN and leads_to_year(marks.text, act.end, one.start):
                return one
            continue
        day = full_date(one.value)
        is_before = day is not None and last_day is not None and day < last_day
        if day is not None and not is_before:
            is_before = is_cut_again(marks, act, one) or is_sample_before(marks, act, apart)
        is_before = is_before or _is_divided(marks, act)
        if (
            (is_before or is_done_then(marks, act, one))
            and not _is_another_between(marks, act, one)
            and (one.start <= next_break(marks.text, act.end) or _PLACED.fullmatch(marks.text, act.end, one.start))
        ):
            return one
    return None


_PLACED: Final = re.compile(r"[^.;\n]*\b(?:placed|made|created|raised|done|performed)\W+(?:on\W+)?", re.I)
"""What leads from a flap, over its place, to the day on which it was made."""


def _is_divided(marks: Marks, act: Mention) -> bool:
    """Say whether an act is the flap whose stalk is cut today, or the cut whose wound came apart: of a day before."""
    if act.value in ("excision", "mohs") and marks.has("condition", "dehiscence"):
        return True
    if act.kind != "closure" or not act.value.startswith("flap") or not marks.has("feature", "division"):
        return False
    return by_same_practice(marks, Then((act,), None, None)) is not False


def _is_another_between(marks: Marks, act: Mention, day: Mention) -> bool:
    """Say whether another act stands between: the day is that one's."""
    return any(act.end <= other.start < day.start for other in marks.by_kind.get("technique", ()))


def _anchors(marks: Marks) -> Iterator[Mention]:
    for one in sorted([*marks.by_kind.get("interval", ()), *marks.by_kind.get("time_word", ()), *days_back(marks)]):
        if one.scope in ("negated", "hypothetical", "instruction", "family", "planned"):
            continue
        if _GLOBAL.match(marks.text, one.end) or is_of_treatment(marks, one):
            continue
        if is_day_to_come_out(marks.marked, one) or is_ahead(marks.text, one):
            continue
        if one.kind == "time_word" or one.value in ("ago", "after", "day_number"):
            yield one


def _acts_of(anchor: Mention, acts: Sequence[Mention], marks: Marks) -> list[Mention]:
    """Return the acts that lie on the day a time counts from."""
    text = marks.text
    first = bisect_left(acts, anchor.sentence, key=sentence_of)
    here = acts[first : bisect_right(acts, anchor.sentence, key=sentence_of)]
    if anchor.value == "ago" or anchor.kind == "time_word":
        start, end = stretch(text, anchor)
        told = [act for act in here if start <= act.start < anchor.start]
        if is_of_finding(text, anchor.start) or is_of_sample(text, anchor.start):
            return [act for act in told if anchor.start - act.end <= _VERB_WITHIN]
        is_right_behind = anchor.value == "ago" and text[start - 2 : anchor.start].strip() == ","
        if not told and (is_right_behind or _MADE.match(text, start, anchor.start)):
            told = [act for act in here if act.end < start and act.value != "bare_simple"][-1:]
        if told:
            return back_to_turn(text, told)
        if (further := end_of_time(text, anchor, start, end)) > end:
            here, end = with_days(here), further
        now = _NOW.search(text, anchor.end, end)
        return in_one_go(text, [act for act in here if anchor.end <= act.start < (now.start() if now else end)])
    after = _AFTER.match(text, anchor.end) or ("after" in anchor.words.lower() and anchor)
    if after and not _LATER.match(text, anchor.end):
        told = in_one_go(text, [act for act in here if anchor.end <= act.start < next_break(text, anchor.end)])
        if told:
            return told
    first = bisect_left(acts, anchor.sentence - 3, key=sentence_of)
    before = list(acts[first : max(first, bisect_left(acts, stretch(text, anchor)[0], key=start_of))])
    if anchor.value == "day_number":
        is_advice = is_day_of_advice(text, anchor)
        before = [] if is_advice else [act for act in before if not _has_year(marks, act)]
    if before and anchor.value == "after" and _COMING.search(text, _sentence_start(text, anchor.start), anchor.start):
        return []
    if before or not _POD.search(text, max(0, anchor.start - 20), anchor.end):
        return before
    behind = [act for act in here if anchor.end <= act.start and _AFTER_WHAT.search(text, anchor.end, act.start)]
    if behind:  # "POD 7, suture removal after excision with layered closure"
        return in_one_go(text, [act for act in here if act.start >= behind[0].start])
    named = [act for act in here if anchor.end <= act.start and _NAMED_BEHIND.match(text, anchor.end, act.start)]
    if named and (named[0].kind == "closure" or named[0].value in _HEALING):  # "POD 5, excision of a lipoma by me"
        return [act for act in here if act.start >= named[0].start]
    if _is_day_of_code(marks, anchor):
        return []  # the code tells what was done then
    # "Follow up, POD 10.  Graft of the nose by me": the work is told in the sentence after its day
    return [act for act in acts if act.sentence == anchor.sentence + 1]


def _has_year(marks: Marks, act: Mention) -> bool:
    """Say whether a year dates an act: no day is counted from it."""
    behind = _date_behind(marks, act, None)
    return behind is not None and len(behind.value) == _YEAR_DIGITS


_MADE: Final = re.compile(r"\W*(?:placed|done|performed|made|created|raised|which was \w+)\b", re.I)
"""What begins a stretch that tells when the act before it was done: "flap to the helix, placed a month ago"."""

_VERB_WITHIN: Final = 12
"""Most characters between the word for an act that a time dates and the time: "biopsied about two weeks ago"."""


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1


_COMING: Final = re.compile(
    r"\b(?:may|might|will|should|would|could|can|if|persists?|remains?|recurs?|recheck\w*|return|follow|unless|massage|rtc|f/u"
    r"|dermabra\w*|revision|vaseline|bolster|start(?:s|ing)?|begin(?:s|ning)?|resum(?:e|es|ing)|plan|next)\b",
    re.I,
)
"""What before "after eight weeks" says that the time is still to come."""

_NOW: Final = re.compile(r"\b(?:today|now|this visit)\b", re.I)
_AFTER_WHAT: Final = re.compile(
    r"\b(?:after|following|s/p|status post|post)\W+(?:(?:an?|the|her|his|wide|\w+)\W+){0,2}$", re.I
)
_NAMED_BEHIND: Final = re.compile(
    r"\W*(?:(?:an?|the|wide|local|surgical|simple|check|visit|recheck|s/p|after|from)\W+){0,3}\Z", re.I
)
_HEALING: Final = frozenset({"excision", "mohs", "matrixectomy"})
"""Acts whose wounds are looked at by the day after them."""

_POD: Final = re.compile(r"\b(?:pod|post-?\s?op(?:erative)?(?: (?:check|visit))?,? day)(?:\b|(?=\d))", re.I)


def _days(anchor: Mention) -> int | None:
    if anchor.kind == "time_word":
        return int(table("time_word")[anchor.value]["days"])
    if anchor.amount is None:
        return None
    return int(anchor.amount * DAYS_IN.get(anchor.unit, 1))


def _undated(marks: Marks, acts: Sequence[Mention]) -> Iterator[Then]:
    """Yield acts of the past without a time, when the visit is about them; stitches that today are taken out."""
    stitches = stitches_out(marks.marked)
    relations = {one.value for one in marks.of("relation", scopes=LIVE_OR_PAST)}
    is_told = stitches is not None or come_for_results(marks)
    if not is_told and not relations & _CARED_FOR:
        return
    dates = marks.by_kind.get("date", ())
    last = max((on for one in dates if (on := full_date(one.value)) is not None), default=None)
    years = {one.sentence for one in dates if is_long_ago(one.value, last)}
    past = [act for act in acts if act.scope == "historical" and act.sentence not in years]
    if stitches is not None:
        past += [act for act in acts if act not in past and stitches.start() <= act.start and act.kind == "closure"]
        past += [act for act in acts if act not in past and act.end <= stitches.end() and act.kind == "closure"]
    past = past or (sewn_then(marks, acts, with_years=True) if is_told else [])
    if past or stitches is not None:
        yield Then(tuple(past), None, None)


def _prior(marks: Marks, found: Sequence[Then], relation: str, told: Mention | None) -> Iterator[PriorProcedure]:
    to_room = marks.first("relation", "operating_room", "in_office")
    stated = stated_days(marks)
    for then in found:
        code, by_same = code_then(marks, then), by_same_practice(marks, then)
        treated = (one for one in _treated(marks, then) if one.kind == "condition" and "lesion" in one.attributes)
        condition = next(treated, None)
        placed = next((one for one in _treated(marks, then) if one.kind == "site"), None)
        is_cut = told is not None and relation == "more_extensive" and then.anchor in _cut_again(marks, told)
        for technique, act in techniques_then(then.acts) or (("excision" if is_cut else "", None),):
            site = site_beside(marks, act) or placed
            global_days = stated
            if global_days is None and marks.has("relation", "within_global") and then.days_ago is None:
                global_days = 90 if technique in ("flap", "graft") else 10
            yield PriorProcedure(
                technique=technique,
                code=code,
                condition=condition.value if condition is not None else "",
                site=site.value if site else "",
                side=site.side if site else "",  # type: ignore[arg-type]
                on=then.on,
                days_ago=then.days_ago,
                global_days=global_days,
                by_same_practice=by_same,
                relation="" if _is_of_year(then) else relation,  # type: ignore[arg-type]
                return_to=room_of(to_room) if relation == "complication" else "",  # type: ignore[arg-type]
                evidence=evidence("prior", act, then.anchor, told),
            )
    yield from _first_stage(marks, found, relation, told)


def _first_stage(marks: Marks, found: Sequence[Then], relation: str, told: Mention | None) -> Iterator[PriorProcedure]:
    """Yield the flap whose stalk is cut today, when only its day is told: "3 weeks after stage 1"."""
    if (
        told is None
        or not marks.has("feature", "division")
        or any(act.kind == "closure" and act.value.startswith("flap") for then in found for act in then.acts)
    ):
        return
    then = next((one for one in found if one.days_ago is not None or one.on is not None), found[0])
    yield PriorProcedure(
        technique="flap",
        on=then.on,
        days_ago=then.days_ago,
        by_same_practice=by_same_practice(marks, then),
        relation=relation,  # type: ignore[arg-type]
        evidence=evidence("prior", None, then.anchor, told),
    )


def _is_of_year(then: Then) -> bool:
    """Say whether only a year dates what was done then: no stitches or days of payment of today are its."""
    return then.anchor is not None and then.anchor.kind == "date" and len(then.anchor.value) == _YEAR_DIGITS
