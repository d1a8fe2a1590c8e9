"""Stretches of a note that tell of another day: a year, a month, a day without its year, another clinic.

"Mohs on the right ear 2020", "had a basal cell taken off his back in 2017", "(bx 4/22)", "drained in April", "biopsied
elsewhere".  What was done there is of the past; where and how large it was says nothing of today's lesions.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE_OR_PAST, MarkedText, Mention, start_of
from cleanskin.note.number_patterns import MONTH_NAMES, SEASONS
from cleanskin.note.samples import SAMPLES
from cleanskin.note.sought import Opening, Sought
from cleanskin.note.visit.seen_then import is_of_finding, is_of_sample

_STRETCH_END: Final = re.compile(
    r"[;\n()]|,(?!\s*\d+\s*(?:units?|mg|mL|cc|allergens|sq)\b)|[.:](?=\s|$)|\b(?:now|today|but|currently)\b",
    re.IGNORECASE,
)
_MONTH: Final = Sought(
    r"\b(?:in|last|since|this past)\s+(?:early[ -]|late[ -]|mid[ -]?)?"
    rf"(?:{MONTH_NAMES}|{SEASONS})\b(?!\.?\s+\d{{1,2}}\b)",
    re.IGNORECASE,
)
_CLINIC: Final = Sought(
    r"\b(?:(?:done|performed|biopsied|bx'?d|excised|removed|treated|taken off|frozen)(?: \w+){0,3} (?:elsewhere"
    r"|somewhere else)|somewhere else|(?:at|by|(?<!referred )(?<!sent )from) (?:an? |the |his |her |their )?(?:outside"
    r"|another|prior|previous|former) (?:derm\w*|provider|doctor|physician|surgeon|clinic|office|facility|practice"
    r"|hospital)|(?<!to )outside derm(?!(?:ato)?path)\w*)\b",
    re.IGNORECASE,
)
_LAST: Final = r"last (?:year|yr|month|spring|summer|fall|autumn|winter|visit|time)"
_AGO: Final = r"(?:years?|months?|yrs?) (?:ago|back|earlier)"
_LONG_AGO: Final = r"years ago|in the past|as an? (?:child|teenager)"
_BACK_THEN: Final = Opening(
    r"(?:^|(?<=[.;:\n])|(?<=[.;:] ))[ \t*-]*(?:(?:at|during|on) (?:the|her|his|their|my) )?"
    rf"(?:{_LAST}|(?:about |some )?(?:a|an?other|\d+|one|two|three|four|five|six|ten|several|many|some|a few) {_AGO}"
    rf"|{_LONG_AGO})\b ?,?(?=[^.;\n]*\b(?:was|were|had|got|underwent|received|we|i)\b)",
    re.IGNORECASE,
    told=rf"\b(?:{_LAST}|{_AGO}|{_LONG_AGO})\b",
    after=".;:\n",
)
"""An earlier time that opens a statement of what was done then: "Last year three keratoses were frozen"."""

_WEEKDAY: Final = Sought(
    r"\b(?:was|were|had|got|been)\s+(?:\w+\s+){1,5}?(?:on |last |this past )?"
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?! next)"
    r"|\b(?:done|performed|taken)\s(?:on |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?! next|[^\n]*\b(?:code|bill) )",
    re.IGNORECASE,
)
"""A day of the week on which something was done: "the Mohs was finished by me Tuesday"."""

_AGAIN: Final = re.compile(
    r"[^\n]{0,60}?\b(?:again|came back|come back|recur\w*|return\w*|grew back|regr[eo]w\w*|still|persist\w*)\b",
    re.IGNORECASE,
)
"""What behind such a statement says that what it names is there today."""

_SINCE: Final = re.compile(r"\b(?:since|established|born|onset|present)\W*$", re.IGNORECASE)
_ACTS: Final = frozenset({"technique", "closure", "mohs"})
_ACTS_AND_SERVICES: Final = _ACTS | {"service", "drug"}
_IS_ASKED: Final = Sought(r"\b(?:codes?|bill|report|charge|denial)\b[^.\n]*\?", re.IGNORECASE)
"""A question about how something is coded: what it tells is the case, whenever it was."""

_OBJECTS: Final = frozenset({"site", "noun", "length", "count", "feature", "size_role", "area"})
_DAY_WITHIN: Final = 4
"""Most characters between an act and the day right behind it."""


class _Stretch(NamedTuple):
    start: int
    end: int


def without_other_days(marked: MarkedText) -> MarkedText:
    """Return the note with acts of other days as of the past, and without what they were done to."""
    marked = _with_todays(marked)
    acts = _ACTS if _IS_ASKED.search(marked.text) else _ACTS_AND_SERVICES
    stretches = [one for one in _stretches(marked) if _has_act(marked, one, acts)]
    days = _days_behind(marked) | _patches_read(marked)
    if not stretches and not days:
        return marked
    mentions, places = [], []
    stretches.sort()
    starts = [part.start for part in stretches]
    reached = list(accumulate((part.end for part in stretches), max))
    for one in marked.mentions:
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and _is_here(marked.text, stretches[at], one):
            pass
        elif (one.start, one.end) in days:
            one = one._replace(scope="historical")
        elif at >= 0 and one.start < reached[at] and one.scope in LIVE_OR_PAST:
            if one.kind in _OBJECTS or one.kind == "code":
                places += [one] if one.kind == "site" else []
                continue
            if one.kind in acts or one.kind == "condition":
                one = one._replace(scope="historical")
        mentions.append(one)
    mentions = _with_plain_closure(mentions)
    if places and _closes_only(marked.text, mentions):
        mentions = sorted([*mentions, *places], key=lambda one: (one.start, one.end))
    return marked._replace(mentions=mentions)


def _with_plain_closure(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without the word for a late closure of the wound of Mohs surgery: its code is the plain one.

    Mohs surgery has no global period, and its wound never was closed before (REP-7); one that came apart was.
    """
    was_mohs = any((one.kind, one.value, one.scope) == ("technique", "mohs", "historical") for one in mentions)
    if not was_mohs or any((one.kind, one.value) == ("condition", "dehiscence") for one in mentions):
        return mentions
    return [one for one in mentions if (one.kind, one.value) != ("feature", "delayed_closure")]


