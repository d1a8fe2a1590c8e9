"""Procedures of another day that a note names: what, when, by whom, and how today's work stands to them.

A note tells them by time ("6 days after excision", "re-excised on day 7", "had cryo last week") or by what today's
visit is for ("returns for suture removal").  What they were done to is told too, so that it can be set apart.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.terms import table
from cleanskin.note.visit.marks import Marks, evidence
from cleanskin.note.visit.seen_then import is_of_finding, is_of_sample
from cleanskin.note.visit.stitches import is_of_stitches, is_to_come, stitches_out
from cleanskin.note.visit.two_days import on_earlier_days
from cleanskin.record.encounter import PriorProcedure

_TOLD: Final = frozenset({"asserted", "uncertain", "historical"})
_DAYS: Final = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_NO_PROCEDURE: Final = frozenset({"treat", "remove", "clipping"})
_WEAK_CLOSURES: Final = frozenset({"none", "sutured", "closed", "second_intention", "adhesive_strips", "primary"})
_AFTER: Final = re.compile(
    r"\W{0,3}(?:days?\s+)?(?:after|post\b|s/p|status post|following|since|out from|from|of)\b", re.I
)
_LATER: Final = re.compile(r"\W{0,2}(?:later|afterwards?|thereafter)\b", re.I)
_GLOBAL: Final = re.compile(r"[\s-]*global", re.I)
_BREAK: Final = re.compile(r"[;,:]\s|(?<!\b[a-z])\.\s|\n|\)\s|\s-\s")
_TURN: Final = re.compile(
    r"\b(?:is|are|was|were|has|had|today|now|new|another|different|second|other|separate|unrelated|comes|came"
    r"|returns?|returned|presents?|presented|seen|here|undergoes|underwent|develops|developed|develop|noted|shows"
    r"|the patient|patient|pt|we|i)\b",
    re.I,
)
"""Words at which a sentence turns from what was done before to today."""

_LASTING: Final = frozenset({"flap", "graft"})
_LOOKS: Final = re.compile(
    r"\W*(?:site\W+|tip\W+|skin\W+|donor site\W+|edges?\W+|is\W+|was\W+|are\W+|looks?\W+|appears?\W+|remains?\W+"
    r"|has\W+|completely\W+|fully\W+|well\W+|all\W+|100\W+)*(?:viable|pink|healed|healing|heals|intact|taken|taking|take|good|warm|perfused"
    r"|survived|without|no\b|clean|dusky|re-?approximated|re-?sutured|re-?inset|re-?secured|reattached|necro\w+|swollen|bruised|flat|soft|nice\w*|doing)",
    re.I,
)
"""What behind the words for a flap or graft says that it is looked at, not made."""

_ASKED: Final = re.compile(r"\s?\?")
_UNDER: Final = re.compile(
    r"\b(?:under|beneath|below|of|from|in|at|involving|near|around)\W+(?:(?:an?|the|his|her|recent|prior|skin)\W+)*$",
    re.I,
)
"""Words that lead from today's work to the earlier closure that it is about ("hematoma under the graft")."""

_PURPOSE: Final = re.compile(r"\bfor(?: an?| the)?\W*$", re.I)
_ORDER: Final = (
    "flap", "graft", "mohs", "excision", "matrixectomy", "laser", "cryosurgery", "electrodesiccation", "curettage",
    "destruction", "chemical", "ablation", "drainage", "snip", "shave", "avulsion", "incisional", "punch", "tangential",
    "biopsy", "injection", "paring", "debridement", "expression",
)  # fmt: skip
_COMPLICATION_CARE: Final = ("hematoma_evacuation", "seroma_drainage", "wound_infection_drainage")
_YEAR_WITHIN: Final = 12
_YEAR_DIGITS: Final = 4
_DATE_WITHIN: Final = 40
_BEFORE_YEARS: Final = frozenset({"", "in", "done in", "was in"})
_SITE_BEHIND: Final = 30
_CODE_WITHIN: Final = 10
"""Most characters between a time and the code of what was done then: "the", "a CPT"."""

