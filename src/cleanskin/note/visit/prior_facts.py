"""What a note tells of a procedure of another day: which it was, where, by whom, how today's work stands to it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE_OR_PAST, Mention
from cleanskin.note.visit.marks import Marks
from cleanskin.note.visit.sewn_then import is_worked_on
from cleanskin.note.visit.stitches import is_to_come, stitches_out
from cleanskin.note.visit.talk_rules import lists_of_effects

_GLOBAL: Final = re.compile(r"[\s-]*global", re.I)


_ASKED: Final = re.compile(r"\s?\?")

_ORDER: Final = (
    "flap", "graft", "mohs", "excision", "matrixectomy", "laser", "cryosurgery", "electrodesiccation", "curettage",
    "destruction", "chemical", "ablation", "drainage", "snip", "shave", "avulsion", "incisional", "punch", "tangential",
    "biopsy", "injection", "paring", "debridement", "expression",
)  # fmt: skip


_COMPLICATION_CARE: Final = ("hematoma_evacuation", "seroma_drainage", "wound_infection_drainage")


_SITE_BEHIND: Final = 30


_SITE_AHEAD: Final = 12


_CLOSURES: Final = ("flap", "graft", "complex", "intermediate", "simple")


class Then(NamedTuple):
    """Acts of another day with the mention that dates them and the days past, None when not told."""

    acts: tuple[Mention, ...]
    anchor: Mention | None
    days_ago: int | None
    on: date | None = None


def techniques_then(acts: Sequence[Mention]) -> tuple[tuple[str, Mention], ...]:
    """Return what was done then: the most extensive act, and the closure when it has days of its own."""
    values = {act.value.split("_")[0] if act.kind == "closure" else act.value: act for act in reversed(acts)}
    main = next((name for name in _ORDER[2:] if name in values), "")
    closure = next((name for name in _CLOSURES if name in values), "")
    own_days = closure in ("flap", "graft") or main in ("", "mohs")
    chosen = [name for name in (main, closure if own_days else "") if name]
    return tuple((name, values[name]) for name in chosen)


def relation_to_today(
    marks: Marks, today: Sequence[Mention], places: frozenset[tuple[int, int]]
) -> tuple[str, Mention | None]:
    """Return how today's work stands to the earlier one, by the record's own words."""
    is_out = stitches_out(marks.marked) is not None and not is_worked_on(marks)
    for name in ("complication", "staged", "more_extensive", "aftercare", "unrelated"):
        of_name = [one for one in marks.of("relation", name) if not _ASKED.match(marks.text, one.end)]
        if name == "complication":  # what a consent names has not happened
            feared = list(lists_of_effects(marks.marked)) if of_name else ()
            of_name = [one for one in of_name if not any(start <= one.start < end for start, end in feared)]
        if name == "more_extensive":
            of_name = [one for one in of_name if not _is_booked(marks.text, one)]
        if is_out and name in _BY_HAND:
            of_name = [one for one in of_name if not _NOUN.search(one.words)]
        if name == "aftercare":
            of_name = [
                one
                for one in of_name
                if not (is_to_come(marks.marked, one.start) or _IN_SOME_TIME.match(marks.text, one.end))
            ]
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


_IN_SOME_TIME: Final = re.compile(
    r"\W{1,2}(?:(?:in|at|after)\W+)?(?:\d+|one|two|three|six)\W?(?:(?:-|to)\W?\d+\W?)?(?:d|days?|wks?|weeks?|mos?|months?)\b"
    r"(?!\W*(?:after|post|s/p|status|ago|out|from|following|since))",
    re.I,
)
"""What behind the care of a wound says that it is to come: "wound check 1 week"."""


def _is_booked(text: str, told: Mention) -> bool:
    """Say whether words for a further excision tell of one that is needed, or booked, for another day."""
    return bool(_BOOKED.match(text, told.end) or _NEEDED.search(text, max(0, told.start - 12), told.start))


_BY_HAND: Final = frozenset({"staged", "more_extensive"})
_NOUN: Final = re.compile(r"(?:excision|resection|stage|surgery)s?\Z", re.I)
"""A further excision named, not told as done: where stitches come out and nothing is cut, it is talked over."""

_NEEDED: Final = re.compile(r"\bneed for (?:an? |the )?\Z", re.I)
_BOOKED: Final = re.compile(
    r"[^.;\n]{0,24}?\b(?:booked|scheduled|planned|set for|on the schedule|to be (?:done|booked)|will be)\b", re.I
)
"""What behind words for a further excision says that it is for another day."""

_ELSEWHERE: Final = re.compile(
    r"[^.;,\n]{0,48}?\b(?:elsewhere|at (?:an )?(?:outside|other)|at another|by (?:an )?outside|in another"
    r"|by (?:an?|the|her|his) (?:\w+ )?(?:surgeon|dermatologist|doctor|physician) (?:there|out of)"
    r"|(?:in|at) (?:the |an )?(?:ed|er|emergency|urgent care))\b",
    re.I,
)
"""What behind an act of another day says that it was not done here."""


_SENT_TO: Final = re.compile(r"\b(?:to|go to|sent to|refer\w* to)\s+(?:the\s+)?$", re.I)
"""What before another clinician or an emergency room says that the patient is sent there: nobody there did it."""


_IF: Final = re.compile(r"\W{0,3}(?:if|precautions?|should|when|for any|warnings?)\b", re.I)
"""What behind an emergency room says that it is advice: "ER if it expands"."""


def by_same_practice(marks: Marks, then: Then) -> bool | None:
    """Say who did it; a clinician named in a sentence about another act of the past is none of this one's."""
    own = {act.sentence for act in then.acts} | ({then.anchor.sentence} if then.anchor else set())
    acts = {one.sentence for one in marks.by_kind.get("technique", ())}
    told = [
        one
        for one in marks.of("person", "other_doctor", scopes=LIVE_OR_PAST)
        if not _SENT_TO.search(marks.text[max(0, one.start - 24) : one.start]) and not _IF.match(marks.text, one.end)
    ]
    others = [one.sentence for one in told]
    if own & {one.sentence for one in marks.of("person", "same_doctor", scopes=LIVE_OR_PAST)} - set(others):
        return True
    if any(place in own or place not in acts or not own for place in others) or any(
        _ELSEWHERE.match(marks.text, act.end) for act in then.acts
    ):
        return False
    return True if marks.has("person", "same_doctor", scopes=LIVE_OR_PAST) else None