_SHUT: Final = frozenset({"simple", "intermediate", "complex", "flap", "graft"})


_BESIDE_SEWING: Final = frozenset({"remove", "treat", "cautery", "debridement", "electrodesiccation"})
"""Words for what is done to a wound before it is sewn: cones removed, bleeding stopped, edges freshened."""


_DONOR: Final = re.compile(
    r"\b(?:from|donor\W+(?:site\W+)?|behind)\s+(?:(?:behind|in front of) )?(?:the |his |her )?$", re.I
)


def _closes_only(text: str, mentions: Sequence[Mention]) -> bool:
    """True when today a wound is closed that another day made, and no place is told but then: it is the same."""
    told = [one for one in mentions if one.scope in ("asserted", "uncertain")]
    told = [one for one in told if one.kind != "site" or not _DONOR.search(text, max(0, one.start - 28), one.start)]
    rims = {one.start for one in told if one.kind == "feature"}  # "helical rim involved" places no wound
    told = [one for one in told if one.kind != "site" or one.start not in rims]
    if any(one.kind == "site" or (one.kind == "technique" and one.value not in _BESIDE_SEWING) for one in told):
        return False
    sewn = [one for one in told if one.kind == "closure"]
    return len(sewn) > 1 or any(one.value.split("_")[0] in _SHUT for one in sewn)


_HERE_NOW: Final = Sought(
    r"\b(?:recurrent|recurring|recurrence of|persistent|has an?|presents with|presenting with|here for|referred for)\b"
    r"(?:(?!\b(?:treated|biopsied|excised|removed|s/p|status post|following|after|which|that|who)\b)[^.;\n]){0,90}",
    re.IGNORECASE,
)
"""What the patient has now, up to what was done to it before: "a recurrent BCC of the chest treated in 2020"."""


def _is_here(text: str, part: _Stretch, one: Mention) -> bool:
    """True for a place or a finding that is told as there now, before what another day did to it."""
    if one.kind not in ("site", "condition", "noun", "length", "size_role"):
        return False
    if one.kind in ("site", "condition") and _CAME_BACK.match(text, one.end):
        return True
    here = _HERE_NOW.search(text, part.start, part.end)
    return here is not None and here.start() <= one.start < here.end() < part.end