_SITE_AHEAD: Final = 12
_SITES_BEFORE: Final = 3
"""How many places before a word for a flap are looked at."""
_FIRST_REACH: Final = 400
"""How many characters before a time are first searched for a break."""
_OBJECTS: Final = frozenset({"condition", "site", "count", "length", "noun", "feature"})
_CLOSURES: Final = ("flap", "graft", "complex", "intermediate", "simple")


class Earlier(NamedTuple):
    """The procedures of other days, and the places in the note of the mentions that tell what was done then.

    `objects` are the places of what was treated then, `same_lesion` of what was treated then and is again today.
    """

    prior: tuple[PriorProcedure, ...]
    places: frozenset[tuple[int, int]]
    objects: frozenset[tuple[int, int]] = frozenset()
    same_lesion: frozenset[tuple[int, int]] = frozenset()


class _Then(NamedTuple):
    """Acts of another day with the mention that dates them and the days past, None when not told."""

    acts: tuple[Mention, ...]
    anchor: Mention | None
    days_ago: int | None
    on: date | None = None


def earlier(marked: MarkedText) -> Earlier:
    """Return the procedures of other days."""
    marks = Marks(marked)
    acts = [one for one in marked.mentions if _is_act(one)]
    found = list(_dated(marks, acts))
    if not found:
        found = list(_undated(marks, acts))
    if not found:
        return Earlier((), frozenset())
    places = frozenset((act.start, act.end) for then in found for act in then.acts)
    places |= frozenset(_looked_at(marks, acts, found))
    today = [act for act in acts if (act.start, act.end) not in places]
    relation, told = _relation(marks, today, places)
    prior = tuple(_prior(marks, found, relation, told))
    treated = frozenset((one.start, one.end) for then in found for one in _treated(marks, then))
    if relation not in ("staged", "more_extensive", "complication"):
        return Earlier(prior, places, treated - places)
    if relation != "complication" and not today:
        if marks.has("feature", "division"):
            treated |= places  # "s/p forehead flap, pedicle divided today"
        places = frozenset()  # the same words tell of today's part too
    return Earlier(prior, places, same_lesion=treated)


def _looked_at(marks: Marks, acts: Sequence[Mention], found: Sequence[_Then]) -> Iterator[tuple[int, int]]:
    """Yield the places of flaps and grafts of another day that are only looked at today ("flap pink and viable")."""
    before = {act.value.split("_")[0] for then in found for act in then.acts if act.kind == "closure"}
    for act in acts:
        if act.kind == "closure" and act.value.split("_")[0] in before & _LASTING and _LOOKS.match(marks.text, act.end):
            yield act.start, act.end


