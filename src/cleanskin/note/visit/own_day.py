"""Days that a note names: its own, and one right before an act of that day."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from cleanskin.note.mention import LIVE_OR_PAST, Mention, start_of
from cleanskin.note.visit.marks import Marks
from cleanskin.note.visit.talk_rules import ACT_AHEAD

_DAY_OF: Final = re.compile(
    r"\b(?:visit date|date of (?:visit|service|surgery|procedure|operation)|dos|date|seen|today)\W{0,4}(?:is\W+)?$",
    re.I,
)


def own_day_of(marks: Marks) -> date | None:
    """Return the day that the note calls its own: "Visit date 3/2/2026"."""
    for one in marks.by_kind.get("date", ()):
        if _DAY_OF.search(marks.text, max(0, one.start - 24), one.start):
            return full_date(one.value)
    back = (one for one in marks.by_kind.get("date", ()) if _CAME_BACK.match(marks.text, one.end))
    return full_date(told.value) if (told := next(back, None)) is not None else None


_CAME_BACK: Final = re.compile(
    r",?\s+here\b|,?\s+(?:the |this )?(?:same )?(?:patient|pt|he|she|they)\W+(?:was |is )?(?:called|calls|came|comes"
    r"|returned|returns|seen|worked in|presented|presents)\b"
    r"|,?\s+the same (?:\w+ )?(?:surgeon|doctor|physician|dermatologist|clinician)\W+(?:now |then )?"
    r"(?!had\b|has\b|who\b|was\b)\w+(?:s|ed|d|t|k|w)\b",
    re.I,
)
"""What behind a day says that it is today's: "on 8/10 the same patient came back", "the same surgeon divides"."""

_DONE_THEN: Final = re.compile(
    r",?\s*(?:(?:Dr\.? \w+|(?:the )?(?:same )?(?:doctor|surgeon|physician|partner)|I|we|he|she|they|patient|pt|had"
    r"|has|was|were|underwent|did|made|placed|raised|performed|shave|punch|tangential|incisional|an?|the|this|his|her|lesion|it)\s+){0,4}$",
    re.I,
)


_ON: Final = re.compile(r"(?:\bon\s+|(?:\A|[.;:\n])\s*)\Z", re.I)


def day_ahead(marks: Marks, act: Mention, own_day: date | None) -> Mention | None:
    """Return the day right before an act, when it is before the note's own: "on 9/8/2026 I excised a BCC"."""
    dates = marks.by_kind.get("date", ())
    at = bisect_left(dates, act.start, key=start_of)
    if not at or own_day is None:
        return None
    one = dates[at - 1]
    day = full_date(one.value)
    if day is None or day >= own_day or not _DONE_THEN.fullmatch(marks.text, one.end, act.start):
        return None
    return one if _ON.search(marks.text, max(0, one.start - 4), one.start) else None