_CAME_BACK: Final = re.compile(
    r"[^.;\n]{0,120}?(?<!not )(?<!never )\b(?:(?:has|have|had|it|now|which|and) (?:since |now )?"
    r"(?:come back|came back|recurred"
    r"|returned|grown back|grew back|regrown|relapsed)|(?:is|was) (?:back|recurrent)(?! to))\b",
    re.IGNORECASE,
)
"""What behind a finding and its earlier treatment says that it is there again."""

_TODAY: Final = re.compile(
    r"[^.;,\n]{0,24}\b(?:today|this morning|this afternoon|earlier today|same day|same session)\b", re.IGNORECASE
)

_COPIED: Final = re.compile(r"\b(?:copied|carried|pasted|pulled)\b", re.IGNORECASE)
"""What says that "today" is the day of an earlier note."""


def _with_todays(marked: MarkedText) -> MarkedText:
    """Return the note with acts that are told as over, but of today ("s/p Mohs by me today"), as done."""
    if not any(one.scope == "historical" and one.kind in _ACTS for one in marked.mentions):
        return marked
    return marked._replace(
        mentions=[
            one._replace(scope="asserted")
            if one.scope == "historical"
            and one.kind in _ACTS
            and _TODAY.match(marked.text, one.end)
            and not _COPIED.search(marked.text, marked.text.rfind("\n", 0, one.start) + 1, one.start)
            else one
            for one in marked.mentions
        ]
    )


def _stretches(marked: MarkedText) -> Iterator[_Stretch]:
    """Yield the stretches around years, months and other clinics."""
    text = marked.text
    first = first_day(marked.mentions)
    for one in marked.mentions:
        if one.kind == "date" and _is_past_year(one.value, first) and not _SINCE.search(text[: one.start][-16:]):
            is_aside = text[one.start - 1 : one.start] == "(" and text[one.end : one.end + 1] == ")"
            start = one.start - is_aside  # "a graft of the scalp (2022)": it dates what stands before the bracket
            part = _with_items(marked, _of_recurrence(marked, _around(text, start, one.end), start))
            yield from (part, *_bracket_of(text, one))
    yield from _days_not_asked(text)
    patterns: tuple[Sought | Opening, ...] = (_MONTH, _CLINIC, _BACK_THEN, _WEEKDAY)
    for pattern in patterns:
        for found in pattern.finditer(text):
            if pattern is _MONTH and is_of_finding(text, found.start()):
                continue
            around = _around(text, found.start(), found.end())
            if pattern is _MONTH and is_of_sample(text, found.start()):
                around = around._replace(start=_sampled(marked, around, found.start()))
            if pattern is _BACK_THEN and _AGAIN.match(text, around.end):
                continue
            after = [one.end() for one in _AFTER.finditer(text, around.start, found.start())]
            yield around._replace(start=after[-1]) if after else around


def _sampled(marked: MarkedText, part: _Stretch, end: int) -> int:
    """Return where what a month dates begins: at the sample, where other work is told before it in its stretch."""
    acts = [one for one in marked.mentions if one.kind == "technique" and part.start <= one.start < end]
    is_of_more = len(acts) > 1 and acts[-1].value in SAMPLES and acts[0].value in _DEFINITE
    return acts[-1].start if is_of_more else part.start


def _bracket_of(text: str, year: Mention) -> Iterator[_Stretch]:
    """Yield the acts that a year dates over a comma or a bracket: "(dx 2020, punch thigh)", "wart 2021 (frozen x2)"."""
    found = _IN_SAME_BRACKET.match(text, year.end) or _NEXT_BRACKET.match(text, year.end)
    if found is not None and not _NOW.search(found[0]):
        yield _Stretch(*found.span("rest"))


_IN_SAME_BRACKET: Final = re.compile(r",(?P<rest>[^()\n;.]{1,60})(?=\))")
_NEXT_BRACKET: Final = re.compile(r"\s?\((?P<rest>[^()\n;]{1,60})(?=\))")