def _treated(marks: Marks, then: _Then) -> Iterator[Mention]:
    """Yield what the acts of another day were done to: the conditions, places and sizes right behind them."""
    for act in then.acts:
        start = act.start
        end = _turn(marks.text, act.end)
        mentions = marks.marked.mentions
        near = mentions[bisect_right(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]
        after = [one for one in near if one.sentence == act.sentence]
        following = next((one.start for one in after if one.kind in ("technique", "service", "person")), end)
        for one in after:
            if one.kind in _OBJECTS and one.start < following:
                yield one
        conditions = marks.by_kind.get("condition", ())
        ahead = bisect_left(conditions, start, key=_start)
        if ahead and 0 <= start - conditions[ahead - 1].end <= 1:  # "AK destruction"
            yield conditions[ahead - 1]
        if act.kind == "closure":
            sites = marks.by_kind.get("site", ())
            for one in sites[: bisect_right(sites, start, key=_start)][-_SITES_BEFORE:]:
                if 0 <= start - one.end <= 1:  # "cheek flap"
                    yield one


def _is_act(one: Mention) -> bool:
    if one.scope not in _TOLD or one.section in ("family_history", "consent", "billing", "instructions"):
        return False
    if one.kind == "technique":
        return one.value not in _NO_PROCEDURE
    return one.kind == "closure" and one.value not in _WEAK_CLOSURES


def _dated(marks: Marks, acts: Sequence[Mention]) -> Iterator[_Then]:
    """Yield the acts that a time sets on another day."""
    taken: set[int] = set()
    comes_out: bool | None = None
    for anchor in _anchors(marks):
        days = _days(anchor)
        chosen = [act for act in _acts_of(anchor, acts, marks) if act.start not in taken]
        if not chosen and anchor.value in ("day_number", "after"):
            here = [act for act in acts if act.sentence == anchor.sentence and act.kind == "closure"]
            chosen = [act for act in here if _UNDER.search(marks.text, anchor.end, act.start)]
        if not chosen and marks.has("relation", "staged"):
            chosen = [act for act in acts if act.sentence == anchor.sentence]
        if not chosen and comes_out is None:
            comes_out = stitches_out(marks.marked) is not None
        is_told = comes_out and anchor.value in ("day_number", "after", "ago")
        if is_told and not chosen:
            chosen = [act for act in acts if act.sentence == anchor.sentence and is_of_stitches(marks.text, act.start)]
        if chosen or is_told or _is_day_of_code(marks, anchor):
            taken.update(act.start for act in chosen)
            yield _Then(tuple(chosen), anchor, days)
    for told, day, days in on_earlier_days(marks.text, marks.by_kind.get("date", ()), acts):
        chosen = [act for act in told if act.start not in taken]
        taken.update(act.start for act in chosen)
        if chosen:
            yield _Then(tuple(chosen), day, days)
    covered = marks.first("relation", "within_global", scopes=_TOLD)
    if covered is not None and not taken:
        near = [act for act in acts if act.sentence == covered.sentence and covered.end <= act.start < covered.end + 80]
        told_by = _in_one_go(marks.text, near)
        told_by = _in_one_go(marks.text, told_by)
        day = next((one for one in _anchors(marks) if one.sentence == covered.sentence), None)
        taken.update(act.start for act in told_by)
        if told_by:
            yield _Then(tuple(told_by), day or covered, _days(day) if day else None)
    days_told = [on for one in marks.by_kind.get("date", ()) if (on := _full_date(one.value)) is not None]
    last_day = max(days_told, default=None)
    own_day = _own_day(marks) or (days_told[0] if days_told else None)
    for word in marks.by_kind.get("technique", ()):
        ahead = _date_ahead(marks, word, own_day) if word.value == "remove" and word.scope in _TOLD else None
        if ahead is not None:  # "on 2/23 we removed a nevus"
            yield _Then((word._replace(value="excision"),), ahead, None, _full_date(ahead.value))
    for act in acts:
        behind = _date_behind(marks, act, last_day) or _date_ahead(marks, act, own_day)
        if behind is not None and act.start not in taken:
            taken.add(act.start)
            yield _Then((act,), behind, None, _full_date(behind.value))
        elif act.scope == "historical" and act.start not in taken:
            when = next((one for one in marks.by_kind.get("date", ()) if one.sentence == act.sentence), None)
            day_then = _full_date(when.value) if when is not None else None
            if day_then is not None:
                taken.add(act.start)
                yield _Then((act,), when, None, day_then)


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
    for one in dates[bisect_left(dates, act.end, key=_start) :]:
        apart = one.start - act.end
        if apart > _DATE_WITHIN:
            break
        if len(one.value) == 4:
            if 0 <= apart <= _YEAR_WITHIN and marks.text[act.end : one.start].strip(" (,").lower() in _BEFORE_YEARS:
                return one
            continue
        day = _full_date(one.value)
        if (
            day is not None
            and last_day is not None
            and (day < last_day or _is_sample_before(marks, act, apart))
            and not _is_another_between(marks, act, one)
            and one.start <= _next_break(marks.text, act.end)
        ):
            return one
    return None


_DEFINITIVE: Final = frozenset({"excision", "mohs", "electrodesiccation", "cryosurgery", "curettage", "laser"})
_DAY_WITHIN: Final = 4
"""Most characters between "bx" and its day in a note that names no other: "SCC in situ, bx 2/18/26"."""


def _is_sample_before(marks: Marks, act: Mention, apart: int) -> bool:
    """Say whether a biopsy has a day of its own in a note that tells of treatment without one: it was then."""
    if act.value != "biopsy" or apart > _DAY_WITHIN or len(marks.by_kind.get("date", ())) > 1:
        return False
    return any(one.start > act.end for one in marks.of("technique", *_DEFINITIVE))


_DAY_OF: Final = re.compile(
    r"\b(?:visit date|date of (?:visit|service|surgery|procedure|operation)|dos|date|seen|today)\W{0,4}(?:is\W+)?$",
    re.I,
)


def _own_day(marks: Marks) -> date | None:
    """Return the day that the note calls its own: "Visit date 3/2/2026"."""
    for one in marks.by_kind.get("date", ()):
        if _DAY_OF.search(marks.text, max(0, one.start - 24), one.start):
            return _full_date(one.value)
    return None


_DONE_THEN: Final = re.compile(
    r",?\s*(?:(?:I|we|he|she|they|patient|pt|had|has|was|were|underwent|did|an?|the|this|his|her|lesion|it)\s+){0,4}$",
    re.I,
)
_ON: Final = re.compile(r"\bon\s+$", re.I)


def _date_ahead(marks: Marks, act: Mention, own_day: date | None) -> Mention | None:
    """Return the day right before an act, when it is before the note's own: "on 9/8/2026 I excised a BCC"."""
    dates = marks.by_kind.get("date", ())
    at = bisect_left(dates, act.start, key=_start)
    if not at or own_day is None:
        return None
    one = dates[at - 1]
    day = _full_date(one.value)
    if day is None or day >= own_day or not _DONE_THEN.fullmatch(marks.text, one.end, act.start):
        return None
    return one if _ON.search(marks.text, max(0, one.start - 4), one.start) else None


def _is_another_between(marks: Marks, act: Mention, day: Mention) -> bool:
    """Say whether another act stands between: the day is that one's."""
    return any(act.end <= other.start < day.start for other in marks.by_kind.get("technique", ()))


_DRUG_WITHIN: Final = 5
"""Most characters between a time and the drug that was taken so long."""


def _is_of_treatment(marks: Marks, one: Mention) -> bool:
    """Say whether a time tells how long a drug was taken ("after 8 wk tretinoin")."""
    taken = (*marks.by_kind.get("medication", ()), *marks.by_kind.get("drug", ()))
    return any(0 <= drug.start - one.end <= _DRUG_WITHIN for drug in taken)


def _anchors(marks: Marks) -> Iterator[Mention]:
    for one in sorted([*marks.by_kind.get("interval", ()), *marks.by_kind.get("time_word", ())]):
        if one.scope in ("negated", "hypothetical", "instruction", "family", "planned"):
            continue
        if _GLOBAL.match(marks.text, one.end) or _is_of_treatment(marks, one):
            continue
        if one.kind == "time_word" or one.value in ("ago", "after", "day_number"):
            yield one


def _acts_of(anchor: Mention, acts: Sequence[Mention], marks: Marks) -> list[Mention]:
    """Return the acts that lie on the day a time counts from."""
    text = marks.text
    here = acts[bisect_left(acts, anchor.sentence, key=_sentence) : bisect_right(acts, anchor.sentence, key=_sentence)]
    if anchor.value == "ago" or anchor.kind == "time_word":
        start, end = _stretch(text, anchor)
        told = [act for act in here if start <= act.start < anchor.start]
        if is_of_finding(text, anchor.start) or is_of_sample(text, anchor.start):
            return [act for act in told if anchor.start - act.end <= _VERB_WITHIN]
        if not told and _MADE.match(text, start, anchor.start):
            told = [act for act in here if act.end < start][-1:]
        if told:
            return _back(text, told)
        now = _NOW.search(text, anchor.end, end)
        return _in_one_go(text, [act for act in here if anchor.end <= act.start < (now.start() if now else end)])
    after = _AFTER.match(text, anchor.end) or ("after" in anchor.words.lower() and anchor)
    if after and not _LATER.match(text, anchor.end):
        told = _in_one_go(text, [act for act in here if anchor.end <= act.start < _next_break(text, anchor.end)])
        if told:
            return told
    start, _ = _stretch(text, anchor)
    first = bisect_left(acts, anchor.sentence - 3, key=_sentence)
    before = list(acts[first : max(first, bisect_left(acts, start, key=_start))])
    if before and anchor.value == "after" and _COMING.search(text, _sentence_start(text, anchor.start), anchor.start):
        return []
    if before or not _POD.search(text, max(0, anchor.start - 14), anchor.end):
        return before
    behind = [act for act in here if anchor.end <= act.start and _AFTER_WHAT.search(text, anchor.end, act.start)]
    if behind:  # "POD 7, suture removal after excision with layered closure"
        return _in_one_go(text, [act for act in here if act.start >= behind[0].start])
    named = [act for act in here if anchor.end <= act.start and _NAMED_BEHIND.match(text, anchor.end, act.start)]
    if named and (named[0].kind == "closure" or named[0].value in _HEALING):  # "POD 5, excision of a lipoma by me"
        return [act for act in here if act.start >= named[0].start]
    # "Follow up, POD 10.  Graft of the nose by me": the work is told in the sentence after its day
    return [act for act in acts if act.sentence == anchor.sentence + 1]


_MADE: Final = re.compile(r"\W*(?:placed|done|performed|made|created|raised|which was \w+)\b", re.I)
"""What begins a stretch that tells when the act before it was done: "flap to the helix, placed a month ago"."""

_VERB_WITHIN: Final = 12
"""Most characters between the word for an act that a time dates and the time: "biopsied about two weeks ago"."""


def _sentence_start(text: str, place: int) -> int:
    return max(text.rfind(". ", 0, place), text.rfind("\n", 0, place)) + 1


_COMING: Final = re.compile(
    r"\b(?:may|might|will|should|would|could|can|if|persists?|remains?|recurs?|recheck\w*|return|follow|unless|massage|rtc|f/u"
    r"|dermabra\w*|revision|vaseline|bolster|start|begin|resume|plan|next)\b",
    re.I,
)
"""What before "after eight weeks" says that the time is still to come."""

_NOW: Final = re.compile(r"\b(?:today|now|this visit)\b", re.I)
_AFTER_WHAT: Final = re.compile(
    r"\b(?:after|following|s/p|status post|post)\W+(?:(?:an?|the|her|his|wide|\w+)\W+){0,2}$", re.I
)
_NAMED_BEHIND: Final = re.compile(r"\W*(?:(?:an?|the|wide|local|surgical|simple)\W+){0,3}\Z", re.I)
_HEALING: Final = frozenset({"excision", "mohs", "matrixectomy"})
"""Acts whose wounds are looked at by the day after them."""

_POD: Final = re.compile(r"\b(?:pod|post-?\s?op(?:erative)? day)\b", re.I)


_BESIDE: Final = re.compile(
    r"\s*(?:(?:here|in (?:this|our) (?:office|clinic)|by (?:us|me))\s*)?(?:w/|with|and|\+|,|&)\s*(?:an?\s+)?", re.I
)
"""What stands between two acts of one day: "excised here w/ layered repair"."""


def _in_one_go(text: str, acts: Sequence[Mention]) -> list[Mention]:
    """Return the first acts, up to where the sentence turns to today ("after a flap a new papule is shaved")."""
    kept: list[Mention] = []
    for act in acts:
        is_beside = kept and _BESIDE.fullmatch(text, kept[-1].end, act.start)
        if (
            kept
            and not is_beside
            and (_PURPOSE.search(text, kept[-1].end, act.start) or _turn(text, kept[-1].end) < act.start)
        ):
            break
        kept.append(act)
    return kept


def _back(text: str, acts: Sequence[Mention]) -> list[Mention]:
    """Return the last acts, back to where the sentence turned from today ("a graft was done after Mohs yesterday")."""
    kept = [acts[-1]]
    for act in reversed(acts[:-1]):
        if _TURN.search(text, act.end, kept[0].start):
            break
        kept.insert(0, act)
    return kept


def _turn(text: str, place: int) -> int:
    """Return where what follows a place is no longer about the same day: at a break or at a word that turns."""
    end = _next_break(text, place)
    found = _TURN.search(text, place, end)
    return found.start() if found else end


def _stretch(text: str, anchor: Mention) -> tuple[int, int]:
    """Return the stretch between breaks around a mention."""
    reach, begin, start = _FIRST_REACH, anchor.start, 0
    while begin and not start:
        begin = max(0, anchor.start - reach)
        start = max((one.end() for one in _BREAK.finditer(text, begin, anchor.start)), default=0)
        reach *= 4
    return start, _next_break(text, anchor.end)


_ITS_DAY: Final = re.compile(r"\s*(?:(?:ago|back|earlier|prior)\s*)?\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)")
"""The date of a time in brackets right behind it: "three days ago (8/18)"."""


def _next_break(text: str, place: int) -> int:
    aside = _ITS_DAY.match(text, place)
    found = _BREAK.search(text, aside.end() if aside else place)
    return found.start() if found else len(text)


def _days(anchor: Mention) -> int | None:
    if anchor.kind == "time_word":
        return int(table("time_word")[anchor.value]["days"])
    if anchor.amount is None:
        return None
    return int(anchor.amount * _DAYS.get(anchor.unit, 1))


def _undated(marks: Marks, acts: Sequence[Mention]) -> Iterator[_Then]:
    """Yield acts of the past without a time, when the visit is about them; stitches that today are taken out."""
    stitches = stitches_out(marks.marked)
    relations = {one.value for one in marks.of("relation", scopes=_TOLD)}
    if stitches is None and not relations & {"aftercare", "complication", "within_global", "staged", "more_extensive"}:
        return
    years = {one.sentence for one in marks.by_kind.get("date", ()) if len(one.value) == _YEAR_DIGITS}
    past = [act for act in acts if act.scope == "historical" and act.sentence not in years]
    if stitches is not None:
        past += [act for act in acts if act not in past and stitches.start() <= act.start and act.kind == "closure"]
        past += [act for act in acts if act not in past and act.end <= stitches.end() and act.kind == "closure"]
    if past or stitches is not None:
        yield _Then(tuple(past), None, None)


def _prior(marks: Marks, found: Sequence[_Then], relation: str, told: Mention | None) -> Iterator[PriorProcedure]:
    to_room = marks.first("relation", "operating_room", "in_office")
    stated = _stated_days(marks)
    for then in found:
        code, by_same = _code(marks, then), _by_same_practice(marks, then)
        treated = (one for one in _treated(marks, then) if one.kind == "condition" and "lesion" in one.attributes)
        condition = next(treated, None)
        placed = next((one for one in _treated(marks, then) if one.kind == "site"), None)
        for technique, act in _techniques(then.acts) or (("", None),):
            site = _site(marks, act) or placed
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
                return_to=_room(to_room) if relation == "complication" else "",  # type: ignore[arg-type]
                evidence=evidence("prior", act, then.anchor, told),
            )
    yield from _first_stage(marks, found, relation, told)