def full_date(words: str) -> date | None:
    """Return the day that a mention of a full date names, None for a part of one."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


_ACT_WITHIN: Final = 40
"""Most characters from an act that is to come to its time: "laser of the scar at 3 months"."""


def is_ahead(text: str, time: Mention) -> bool:
    """True for the time that an act is away: "LN2 at 6 weeks"; for one from which a drug is to be taken."""
    if time.value == "day_number" and _FROM.search(text, max(0, time.start - _ACT_WITHIN), time.start):
        return True
    if time.value != "after":
        return False
    if _SINCE_IS_BECAUSE.match(text, time.end):
        return True
    return any(ACT_AHEAD.finditer(text, max(0, time.start - _ACT_WITHIN), time.end))


_SINCE_IS_BECAUSE: Final = re.compile(
    r"\W*since (?:s?he|they|pt|patient|the patient) (?:has|is|had|takes|gets|lives)\b", re.I
)
"""Words for a reason behind a time: "cephalexin for 5 days since she has a hip joint"."""

_FROM: Final = re.compile(
    r"\b(?:from|starting|beginning|until|till|by|through|thru)\W+(?:(?:day|week|wk|month)s?\W+)?\Z"
    r"|\b(?:return|rtc|recheck|repeat|due)\W+(?:\w+\W+){0,2}\Z|\bexpect(?:ed|s)?\b[^.;,\n]*\Z",
    re.I,
)
"""What before a day says that it is to come: "imiquimod from week 2", "expected redness day 3-10"."""


def is_day_of_advice(text: str, day: Mention) -> bool:
    """Say whether the number of a day ends a few words of what the patient may do then: "Shower day 1."."""
    return _ADVICE_ENDS.match(text, day.end) is not None and bool(
        _ADVISED.search(text, max(0, day.start - _ACT_WITHIN), day.start)
    )


_ADVICE_ENDS: Final = re.compile(r"\s*(?:[.;,\n)]|\Z)")
_ADVISED: Final = re.compile(
    r"(?:\A|[.;,:\n])\s*(?:(?!(?:days?|today|now|visit|check|recheck|follow|f/u|post|pod|op|is|was|are"
    r"|returns|comes|came|back|here|seen|after|since|surgery|procedure|wound)\b)[\w/&-]+\W{1,2}){1,5}"
    r"(?:(?:on|from|by|until|after|post-?op)\W+)?(?:days?\W+)?\Z",
    re.I,
)
"""What before the number of a day makes it one of advice: a few words that open the statement, without a coming."""

_WAS_DONE: Final = re.compile(
    r"[^.;,\n]{0,16}?\b(?:was|were|had been)\s+(?:done|performed|carried out|placed|completed|finished|made|created)\b"
    r"[^.;,\n]{0,24}$",
    re.I,
)
_TODAY: Final = re.compile(r"\btoday\b", re.I)


def is_done_then(marks: Marks, act: Mention, day: Mention) -> bool:
    """True for a day on which an act was done, before the note comes to today: "Mohs was done on 2/27 ... Today".

    So does one on which we did it, where the note counts the days since: "POD 6 ... excised by me 3/24".
    """
    text = marks.text
    if _BY_US.search(text, act.end, day.start) and any(
        one.value == "day_number" for one in marks.by_kind.get("interval", ())
    ):
        return True
    is_told = _WAS_DONE.match(text[act.end : day.start]) is not None
    return is_told and _TODAY.search(text, day.end) is not None


_ON_DAY: Final = re.compile(r"\s*(?:here\s|by me\s|by us\s)?(?:on\s+)?", re.I)


def is_cut_again(marks: Marks, act: Mention, day: Mention) -> bool:
    """True for the day of the first excision, in a note of a further one: "excised on 5/30/2026"."""
    if act.words.lower() not in ("excised", "removed") or not _ON_DAY.fullmatch(marks.text, act.end, day.start):
        return False
    return marks.has("feature", "re_excision")


def taken_off_before(marks: Marks) -> list[Mention]:
    """Return plain words for removal as excisions: what they took off is cut again."""
    return [one._replace(value="excision") for one in marks.of("technique", "remove", scopes=LIVE_OR_PAST)]


_BY_US: Final = re.compile(r"\b(?:by (?:me|us|Dr\.?(?: [A-Z]\w+)?)|here)\W{1,3}(?:on )?\Z", re.I)

_OF_SURGERY: Final = re.compile(
    r"\b(?:surgery|surg|sx|procedure|operation|op)\W{1,3}(?:of |on |date |done |was )?\Z", re.I
)
_OPENS: Final = re.compile(
    r"(?:\s*\([^()\n:]{1,30}\)(?=\s*[:=-])|,?\s*(?:by )?(?:me|us|self|Dr\.? [A-Z]\w+)\b(?=\s*[:=(-]))?"
    r"\s*(?:[(:=]|-{1,2}|\u2013)\s*"
)
_ENDS: Final = re.compile(r"[;)\n]|\.(?!\d)")
_IN_BRACKET: Final = re.compile(r"\(\s*[\w ]{2,16}\W{1,3}\Z")


def under_day(marks: Marks, acts: Sequence[Mention], last_day: date | None) -> Iterator[tuple[list[Mention], Mention]]:
    """Yield the acts told under an earlier day of surgery: "(surgery 3/5/26: excision, layered closure, by me)"."""
    for one in marks.by_kind.get("date", ()):
        day = full_date(one.value)
        if day is not None and last_day is not None and day < last_day:
            start, end = told_under(marks.text, one)
            if end:
                yield [act for act in acts if start <= act.start < end], one


def told_under(text: str, day: Mention) -> tuple[int, int]:
    """Return where what a day of surgery opens stands, (0, 0) where it opens nothing."""
    ahead = max(0, day.start - 24)
    opened = _OPENS.match(text, day.end) or _IN_BRACKET.search(text, ahead, day.start)  # "(surg 4/24/26 WLE SCC"
    if opened is None or not _OF_SURGERY.search(text, ahead, day.start):
        return 0, 0
    start = max(day.end, opened.end())
    ends = _ENDS.search(text, start)
    return start, ends.start() if ends else len(text)


_DEFINITIVE: Final = frozenset({"excision", "mohs", "electrodesiccation", "cryosurgery", "curettage", "laser"})
_DAY_WITHIN: Final = 4
"""Most characters between "bx" and its day in a note that names no other: "SCC in situ, bx 2/18/26"."""


def is_sample_before(marks: Marks, act: Mention, apart: int) -> bool:
    """Say whether a biopsy has a day of its own in a note that tells of treatment without one: it was then."""
    if act.value != "biopsy" or apart > _DAY_WITHIN or len(marks.by_kind.get("date", ())) > 1:
        return False
    return any(one.start > act.end for one in marks.of("technique", *_DEFINITIVE))


_DRUG_WITHIN: Final = 5
"""Most characters between a time and the drug that was taken so long."""


def is_of_treatment(marks: Marks, one: Mention) -> bool:
    """Say whether a time tells how long a drug was taken ("after 8 wk tretinoin")."""
    taken = (*marks.by_kind.get("medication", ()), *marks.by_kind.get("drug", ()))
    return any(0 <= drug.start - one.end <= _DRUG_WITHIN for drug in taken)