_DAYS: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ASKED: Final = Sought(
    r"\b(?:code|bill|charge|report|codes? for|coding(?: of| for)?|billed (?:on|for)|(?:goes|go) on)\W+"
    r"(?:for |on |only )?"
    rf"(?P<asked>{_DAYS})\b|\b(?P<own>{_DAYS})'?s (?:claim|codes?|coding|charges?|bill|lines?|work)\b",
    re.IGNORECASE,
)
_DAY_NAMED: Final = re.compile(rf"\b{_DAYS}\b(?!'?s\b)", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[;\n]|\.(?=\s|$)")


def _days_not_asked(text: str) -> Iterator[_Stretch]:
    """Yield what is told of another day of the week than the one to be coded: "Mohs Monday ... Code Wednesday"."""
    asked = next(iter(_ASKED.finditer(text)), None)
    if asked is None:
        return
    day = (asked["asked"] or asked["own"]).lower()
    named = list(_DAY_NAMED.finditer(text))
    for one in named:
        if one[0].lower() == day:
            continue
        start = _around(text, one.start(), one.end()).start
        end = _SENTENCE_END.search(text, one.end())
        following = next((other.start() for other in named if other.start() > one.end()), len(text))
        yield _Stretch(start, min(end.start() if end else len(text), following))


_NOW: Final = re.compile(
    r"\b(?:today|now|new|here|currently|recur\w*|returns?|presents?|wants?|seen|comes?|referred|persist\w*|still)\b",
    re.I,
)


def _with_items(marked: MarkedText, part: _Stretch) -> _Stretch:
    """Lengthen what a past year dates by what a list tells of it: "melanoma calf 2021, 0.5 mm, wide excision"."""
    text = marked.text
    if text[part.end : part.end + 1] != "," or _has_act(marked, part, _ACTS):
        return part
    inside = [one for one in marked.mentions if part.start <= one.start < part.end]
    is_of_history = _OF_HISTORY.search(text, text.rfind("\n", 0, part.start) + 1, part.start)
    if not is_of_history and not any(one.kind == "condition" and "lesion" in one.attributes for one in inside):
        return part
    ends = _STATEMENT_END.search(text, part.end)
    end = ends.start() if ends else len(text)
    following = [one for one in marked.mentions if one.kind in _NEXT_THING and part.end <= one.start < end]
    other = [one.start for one in following if one.kind != "count" or one.unit in ("", "lesion")]
    if other:
        end = max(text.rfind(",", part.end, other[0]), part.end)
    return part if _NOW.search(text, part.end, end) else part._replace(end=end)


_OF_HISTORY: Final = re.compile(r"\b(?:hx|history|h/o)\b(?:[^.;\n]|\.\d)*$", re.IGNORECASE)
_STATEMENT_END: Final = re.compile(r"[;\n]|\.(?=\s|$)")
_NEXT_THING: Final = frozenset({"condition", "site", "count"})
"""Kinds of mentions that begin another thing of a list."""


def _of_recurrence(marked: MarkedText, part: _Stretch, end: int) -> _Stretch:
    """Shorten what a year dates by an act on what came back after it: "Mohs of SCC, recurrent s/p ED&C 2024"."""
    after = list(_AFTER.finditer(marked.text, part.start, end))
    if not after or _RECURRENT.search(marked.text, part.start, after[-1].start()) is None:
        return part
    is_done = _has_act(marked, part._replace(end=after[-1].start()), _ACTS)
    return part._replace(start=after[-1].end()) if is_done else part


_RECURRENT: Final = re.compile(r"\b(?:recurren(?:t|ce)|recurred|persistent|residual|regrown|came back)\b", re.I)
_AFTER: Final = re.compile(r"\b(?:after|following|since|status post|s/p)\b", re.IGNORECASE)
"""What before another day's act ends what is told of today: "repair of a wound after Mohs by another practice"."""


def _is_past_year(value: str, today: date | None) -> bool:
    """True for a year, or a year and month, that is before the note's day."""
    if len(value) == 4:
        return today is None or int(value) < today.year
    return len(value) == 7 and value[0] != "-" and (today is None or value < today.isoformat()[:7])


_IN_BRACKET: Final = re.compile(r"\([^()\n]{1,12}\) (?:in |on )?$")


def _around(text: str, start: int, end: int) -> _Stretch:
    line = text.rfind("\n", 0, start) + 1
    if _IN_BRACKET.search(text, line, start):
        start = text.rfind("(", line, start)  # "cryo (15+) in 2024": the act stands before the bracket
    breaks = [one.end() for one in _STRETCH_END.finditer(text, line, start)]
    following = _STRETCH_END.search(text, end)
    return _Stretch(breaks[-1] if breaks else line, following.start() if following else len(text))


def _has_act(marked: MarkedText, part: _Stretch, acts: frozenset[str]) -> bool:
    first = bisect_left(marked.mentions, part.start, key=start_of)
    inside = marked.mentions[first : bisect_left(marked.mentions, part.end, key=start_of)]
    return any(one.kind in acts and one.scope in LIVE_OR_PAST and one.value not in ("treat",) for one in inside)


_DEFINITE: Final = frozenset({"excision", "mohs", "electrodesiccation", "curettage"})


def _days_behind(marked: MarkedText) -> frozenset[tuple[int, int]]:
    """Return the acts right behind which a day without its year stands that is not the note's own: "bx 4/22"."""
    first = first_day(marked.mentions)
    own = first.isoformat()[4:] if first else ""
    found: set[tuple[int, int]] = set()
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope in LIVE_OR_PAST]
    is_treated = any(one.value in _DEFINITE and one.scope == "asserted" for one in acts)
    for day in marked.mentions:
        if day.kind == "date" and day.value.startswith("--") and (day.value[1:] != own if own else is_treated):
            near = [one for one in acts if _is_right_behind(marked.text, one, day) and (own or one.value in SAMPLES)]
            starts = {one.start - 1 for one in near}
            found.update((one.start, one.end) for one in acts if one in near or one.end in starts)  # "shave biopsied"
    return frozenset(found | _done_on_other_days(marked, first))


