"""What the group of the clinician was to the patient before today: seen by a partner, cared for over the years.

A patient whom a colleague of the same group and specialty saw within three years is established, however new to this
clinician (EM-5).  Long-term care is told in many words: "we manage it year round", "our ongoing dermatologist" (EM-8).
"""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought

_COLLEAGUE: Final = (
    r"(?:(?:my|our|her|his|a|one of (?:my|our)|another|the other|a different)\s+(?:\w+\s+){0,2}?"
    r"(?:partners?|associates?|colleagues?|PAs?(?:-C)?|NPs?|physician assistants?|nurse practitioners?|dermatologists?"
    r"|doctors?|physicians?|providers?|midlevels?|clinicians?)|Dr\.? [A-Z]\w+"
    r"|the (?:dermatology |derm )?(?:PA|NP|physician assistant|nurse practitioner)(?:-C)?\b)"
)
_SAW: Final = r"(?:saw|sees|seen|treated|treats|evaluated|examined|followed|follows|visited|took care of|cared for)"
_BY_COLLEAGUE: Final = Sought(
    rf"\b{_COLLEAGUE}\b[^.;\n]{{0,70}}?\b{_SAW}\b[^.;\n]*"
    rf"|\b(?:was |been |last )?{_SAW}\b(?! (?:this|a|the) (?:lesion|spot"
    rf"|rash))[^.;\n]{{0,40}}?\bby {_COLLEAGUE}\b[^.;\n]*"
    rf"|\b(?:saw|met|visited) {_COLLEAGUE}[^.;,\n]*",
    re.IGNORECASE,
)
_TODAY: Final = re.compile(r"\b(?:today|this (?:visit|morning|afternoon)|now)\b", re.IGNORECASE)
_BEFORE: Final = re.compile(
    r"\b(?:ago|last (?:year|month|week|spring|summer|fall|autumn|winter)|previously|before|earlier|once"
    r"|in (?:\w+ )?20\d\d|years? back)\b",
    re.IGNORECASE,
)
_OF_GROUP: Final = re.compile(
    r"\b(?:my|our|one of (?:my|our))\b|\b(?:partner|associate|colleague)s?\b|\b(?:same|our|this"
    r"|the) (?:\w+ ){0,2}?(?:group|practice|clinic|office|TIN|department)\b",
    re.IGNORECASE,
)
_OTHER_SPECIALTY: Final = re.compile(
    r"\b(?:different|other|another|separate) special\w+|\bplastic\w*|\bENT\b|\bfamily|\binternal|\binternist"
    r"|\bprimary|\bpediatric\w*"
    r"|\ballerg\w+|\brheumat\w+|\bsurgical oncolog\w+|\bnever (?:by|seen by|in|with) (?:our |any )?dermatolog\w+"
    r"|\bnot (?:our|the same) group"
    r"|\bacross town|\bfrom another group|\boutside\b|\bgeneral surge\w+|\bpodiatr\w+|\bgynecolog\w+",
    re.IGNORECASE,
)
"""What says that a colleague counts for nothing here: of another specialty, or of another group."""

_AGO: Final = re.compile(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a|an)(?:\.5)?[\s-]*"
    r"(?P<unit>years?|yrs?|months?|mos?|weeks?|wks?)\b",
    re.IGNORECASE,
)
_WORDS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_YEARS_MAX: Final = 3
_FIRST_MEETING: Final = Sought(
    r"\b(?:new to (?:me|this (?:doctor|physician|provider|dermatologist))|(?:I(?:'ve| have)"
    r"|I) (?:have )?never (?:met|seen|treated)"
    r"|first time (?:I|that I|with me|seeing me)|(?:seeing|meets?|meeting) (?:me|him|her|this \w+) for the first time"
    r"|not (?:met|seen) (?:him|her|them|this patient) before|new (?:for|with) me|switch\w+ (?:to me|from)"
    r"|transferr\w+ (?:to me|from))\b",
    re.IGNORECASE,
)
"""Words for a patient whom this clinician has not met: they say nothing of the group."""

_ONLY_READ: Final = Sought(
    r"\b(?:only|just)\s+(?:read|interpreted|reviewed|looked at)\s+(?:his|her|their|the|some)?\s*(?:slides?"
    r"|biops\w+|patholog\w+"
    r"|tissue|specimens?)\b[^\n]{0,160}?\b(?:first time|never (?:met|seen)|in person|face[- ]to[- ]face)",
    re.IGNORECASE,
)
"""Slides read without the patient make nobody established (EM-5)."""


