"""Decisions that a statement dates to another day, or leaves for one: "was prescribed on 6/8", "5-FU this winter".

A drug, a test or a word for a decision counts as today's unless its own statement tells when it was.  What goes on
("continue clobetasol from May") and what turns to today ("restart now") is today's whatever else is dated.
"""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.number_patterns import MONTH_NAMES, SEASONS
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import DECIDED, Marks
from cleanskin.note.visit.other_days import first_day

_MONTH: Final = rf"(?:{MONTH_NAMES})\b\.?"
_SEASON: Final = rf"(?:{SEASONS}|christmas|thanksgiving)\b"
_UNITS: Final = r"(?:days?|weeks?|months?|years?|wks?|mos?|yrs?)"
_NUMBER: Final = r"(?:\d+|an?|one|two|three|four|five|six|ten|several|some|many|a few)"
_VISIT: Final = r"(?:visit|appointment|appt|consult\w*|evaluation|exam\w*|encounter)"
_DAY: Final = r"(?P<day>\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\d/%])"
_PAST: Final = (
    rf"(?:(?:at|on|during|since|from) (?:that|the|his|her|their|our|my|an?) (?:(?!same)\w+ )?{_VISIT}"
    rf"|(?:at|by) that time\b|last (?:{_VISIT}|time|week|wk|month|year|{_SEASON}|{_MONTH}|\w+day\b)"
    rf"|{_NUMBER} {_UNITS} (?:ago|earlier|before|back)\b|yesterday\b"
    r"|earlier\b(?! today| this)|previously\b|beforehand\b"
    rf"|(?:in|of|during|since|back in) (?:early |late |mid-?)?(?:{_MONTH}|(?:the )?{_SEASON}(?! of life)|(?:19"
    rf"|20)\d\d\b)"
    rf"|(?:19|20)\d\d\b|(?:{_SEASON}|{_MONTH}) ?['’]\d\d\b|(?:on|from|of|dated|at|since) (?:the )?{_DAY})"
)
_PAST_TOO: Final = _PAST.replace("?P<day>", "?P<day_too>")
"""A time before today; a bare month may be one to come, which is no decision of today either."""

_OWN_MATTER: Final = (
    r"(?:which|that|who|whose|since|until|till|flar\w*|wors\w*|began|onset|appear\w*|present\w*|seen|noted"
    r"|noticed|found"
    r"|biops\w+|bx\w*|diagnos\w+|dx\w*|proven|now|today|but|then|to|and|so|not|recheck\w*|return\w*|see|back"
    r"|rtc|f/u|due"
    r"|again|start\w*|check\w*|repeat\w*|every|through|for|again|refill\w*|until|if|when|while|with)\b"
)
"""Words behind which a time is of something else than the decision."""

_BEHIND: Final = Sought(
    rf"(?:(?:[ (/&+%-]+(?!{_OWN_MATTER})[\w%./-]*\w){{0,5}}?[ (/-]+(?:{_PAST}|then(?=\W*(?:[.;,)\n]|\Z)))"
    r"|(?<=\bstarted|\bchanged|\bstopped) (?P<day_alone>\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\d/%])"
    rf"|(?:[^()\n]{{0,30}}\))?[^.;,\n]{{0,40}}?[;,]?\s?\b(?:was|were|ha[sd] been) \w+(?:ed|en|un|wn|ne"
    rf"|nt) {_PAST_TOO})",
    re.IGNORECASE,
)
"""A time right behind a decision: "was prescribed on 6/8", "labs (CBC) drawn in January"."""

_TURNS: Final = r"(?:now|today|but|however|so|still|currently|here|therefore|plan|this visit|will)\b|->|→"
_OPENS: Final = Sought(
    rf"(?:\A|[.;:\n(]\s*|\bwho\W+|\bwhich\W+)(?:(?:also|and|plan|back|only|problem|was|already|evaluated|here"
    rf"|seen)\W+)*"
    rf"{_PAST}(?:(?!\b{_TURNS})[^.;\n]|\.(?=\d))*\Z"
    r"|\b(?:copied|carried|pasted|pulled) (?:\w+ )?(?:from|of) [^\n]*\Z",
    re.IGNORECASE,
)
"""A time that opens the statement of a decision: "At that visit she was given tacrolimus"."""

_HAD: Final = Sought(
    r"\bhad (?:(?:also|already|been|once|then|only)\W+){0,3}"
    r"(?:(?:\w+ed|given|written|put|begun|ordered|taken)\W+(?:\w+\W+){0,2})?\Z",
    re.IGNORECASE,
)
"""What before a decision says that it was made before something else was: "had been started on doxycycline"."""

_LATER: Final = Sought(
    rf"(?:[ (/&+%,-]+(?!{_OWN_MATTER})[\w%./-]*\w){{0,5}}?[ (,-]+"
    rf"(?:(?:later|sometime|some time) (?:this|in|on)\b|at some (?:later )?(?:time|point)|(?:perhaps |maybe "
    rf"|for )?next"
    rf" (?:year|month|visit|time|{_SEASON}|{_MONTH})|(?:in|for) the {_SEASON}|this (?:coming )?{_SEASON}"
    rf"|(?:in )?(?:early |late |mid-?)?{_MONTH}(?=\W)|after (?:the |his |her |their )?"
    r"(?:harvest\w*|cruise|trip|holidays?|vacation|wedding|pregnancy|delivery|season|school|nursing|path\w*"
    r"|results?))",
    re.IGNORECASE,
)
"""A time to come behind a drug: "some 5-FU later this year", "Efudex in November after harvest"."""