_ALL_OF_THEM: Final = re.compile(
    r"\s(?:of|from) (?:the |its )?\w+ \(|\W*(?:(?:both|all|each|ours|here|done|outside|elsewhere)\W+){1,3}(?:on\W+)?",
    re.I,
)
"""What may stand between samples and their day: "bx both 7/14", "bx of edge (11/3)"."""


def _is_right_behind(text: str, act: Mention, day: Mention) -> bool:
    if 0 <= day.start - act.end <= _DAY_WITHIN:
        return True
    return act.value in SAMPLES and day.start > act.end and bool(_ALL_OF_THEM.fullmatch(text, act.end, day.start))


_DONE_ON: Final = re.compile(
    r"\b(?:applied|placed|put on|done|performed|given|injected|taken|treated|drawn)\W+"
    r"(?:(?:here|in this office|by (?:us|me))\W+)?(?:on\W+)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\W*)?$",
    re.IGNORECASE,
)


def _done_on_other_days(marked: MarkedText, first: date | None) -> set[tuple[int, int]]:
    """Return the acts of a statement that gives them another day than the note's: "patches applied Mon 02/09"."""
    found: set[tuple[int, int]] = set()
    for day in marked.mentions:
        if day.kind != "date" or first is None or not _is_before(day.value, first):
            continue
        part = _around(marked.text, day.start, day.end)
        done = _DONE_ON.search(marked.text, max(day.start - 40, 0), day.start)
        if done is not None:
            start = max((marked.text.rfind(sign, 0, done.start()) for sign in ".;\n,"), default=-1)
            part = part._replace(start=min(part.start, start + 1))
            acts = [
                one for one in marked.mentions if one.kind in ("technique", "service") and one.scope in LIVE_OR_PAST
            ]
            found.update((one.start, one.end) for one in acts if part.start <= one.start < day.start)
    return found


