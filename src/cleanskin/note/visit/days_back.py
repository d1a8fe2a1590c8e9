"""Days before the note's own that are told without a year: "on 4 Feb I swung a flap", "graft by me 5 June".

Where the head of a note tells its day, a day and month before it count like "so many days ago".  Days of reports,
letters, visits and of what is booked date no work.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from cleanskin.note.measures import DAYS_IN
from cleanskin.note.mention import LIVE, LIVE_OR_PAST, Mention, sentence_number
from cleanskin.note.samples import SAMPLES
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks
from cleanskin.note.visit.own_day import full_date
from cleanskin.note.visit.turns import next_break

_HEAD: Final = 120
"""Characters of a note in which its own day is told."""

_APART_MAX: Final = 10
_LASTING_MAX: Final = 90
"""Most days back at which work still covers the day; only flaps, grafts and the like cover the longer time."""

_LASTING: Final = re.compile(
    r"\b(?:flaps?|grafts?|stalk|pedicles?|transfer|rotat\w+|advanc\w+|transpos\w+|lipomas?|reconstruct\w+)\b", re.I
)

_OTHER_MATTER: Final = re.compile(
    r"\b(?:path\w*|slips?|reports?|results?|histolog\w*|lab\w*|read|reads|accession\w*|received|biops\w+|bx|scheduled|schedule"
    r"|planned|booked|return\w*|rtc|f/u|follow[- ]?up|since|seen|noted|photo\w*|scan\w*|labs?|will|next|due|until"
    r"|by(?!\W+(?:me|us|my|our|the|Dr|same)\b)"
    r"|started|start|began|dose[ds]?|refill\w*|dated|letter|consent\w*|(?:sutures?|stitch\w*|staples?)\W+(?:\w+\W+){0,3}?(?:out|removed|off)|onset|injur\w+|fell|call\w*)\b[^.;,()\n]{0,24}\Z",
    re.I,
)
"""What before a day says that no work of ours was done on it."""

_IS_DAY: Final = re.compile(r"[a-z]{3}|/\d\Z", re.I)
"""What tells a day and no year, as a number above the note's own year does too: "4 Feb", "10/5"."""
_ON: Final = re.compile(r"\b(?:on|by (?:me|us|myself|Dr\.? \w+)|done|performed|here|DOS)\W+\Z", re.I)
"""What tells that "5/24" is a day of May, and not May of a year."""


_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LAST_WEEKDAY: Final = Sought(
    r"\b(?:last|this past|on|since) (?P<day>mon|tues|wednes|thurs|fri|satur"
    r"|sun)day(?P<number>(?:,)? the (?P<of_month>\d{1,2})(?:st|nd|rd|th))?\b(?! (?:next|coming|week))",
    re.I,
)
_LAST: Final = re.compile(r"(?:last|this past)\b", re.I)
_WEEK: Final = 7

_DATED: Final = ("dated",)
_WITHOUT_DAYS: Final = SAMPLES | {"mohs", "injection", "paring"}
"""Acts whose payment covers no later day: other readers tell when they were done."""


def are_covered(time: Mention, acts: Sequence[Mention]) -> bool:
    """Say whether a day without a year may date some acts: one covers later days, or all are samples told before it."""
    if time.attributes != _DATED or any(one.value not in _WITHOUT_DAYS for one in acts):
        return True
    return all(one.value in SAMPLES and one.end <= time.start for one in acts)


def with_days(acts: Sequence[Mention]) -> list[Mention]:
    """Return the acts whose payment covers later days."""
    return [one for one in acts if one.value not in _WITHOUT_DAYS]


_A_WEEK: Final = Sought(
    r"\b(?P<time>an? (?P<unit>day|week|fortnight|month))(?= (?:since|after) (?:I|we|my|our)\b)",
    re.I,
)
_SHORT_OF: Final = re.compile(r"\b(?:not (?:yet|quite|even)|less than|under|barely|hardly|almost|nearly)\W+\Z", re.I)