def _first_stage(marks: Marks, found: Sequence[_Then], relation: str, told: Mention | None) -> Iterator[PriorProcedure]:
    """Yield the flap whose stalk is cut today, when only its day is told: "3 weeks after stage 1"."""
    if (
        told is None
        or not marks.has("feature", "division")
        or any(act.kind == "closure" and act.value.startswith("flap") for then in found for act in then.acts)
    ):
        return
    then = next((one for one in found if one.days_ago is not None or one.on is not None), None)
    if then is not None:
        yield PriorProcedure(
            technique="flap",
            on=then.on,
            days_ago=then.days_ago,
            by_same_practice=_by_same_practice(marks, then),
            relation=relation,  # type: ignore[arg-type]
            evidence=evidence("prior", None, then.anchor, told),
        )


def _is_of_year(then: _Then) -> bool:
    """Say whether only a year dates what was done then: no stitches or days of payment of today are its."""
    return then.anchor is not None and then.anchor.kind == "date" and len(then.anchor.value) == _YEAR_DIGITS


def _techniques(acts: Sequence[Mention]) -> tuple[tuple[str, Mention], ...]:
    """Return what was done then: the most extensive act, and the closure when it has days of its own."""
    values = {act.value.split("_")[0] if act.kind == "closure" else act.value: act for act in reversed(acts)}
    main = next((name for name in _ORDER[2:] if name in values), "")
    closure = next((name for name in _CLOSURES if name in values), "")
    own_days = closure in ("flap", "graft") or main in ("", "mohs")
    chosen = [name for name in (main, closure if own_days else "") if name]
    return tuple((name, values[name]) for name in chosen)