_CONDITION: Final = Sought(
    r"(?:\A|[.;:\n(]\s*|,\s+)(?:if|should|in case|depending on|in the event|once path|when path)\b"
    r"(?:(?!\b(?:started|prescribed|gave|given)\b)[^.;\n]|\.(?=\s?[a-z\d]))*\Z|\b(?:would|may"
    r"|might) (?:then )?(?:be|go|do|try|use|need|move|add)\b[^.;\n]{0,40}\Z",
    re.IGNORECASE,
)
"""What before a drug makes it one for a case that has not come: "if just cheilitis -> Efudex"."""

_TESTED: Final = re.compile(r"(?:\s?(?:,|/|&|and\b)\s?(?:and\s)?[A-Za-z][\w/-]*){1,6}(?=\s)", re.IGNORECASE)
"""Further tests behind the first: "ANA, SSA and SSB sent on 2/10"."""

_GOES_ON: Final = frozenset({"verb_continued", "verb_changed", "rx_continued", "rx_changed"})
_ONGOING: Final = frozenset({"verb_continued", "rx_continued"})
_BACK: Final = 160
"""Characters before a decision that are read for its time."""


def is_of_another_day(marks: Marks, one: Mention) -> bool:
    """Say whether the statement of a decision, a test or a drug tells that it was of a day before this visit."""
    text, end = marks.text, one.end
    if one.kind == "laboratory_test":
        listed = _TESTED.match(text, end)
        end = listed.end() if listed and one.end - one.start <= _SHORT else end
    elif one.value in _GOES_ON:
        if one.value in _ONGOING or not _IS_OVER.search(one.words):
            return False
    elif _is_carried_on(marks, one):
        return False
    start = max(marks.marked.sentences[one.sentence].start - 2, one.start - _BACK, 0)
    told = _BEHIND.match(text, end) or _OPENS.search(text, start, one.start)
    if told is not None:
        return not is_own_day(marks, next((one for one in told.groupdict().values() if one), None))
    return _HAD.search(text, start, one.start) is not None


_IS_OVER: Final = re.compile(r"ed\b|\btaper\Z", re.IGNORECASE)
"""How words for a change of a drug end that may tell of a change made before."""

_SHORT: Final = 12


def is_for_later(marks: Marks, drug: Mention) -> bool:
    """Say whether a drug is named for a time to come, or for what may come."""
    text = marks.text
    start = max(0, drug.start - _BACK)
    if any(one.value in _SENT and one.sentence == drug.sentence for one in marks.of("decision", scopes=DECIDED)):
        return False
    return _LATER.match(text, drug.end) is not None or _CONDITION.search(text, start, drug.start) is not None


_SENT: Final = frozenset({"rx_started", "rx_continued"})


def _is_carried_on(marks: Marks, one: Mention) -> bool:
    """Say whether the sentence of a drug goes on with it or changes it: when it was begun does not matter then."""
    near = (told for told in marks.of("decision", scopes=DECIDED) if told.sentence == one.sentence)
    return any(
        told.value in _GOES_ON and ";" not in marks.text[min(one.end, told.end) : max(one.start, told.start)]
        for told in near
    )


def is_own_day(marks: Marks, told: str | None) -> bool:
    """Say whether a day in figures is the one that the note names first, which mostly is its own."""
    own = first_day(marks.marked.mentions) if told else None
    if told is None or own is None:
        return False
    month, day, *years = (int(part) for part in told.split("/"))
    year = years[0] % 100 if years else own.year % 100
    return (year, month, day) >= (own.year % 100, own.month, own.day)


def is_skin_examined_then(marks: Marks, one: Mention) -> bool:
    """Say whether an examination of the skin that a note names was, or will be, another day's: "FBSE due in May"."""
    ahead = _EXAM_THEN.search(marks.text, max(0, one.start - _EXAM_AHEAD), one.start)
    behind = _EXAM_LATER.match(marks.text, one.end)
    return ahead is not None or (behind is not None and not is_own_day(marks, behind["day"]))


_EXAM_AHEAD: Final = 40
_EXAM_THEN: Final = Sought(
    r"\b(?:last|previous|prior|recent|at (?:the|her|his|their|a)|decided at|due for|had (?:an?|her|his)"
    r"|next) (?:\w+ )?\Z",
    re.IGNORECASE,
)
_EXAM_LATER: Final = Sought(
    rf"\W{{1,3}}(?:(?:is|was|are|already|not|next) )*(?:due|booked|scheduled|set|upcoming|overdue|deferred|utd"
    rf"|up to date"
    rf"|planned|{_PAST}|\d{{1,2}}/\d{{1,4}} (?:ok|nl|neg|normal|clear))",
    re.IGNORECASE,
)