def room_of(told: Mention | None) -> str:
    """Return the room in which a complication is treated, "" when it is not told."""
    if told is None:
        return ""
    return "operating_room" if told.value == "operating_room" else "office"


def stated_days(marks: Marks) -> int | None:
    """Return the length of the global period as the record states it ("10-day global")."""
    for one in marks.by_kind.get("interval", ()):
        if _GLOBAL.match(marks.text, one.end) and one.amount is not None:
            return int(one.amount)
    return None


def code_then(marks: Marks, then: Then) -> str:
    """Return the procedure code that the record names for the earlier procedure."""
    codes = [one for one in marks.by_kind.get("code", ()) if one.unit != "icd"]
    sentences = {act.sentence for act in then.acts} | ({then.anchor.sentence} if then.anchor else set())
    found = next((one for one in codes if one.sentence in sentences or not sentences), None)
    return found.value[:5] if found is not None else ""


_OF_NEXT: Final = re.compile(
    r"[,;]\s*(?:today|now|(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)\b)", re.I
)
"""What between an earlier act and a place says that the place is of the next thing told."""


def site_beside(marks: Marks, act: Mention | None) -> Mention | None:
    """Return the place right beside the words for an act: "cheek flap", "excision of the back"."""
    if act is None:
        return None
    near = [one for one in marks.by_kind.get("site", ()) if one.sentence == act.sentence]
    if "forehead" in act.words.lower():  # the name of the flap hides the place
        return act._replace(kind="site", value="forehead", side="")
    close = [one for one in near if 0 <= one.start - act.end <= _SITE_BEHIND or 0 <= act.start - one.end <= _SITE_AHEAD]
    close = [one for one in close if one.start < act.start or not _OF_NEXT.search(marks.text, act.end, one.start)]
    return min(close, key=lambda one: abs(one.start - act.start), default=None)


_CODE_IN: Final = re.compile(r"\s*\(\s*(?:CPT\s*)?\d{5}\s*\),?\s*", re.I)


def told_by_time(marks: Marks, acts: Sequence[Mention], time: Mention) -> list[Mention]:
    """Return the act whose code stands in brackets between it and its time: "cheek flap (14040) 4 weeks ago".

    A day's number beside a further excision is that of the first one: "re-excised on day 8".
    """
    if time.value == "ago":
        return [one for one in acts if one.end < time.start and _CODE_IN.fullmatch(marks.text, one.end, time.start)]
    if time.value != "day_number" or not marks.has("feature", "re_excision"):
        return []
    cut = [one for one in acts if one.sentence == time.sentence and one.value == "excision"]
    return [one._replace(start=time.start, end=time.end, words=time.words) for one in cut[:1]]


_YEAR_DIGITS: Final = 4


def is_long_ago(value: str, last: date | None) -> bool:
    """Say whether a date is a mere year, or a month so far before the last day that nothing covers today."""
    if len(value) == _YEAR_DIGITS:
        return True
    told = _MONTH_OF_YEAR.fullmatch(value)
    return told is not None and last is not None and (last.year - int(told[1])) * 12 + last.month - int(told[2]) > 3


_MONTH_OF_YEAR: Final = re.compile(r"(\d{4})-(\d\d)")


_GONE_WRONG: Final = (
    "hematoma",
    "seroma",
    "lymphocele",
    "fluid_collection",
    "postoperative_infection",
    "wound_infection",
)


def gone_by_now(marks: Marks, treated: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the diseases treated then where what became of the wound has a name: "a lipoma ... today a seroma"."""
    if not marks.has("condition", *_GONE_WRONG):
        return frozenset()
    return frozenset((one.start, one.end) for one in marks.of("condition") if one.value not in _GONE_WRONG) & treated