_READ: Final = Sought(
    r"\b(?:final|second|delayed|last|third|(?:48|72|96|120)[- ]?h(?:our|r)?s?|day (?:[3-7])|D[3-7])\W+"
    r"(?:patch(?:[ -]tests?)?\W+)?(?:read(?:ing|s)?|results?)\b|\btoday'?s reading\b"
    r"|\bpatch(?:es|[ -]tests?)? (?:were )?read today\b"
    r"|\A\W*[^\n:.]{0,20}\bpatch(?:es|[ -]test\w*)?\W+read(?:ing|s)?\b",
    re.IGNORECASE,
)
_READ_LATER: Final = re.compile(
    r"(?<!patient )(?<!pt )\b(?:return|rtc|rto|f/u|follow[- ]?up|back|will|schedul\w+|come|for|at|in"
    r"|next|until|plan\w*)\b\W+(?:\w+\W+){0,3}$"
    r"|(?:^|[.;\n]|\b(?:to|should|must|pt|patient|will))\s*(?:return|rtc|rto|come back|back)\b[^.;\n]*$",
    re.IGNORECASE,
)
_COME_TO_READ: Final = re.compile(r"\b(?:returns|returned|comes in|came in|presents)\b[^.;\n]*$", re.IGNORECASE)
_RESULT: Final = re.compile(
    r"\+\+|\b[1-3]\s?\+|\+(?=[\s,;.])|\b(?:positives?|negatives?|reactions?|reacted|doubtful|relevan\w+)\b",
    re.IGNORECASE,
)
_PUT_TODAY: Final = re.compile(
    r"(?:\b(?P<none>no|not|none|nothing)\b[^.;\n]{0,40})?"
    r"\b(?:applied|placed|put on|taped)\b[^.;\n]{0,30}\b(?:today|now)\b"
    r"|\b(?:today|now)\b[^.;\n]{0,30}\b(?:applied|placed|put on|taped)\b",
    re.IGNORECASE,
)
_PATCHES: Final = frozenset({"patch_test", "photo_patch_test"})


def _patches_read(marked: MarkedText) -> frozenset[tuple[int, int]]:
    """Return patch tests of a visit that only reads them: their results are told, and that none was put on today."""
    tests = [
        one for one in marked.mentions if one.kind == "service" and one.value in _PATCHES and one.scope in LIVE_OR_PAST
    ]
    if not tests or not _RESULT.search(marked.text):
        return frozenset()
    if any(not one["none"] for one in _PUT_TODAY.finditer(marked.text)):
        return frozenset()
    is_read = any(
        not (
            (_READ_LATER.search(marked.text, 0, one.start()) and not _COME_TO_READ.search(marked.text, 0, one.start()))
            or _is_to_come(marked, one.end())
            or _PUT_TITLE.match(marked.text)
        )
        for one in _READ.finditer(marked.text)
    )
    return frozenset((one.start, one.end) for one in tests) if is_read else frozenset()


_PUT_TITLE: Final = re.compile(
    r"\W*[^\n]{0,80}\b(?:placement|application|day (?:0|zero|one|1)|D0)\b(?![^\n]*\b(?:reading|read)\b)", re.IGNORECASE
)
"""The title of a note of the day on which patches are put on."""

_ON_DAY: Final = re.compile(
    r"\W*(?:(?:is|on|due|at)\W+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b\W*)?(?:on\W+)?$", re.IGNORECASE
)


def _is_to_come(marked: MarkedText, place: int) -> bool:
    """Say whether the day told right behind a place comes after the note's own: "final reading Fri 1/16"."""
    first = first_day(marked.mentions)
    day = next(
        (one for one in marked.mentions if one.kind == "date" and 0 <= one.start - place <= _DAY_OF_READING), None
    )
    if first is None or day is None or not _ON_DAY.fullmatch(marked.text, place, day.start):
        return False
    own = first.isoformat()
    return day.value > own if len(day.value) == len(own) else day.value.startswith("--") and day.value[1:] > own[4:]


_DAY_OF_READING: Final = 24
"""Most characters between a reading and its day."""


def _is_before(value: str, first: date) -> bool:
    """True for a day, with its year or without, that comes before another of the same year."""
    own = first.isoformat()
    return value < own if len(value) == len(own) else value.startswith("--") and value[1:] < own[4:]


def first_day(mentions: Sequence[Mention]) -> date | None:
    """Return the first full date that the note names, which mostly is its own."""
    for one in mentions:
        if one.kind == "date" and len(one.value) == 10:
            try:
                return date.fromisoformat(one.value)
            except ValueError:
                continue
    return None