def _relation(marks: Marks, today: Sequence[Mention], places: frozenset[tuple[int, int]]) -> tuple[str, Mention | None]:
    """Return how today's work stands to the earlier one, by the record's own words."""
    for name in ("complication", "staged", "more_extensive", "aftercare", "unrelated"):
        of_name = [one for one in marks.of("relation", name) if not _ASKED.match(marks.text, one.end)]
        if name == "aftercare":
            of_name = [one for one in of_name if not is_to_come(marks.marked, one.start)]
        told = next((one for one in of_name if not any(a < one.end and one.start < b for a, b in places)), None)
        if told is None and name == "complication":
            told = marks.first("service", *_COMPLICATION_CARE)
        if told is not None:
            if name == "aftercare" and today and marks.has("relation", "unrelated"):
                continue
            return name, told
    divided = marks.first("feature", "division")
    if divided is not None:
        return "staged", divided  # the second stage of a flap on a stalk
    return ("aftercare", None) if stitches_out(marks.marked) and not today else ("", None)


_ELSEWHERE: Final = re.compile(
    r"[^.;,\n]{0,24}\b(?:elsewhere|at (?:an )?(?:outside|other)|at another|by (?:an )?outside|in another"
    r"|(?:in|at) (?:the |an )?(?:ed|er|emergency|urgent care))\b",
    re.I,
)
"""What behind an act of another day says that it was not done here."""