def known_to_group(text: str) -> tuple[bool | None, Mention | None]:
    """Return whether the patient is new by what the group did before, with the words; None when they do not tell."""
    read = _ONLY_READ.search(text)
    if read is not None:
        return True, _told("new_patient", read)
    seen = _BY_COLLEAGUE.search(text)
    if seen is None or not _OF_GROUP.search(seen[0]) or not (_FIRST_MEETING.search(text) or _BEFORE.search(seen[0])):
        return None, None
    if _TODAY.search(_TURNS_TO_TODAY.split(seen[0])[0]):
        return None, None
    if _OTHER_SPECIALTY.search(seen[0]):
        return (True, _told("new_patient", seen)) if _NEVER_HERE.search(seen[0]) else (None, None)
    ago = _AGO.search(seen[0])
    if ago is not None:
        number = _WORDS.get(ago["number"].lower()) or int(ago["number"])
        is_new = ago["unit"][0].lower() == "y" and number > _YEARS_MAX
        return is_new, _told("new_patient" if is_new else "established", seen)
    return False, _told("established", seen)


_TURNS_TO_TODAY: Final = re.compile(
    r"\b(?:and |but |, ?)?(?:now|today) (?:sees?|is seen|comes?|meets?|visits?|here|first|presents?)\b", re.IGNORECASE
)
"""Where what a colleague did before turns to whom the patient sees today."""

_NEVER_HERE: Final = re.compile(r"\bnever (?:by|seen by|in|with) (?:our |any )?dermatolog", re.IGNORECASE)


def _told(value: str, found: re.Match[str]) -> Mention:
    return Mention("visit_word", value, found.start(), found.end(), found[0])


_WE: Final = (
    r"(?:we|I|(?:our|the|this|her|his|same|my) (?:\w+ )?(?:practice|clinic|office|group|doctor|dermatologist"
    r"|physician|team)"
    r"|dermatology)"
)
_OVER_TIME: Final = (
    r"(?:(?:for|x|over) (?:\w+ ){0,3}?(?:years|yrs?|decades)|\d+ ?(?:years|yrs?)"
    r"|for (?:a|one|the past|the last) (?:\w+ )?years?|year[- ]round"
    r"|since \d{4}|since (?:\w+ )?diagnosis|long[- ]?term"
    r"|over (?:time|the years)|continuously|on an ongoing basis|regularly|every (?:\w+ )?months|longitudinally)"
)
_CARED: Final = Sought(
    rf"\b{_WE}(?:['’]ve)?\s+(?:(?:who|that|has|have|had|been|is|are|also|always|continues? to|actively)\s+)*"
    r"(?:manag|follow|treat|car(?:e|es|ed|ing) for|look|taken care of)\w*(?: after)?\b"
    rf"[^.;\n]{{0,50}}?\b{_OVER_TIME}"
    rf"|\b(?:managed|followed|treated|cared for|seen)\s+(?:here|by (?:us|me|{_WE}))\b[^.;\n]{{0,30}}?\b{_OVER_TIME}"
    rf"|\byear[- ]round (?:management|care|treatment|follow-?up)\b"
    rf"|\b(?:ongoing|regular|long[- ]?time|longtime|long[- ]?standing|continuing|treating) (?:dermatologist"
    rf"|dermatology (?:home|provider))\b"
    rf"|\b(?:{_WE}|I) (?:are|am|is|serves? as|remains?) (?:her|his|their|the) (?:\w+ )?(?:ongoing|continuing"
    rf"|long[- ]?term|regular|main) \w+"
    rf"|\bfollowed (?:here |by us )?for years\b",
    re.IGNORECASE,
)


def cared_over_time(text: str) -> Mention | None:
    """Return the words that say that this practice goes on caring for the patient's disease."""
    found = _CARED.search(text)
    return None if found is None else Mention("visit_word", "longitudinal", found.start(), found.end(), found[0])


_EVALUATED: Final = Sought(
    r"(?<!not )(?<!be )(?<!without being )\b(?:evaluated|worked up|assessed|work-?up (?:done|performed|completed)"
    r"|new problem|new complaint|evaluation and management)\b",
    re.IGNORECASE,
)
_NO_VISIT: Final = re.compile(r"\b(?:no|not|without|separate)\s+(?:a |an |any )?(?:\w+ )?$", re.IGNORECASE)
_LAST_TIME: Final = re.compile(
    r"[^.;\n]{0,24}?\b(?:last (?:week|month|visit|year|time|\w+day)|ago|previously|earlier|beforehand)\b", re.IGNORECASE
)
"""What behind such words says that it was another day: "evaluated by Dr last month"."""


def evaluated(text: str) -> Mention | None:
    """Return the words that say that the patient or a problem was evaluated at this visit."""
    for found in _EVALUATED.finditer(text):
        is_of_today = not _NO_VISIT.search(text, max(0, found.start() - 24), found.start())
        if is_of_today and not _LAST_TIME.match(text, found.end()):
            return Mention("visit_word", "evaluation", found.start(), found.end(), found[0])
    return None
