"""How the visit was held: in the office, by video, on the telephone, at home, in a facility; what only sounds so."""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks

_MODES: Final = (
    "video",
    "inpatient",
    "nursing_facility",
    "home",
    "emergency",
    "messages",
    "pictures",
    "audio",
    "office",
)
_DONE_THERE: Final = re.compile(
    r"\b(?:had an?|lanced|incised|opened|given|started|prescribed|diagnosed|biopsied"
    r"|placed|repaired|closed|sutured|stitched|stapled|sewn|treated|drained|done|put in|went to|visit to|from"
    r"|days? ago|weeks? ago|last (?:week|month|night)|yesterday)\b[^.;\n]{0,40}$",
    re.I,
)
_TO_A_CLINICIAN: Final = re.compile(
    r"\b(?:spoke|speak|talked|discuss\w*|d/w|called|calling|conferred|conferring|consulted|conversation|reached)\b"
    r"(?!\W+(?:with\W+|to\W+)?(?:the\W+|this\W+)?(?:patient|pt|him|her|mother|father|parent|family)\b)(?:[^.;\n]|(?<=\bDr)\.){0,60}$",
    re.I,
)
"""Words before "by phone" that tell of a talk with another clinician."""

_WITH_A_CLINICIAN: Final = re.compile(
    r"\W+(?:today\W+)?(?:with|to|from)\W+(?:(?:the|her|his|their|an?|my|our|referring|treating|primary|outside|care"
    r"|local|on-call|covering|charge|school|prescribing|dispensing)\W+){0,3}(?:internist|pcp|gp|dr|doctor|physician"
    r"|provider|surgeon|\w*ologist|onc|heme|rheum|derm|pediatrician|colleague|partner|np|pa|office|nurse|rn|pharmac\w*"
    r"|lab|laboratory|psychiatrist|podiatrist|obstetrician)\b",
    re.I,
)
"""Words behind "by phone" that tell of such a talk."""

_IS_RESIDENT: Final = re.compile(r"\W{0,2}(?:resident|res\b|patient|pt\b)", re.I)
_LIVES_AT: Final = re.compile(
    r"\b(?:liv(?:es|ing)|resid(?:es|ing)|resident|comes?|came|sent|brought|from|moved)\W+"
    r"(?:here\W+)?(?:in|at|of|to|from|over from)?"
    r"\W*(?:(?:an?|the|her|his|local|nearby)\W+){0,2}\Z|\b\d{2,3} ?(?:yo|y/o)? ?[MF],?\W+\Z",
    re.I,
)
_VISITED: Final = Sought(
    r"\b(?:seen|visited|visit|rounds?|rounded|examined|consult\w*)\b[^.;\n]{0,40}?\b(?:at|in) (?:the |her |his |a )?"
    r"(?:nursing|facility|SNF|skilled|bedside|room)|\b(?:bedside|facility) (?:visit|rounds?|consult\w*)"
    r"|\b(?:nursing home|nursing facility|SNF|facility) (?:visit|rounds?|call)|\bPOS (?:31|32|13)\b",
    re.I,
)
"""Words by which the clinician went to the facility."""

_WATCHED: Final = re.compile(
    r"\b(?:teaching|training|instruction(?:al)?|educational?|how-?to|injection|demonstration|online|youtube"
    r"|explainer)\W+\Z|\b(?:watch(?:ed|es|ing)?|shown|given|showed|sent)\W+(?:\w+\W+){0,3}\Z",
    re.I,
)
"""What before the bare word says that a film was shown."""


def told_modes(marks: Marks) -> Iterator[Mention]:
    """Yield the words for ways of a visit without those that tell only where the patient lives."""
    for one in marks.of("visit_mode"):
        if one.value == "emergency" and _is_elsewhere(marks, one):
            continue
        if one.value != "nursing_facility" or not _is_home_of(marks, one):
            yield one


def _is_home_of(marks: Marks, one: Mention) -> bool:
    """Say whether a facility is but the patient's home: who lives there and is seen at the office."""
    lives = _IS_RESIDENT.match(marks.text, one.end) or _LIVES_AT.search(marks.text, max(0, one.start - 48), one.start)
    return lives is not None and _VISITED.search(marks.text) is None


def _is_watched(marks: Marks, one: Mention) -> bool:
    return one.words.lower() == "video" and _WATCHED.search(marks.text, max(0, one.start - 40), one.start) is not None


def _is_elsewhere(marks: Marks, one: Mention) -> bool:
    """Say whether an emergency room is where something was done before, not where the patient is seen."""
    start = marks.marked.sentences[one.sentence].start
    return bool(_DONE_THERE.search(marks.text, start, one.start) or _WAS_THEN.match(marks.text, one.end))


_WAS_THEN: Final = re.compile(
    r"[^.;\n]{0,40}?(?:\b(?:in (?:the )?(?:jan|feb|mar|apr|may|june|july|aug|sep|oct|nov|dec|spring|summer|fall|autumn"
    r"|winter|(?:19|20)\d\d)|last (?:week|month|year|night|\w+day)|ago|earlier|previously|before this|yesterday)"
    r"|\bon \d)",
    re.I,
)
"""What behind the name of a place, or behind words for messages, says that it was another day's."""