def days_back(marks: Marks) -> Iterator[Mention]:
    """Yield each such day as a time so many days ago, and "a week since" as the time that it is."""
    for found in _A_WEEK.finditer(marks.text):
        start, end = found.span("time")
        number = sentence_number(marks.marked, start)
        days = DAYS_IN[found["unit"].lower() + "s"] - bool(_SHORT_OF.search(marks.text, max(0, start - 16), start))
        if number is not None:
            yield Mention(
                "interval", "after", start, end, found["time"], sentence=number, amount=Decimal(days), unit="days"
            )
    dates = marks.by_kind.get("date", ())
    own = full_date(dates[0].value) if dates and dates[0].start < _HEAD else None
    if own is None:
        return
    for one in dates[1:]:
        then = _before(one.value, own)
        if then is None or not 0 < (own - then).days <= _LASTING_MAX:
            continue
        if (own - then).days > _APART_MAX and not _LASTING.search(marks.text, *_around(marks, one)):
            continue
        ahead = max(0, one.start - 40)
        if _OTHER_MATTER.search(marks.text, ahead, one.start):
            continue
        is_day = _IS_DAY.search(one.words) or int(one.value[-2:]) > own.year % 100
        if not is_day and _ON.search(marks.text, ahead, one.start) is None:
            continue
        yield one._replace(
            kind="interval", value="ago", amount=Decimal((own - then).days), unit="days", attributes=_DATED
        )
    yield from _weekdays(marks, own)


def _weekdays(marks: Marks, own: date) -> Iterator[Mention]:
    """Yield the days of the last week that are named: "last Friday", "on Sunday the 1st"."""
    for found in _LAST_WEEKDAY.finditer(marks.text):
        back = (own.weekday() - _WEEKDAYS.index(found["day"][:3].lower())) % _WEEK or _WEEK
        if found["number"]:
            back = own.day - int(found["of_month"])
        elif not _LAST.match(found[0]):
            continue
        number = sentence_number(marks.marked, found.start())
        if 0 < back <= _APART_MAX and number is not None:
            yield Mention(
                "interval", "ago", found.start(), found.end(), found[0],
                sentence=number, amount=Decimal(back), unit="days", attributes=_DATED,
            )  # fmt: skip


def _around(marks: Marks, one: Mention) -> tuple[int, int]:
    sentence = marks.marked.sentences[one.sentence]
    return sentence.start, sentence.end


def _before(words: str, own: date) -> date | None:
    """Return the last day of a month and day before another, None for other dates."""
    if not words.startswith("--"):
        return None
    for year in (own.year, own.year - 1):
        try:
            then = date.fromisoformat(f"{year}-{words[2:]}")
        except ValueError:
            return None
        if then <= own:
            return then
    return None


_ONLY_TIME: Final = re.compile(r"\W*(?:(?:on|about|some|just|it was|back|ago|earlier|in|this|and|then)\b\W*)*", re.I)
_SUBJECT: Final = re.compile(
    r"(?:I|we|he|she|they|it|patient|pt|my|our|his|her|the|an?|Dr\.?|doctor|surgeon|this)\b", re.I
)


def end_of_time(text: str, time: Mention, start: int, end: int) -> int:
    """Return where the statement that a time opens ends: "ten days ago, we excised ..." goes on behind its comma."""
    if not text.startswith(", ", end) or _SUBJECT.match(text, end + 2) is None:
        return end
    if _ONLY_TIME.fullmatch(text, start, time.start) is None or _ONLY_TIME.fullmatch(text, time.end, end) is None:
        return end
    return next_break(text, end + 2)


_CLOSED: Final = frozenset({"closed", "primary", "sutured"})


def closed_then(marks: Marks, time: Mention) -> list[Mention]:
    """Return the closure of a wound that has since come apart, when nothing else is told of that day."""
    if not (
        marks.has("condition", "dehiscence") or marks.has("service", "hematoma_evacuation", "wound_infection_drainage")
    ):
        return []
    here = (one for one in marks.of("closure", *_CLOSED, scopes=LIVE_OR_PAST) if one.sentence == time.sentence)
    return [one._replace(value="intermediate") for one in here if one.start < time.start][:1]


_ROUND: Final = re.compile(
    r"\b(?:stage|round|session|part|sitting|step|course|treatment|go|pass|first day|start\w*|began|begun|outset"
    r"|series)\b",
    re.I,
)


def of_first_round(marks: Marks, time: Mention, acts: Sequence[Mention]) -> list[Mention]:
    """Return the acts of a note of a later round for the day on which the first was: "round one 15 April"."""
    if not marks.has("relation", "staged") or _ROUND.search(marks.text, *_around(marks, time)) is None:
        return []
    return [one for one in acts if one.kind == "technique" and one.scope in LIVE]