def _by_same_practice(marks: Marks, then: _Then) -> bool | None:
    """Say who did it; a clinician named in a sentence about another act of the past is none of this one's."""
    own = {act.sentence for act in then.acts} | ({then.anchor.sentence} if then.anchor else set())
    acts = {one.sentence for one in marks.by_kind.get("technique", ())}
    others = [one.sentence for one in marks.of("person", "other_doctor", scopes=_TOLD)]
    if any(place in own or place not in acts or not own for place in others) or any(
        _ELSEWHERE.match(marks.text, act.end) for act in then.acts
    ):
        return False
    return True if marks.has("person", "same_doctor", scopes=_TOLD) else None


def _room(told: Mention | None) -> str:
    if told is None:
        return ""
    return "operating_room" if told.value == "operating_room" else "office"


def _stated_days(marks: Marks) -> int | None:
    """Return the length of the global period as the record states it ("10-day global")."""
    for one in marks.by_kind.get("interval", ()):
        if _GLOBAL.match(marks.text, one.end) and one.amount is not None:
            return int(one.amount)
    return None


def _code(marks: Marks, then: _Then) -> str:
    """Return the procedure code that the record names for the earlier procedure."""
    codes = [one for one in marks.by_kind.get("code", ()) if one.unit != "icd"]
    sentences = {act.sentence for act in then.acts} | ({then.anchor.sentence} if then.anchor else set())
    found = next((one for one in codes if one.sentence in sentences or not sentences), None)
    return found.value[:5] if found is not None else ""


_OF_NEXT: Final = re.compile(
    r"[,;]\s*(?:today|now|(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)\b)", re.I
)
"""What between an earlier act and a place says that the place is of the next thing told."""


def _site(marks: Marks, act: Mention | None) -> Mention | None:
    """Return the place right beside the words for an act: "cheek flap", "excision of the back"."""
    if act is None:
        return None
    near = [one for one in marks.by_kind.get("site", ()) if one.sentence == act.sentence]
    if "forehead" in act.words.lower():  # the name of the flap hides the place
        return act._replace(kind="site", value="forehead", side="")
    close = [one for one in near if 0 <= one.start - act.end <= _SITE_BEHIND or 0 <= act.start - one.end <= _SITE_AHEAD]
    close = [one for one in close if one.start < act.start or not _OF_NEXT.search(marks.text, act.end, one.start)]
    return min(close, key=lambda one: abs(one.start - act.start), default=None)


def _start(one: Mention) -> int:
    return one.start


def _sentence(one: Mention) -> int:
    return one.sentence


def _full_date(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