_NOT_HELD: Final = re.compile(
    r"\W{0,3}(?:visit |call |option )?(?:was |is |were )?(?:also |only |first )?(?:offered|declined|refused"
    r"|unavailable|not (?:available|possible|working|used)|failed|did not (?:work|connect)|attempted|tried|dropped"
    r"|would not)\b",
    re.I,
)
"""What behind "video" says that the visit was not held so."""


_OF_OTHERS: Final = re.compile(
    r"\b(?:elsewhere|outside|TBP|mole ?mapping|photography|referr\w*|pcp'?s?|internist\w*|previous|last (?:visit"
    r"|year))\b[^.;\n]*\Z",
    re.I,
)
"""What before pictures sent says that they came from another practice: the visit is none by pictures."""

_NO_VIDEO: Final = re.compile(
    r"\b(?:could(?: not|n.t)|can(?:not|.t)|unable to|did(?: not|n.t)|not able to|declin\w+|refus\w+|instead of"
    r"|rather than|prefers? not)\W+(?:\w+ ){0,2}\Z",
    re.I,
)
"""What before "video" says that the visit was not held so."""

_TOLD_LATER: Final = re.compile(
    r"\b(?:results?|path(?:ology)?|biops\w+|labs?) (?:\w+,? ){0,4}$"
    r"|\b(?:will|to) (?:be )?(?:call|notif|contact|inform|relay)\w*\b[^.;\n]*$",
    re.I,
)
"""What before "by phone" says that something will be told so another day."""

_TO_SEND: Final = re.compile(
    r"\b(?:will|'ll|can|could|may|might|should|shall|please|to|if|or)\W+(?:\w+\W+){0,3}\Z", re.I
)
"""What before pictures or messages says that the patient shall send them, after a visit held otherwise."""

_NEXT_TIME: Final = re.compile(
    r"\b(?:next \w+|(?:can|could|may|might|will) be|either"
    r"|\d+[- ](?:mo|month|wk|week)s?[- ](?:check\w*|visit|follow\W?up|f/u))\b[^.;\n]{0,24}\Z",
    re.I,
)
_AFTER_WEEKS: Final = re.compile(
    r"(?:\W+(?:visit|call|check|follow-?up))?\W+in (?:\w+ ){1,2}?(?:d|day|w|wk|week|mo|month)s?\b", re.I
)
"""What before and behind "video" says that the visit to come may be held so."""

_IN_A_NAME: Final = re.compile(
    r"\W{1,3}(?:(?:and|&) )?(?:outpatient|ambulatory)\b"
    r"|\W(?:\w+\W)?(?:team|service|staff|colleagues?|admission|unit|care|ward)\b(?!\W+(?:\w+\W+){0,2}(?:ask|request|consult|call))",
    re.I,
)
"""What behind "inpatient" says that it stands in the name of a practice, or of those who see the patient next."""

_NOT_SO: Final = {
    "video": (_NO_VIDEO, _NEXT_TIME),
    "pictures": (_OF_OTHERS, _TO_SEND),
    "messages": (_TO_SEND,),
    "audio": (_TOLD_LATER, _NEXT_TIME),
}
_NOT_SO_BEHIND: Final = {"video": _AFTER_WEEKS, "messages": _WAS_THEN, "pictures": _WAS_THEN, "inpatient": _IN_A_NAME}


def _is_of_others(marks: Marks, one: Mention) -> bool:
    """Say whether the talk by phone was one with a clinician, or somebody of the patient's listened to the visit so."""
    start = marks.marked.sentences[one.sentence].start
    ahead = (told.search(marks.text, start, one.start) for told in (_TO_A_CLINICIAN, _LISTENS))
    return any(ahead) or _WITH_A_CLINICIAN.match(marks.text, one.end) is not None


_LISTENS: Final = re.compile(
    r"\b(?:daughter|son|wife|husband|spouse|mother|mom|father|dad|sister|brother|niece|nephew|caregiver|aide|interpreter"
    r"|translator|relative)\b(?:\W+\w+){0,2}?\W+(?:present|joined|joining|joins|listen\w*|available|in|along|participat\w*)\W+"
    r"(?:\w+\W+)?\Z",
    re.I,
)
"""What before "by phone" says who but the patient was on the line: "her daughter joined by phone"."""


def mode(marks: Marks) -> Mention | None:
    """Return the words for the way in which the visit was held; None when the note does not tell."""
    held: dict[str, Mention] = {}
    for one in told_modes(marks):
        if marks.text[one.end : one.end + 2].strip().startswith("?"):
            continue  # only asked
        if one.value == "video" and (_NOT_HELD.match(marks.text, one.end) or _is_watched(marks, one)):
            continue
        if any(told.search(marks.text, max(0, one.start - 48), one.start) for told in _NOT_SO.get(one.value, ())):
            continue
        behind = _NOT_SO_BEHIND.get(one.value)
        if behind is not None and behind.match(marks.text, one.end):
            continue
        if one.value == "audio" and _is_of_others(marks, one):
            continue
        held.setdefault("audio" if one.value == "check_in" else one.value, one)
    chosen = next((held[value] for value in _MODES if value in held), None)
    return chosen._replace(value="audio") if chosen is not None and chosen.value == "check_in" else chosen
