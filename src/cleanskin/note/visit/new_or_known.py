"""Whether the patient is new or known: by the head of the note, its words, what the group did, a letter (EM-5)."""

import re
from collections.abc import Callable
from typing import Final

from cleanskin.note.mention import LIVE, Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.group import known_to_group
from cleanskin.note.visit.marks import Marks

_OF_WHAT_COMES: Final = frozenset({"plan", "follow_up", "instructions"})
"""Sections that speak of the next visit."""

_AT_THE: Final = re.compile(r"\b(?:at|since|from|after|before|during) (?:the|his|her|their|our|my)\W+\Z", re.I)
"""What before "first visit" says that it was an earlier one."""

_AHEAD_OF_VISIT: Final = 16

_LAST_SEEN: Final = re.compile(r"\blast (?:seen|visit)|\b(?:previous|prior) visit", re.I)
_AWAY_WITHIN: Final = 40
_YEARS_AWAY: Final = 3
"""A patient not seen for longer is new again."""

_OPENING: Final = 240
"""Characters of a note in which it says of what kind the visit is."""

_HEAD: Final = Sought(
    r"(?:(?:\A|[\n|;,(/]|  |[-–—] |\b(?:pt|patient|status|type|visit)\s*:)\s*|\.\s(?=new\.)|\d\d ?[mf]?\s)"
    r"(?:(?P<new>new)|(?P<known>est(?:ab)?\b\.?|established))(?:\s(?:pt|patient))?"
    r"(?:\s*(?:[|;,).]|(?<=\s)/\s|\Z|\d{1,3}[ -]?(?:y/?o|years?|yr|[mf]\b|month)|\d{1,2}/\d{1,2}/\d\d)|\s*\n|  "
    r"|(?-i:(?<=NEW)|(?<=/New)) ?[-–—] )"
    r"|(?-i:\b(?P<capitals>NEW)) (?:(?:eval|consult|visit|referral|pt|patient|to (?:us|me|clinic|practice))"
    r"|\d|(?-i:[A-Z][a-z]))(?!\w*\W+(?:lesion|rash|growth|spot|mole|problem|complaint|concern|onset)s?\b)",
    re.I,
)
"""What kind of patient a note's head tells in a field of its own: "| NEW |", "24F est.", "NEW consult"."""

_BY_AGE: Final = Sought(
    r"\b(?:(new|np|n\.p\.)|(ep|e\.p\.|est|estab))\b[ ,:;/-]*(?:pt\b|patient\b)?[ ,:;/-]*(?:a\s)?\d{1,3}[ -]?"
    r"(?:y(?:rs?|ears?)?[ ./-]?o(?:ld)?\b\.?)?[ -]?(?:m|f|male|female|man|woman|boy|girl)\b"
    r"|\b\d{1,3}[ -]?(?:y/?o[ -]?)?[mf][ ,]+(np)\b(?=[.,;:]|\s*\n)|\A\W*(np)\b(?=\W{0,3}(?:[.,;:/-]|\n))"
    r"|\A[^.;:\n]{0,24}?\b(np)\b(?=,? \d{1,2}/\d)",
    re.I,
)
"""New or established before the age and the sex: "NP 52F", "EP, 64 yo M"; there NP is no nurse practitioner."""

_BY_SEX: Final = Sought(r"\b(NP|EP)[ ,]+(?:[MF]|male|female|man|woman)\b(?= (?:here|with|w/|for|p/w|seen|presents)|,)")
"""New or established before the sex alone: "NP F here for acne"."""

_SENT: Final = Sought(
    r"\b(?:thank(?:s| you)(?: (?:so|very) much)? for (?:sending|referring|asking me to see|(?:the|your) referral of)"
    r"|kindly (?:sent|referred)|appreciate (?:the|your) referral|thank you for (?:letting|allowing) me (?:to )?(?:share"
    r"|see|evaluate|participate)|(?:the )?(?:pleasure|opportunity) (?:of|to) (?:evaluat|see|meet)\w* your patient)\b",
    re.I,
)
_SEEN_BEFORE: Final = Sought(
    r"\b(?:again|back to (?:me|us|our)|last (?:saw|seen|visit)|previous visit|follow(?:ed|ing)? up"
    r"|(?<!will )(?<!to )returns?|returned|re-?evaluat\w+|known to|since (?:I|we) (?:saw|last)|sending (?:back"
    r"|\w+ back))\b",
    re.I,
)
"""Words that tell that a patient sent by a colleague had been here before."""


def new_or_known(
    marks: Marks, follow_up_of: Callable[[], Mention | None], *, has_prior: bool
) -> tuple[bool | None, Mention | None]:
    """Return whether the patient is new, with the words that tell; `has_prior`: an earlier procedure of one's own."""
    first = marks.of("visit_word", "new_patient", "new_patient_of", "not_seen")
    new = next(
        (one for one in first if not _AT_THE.search(marks.text, max(0, one.start - _AHEAD_OF_VISIT), one.start)), None
    )
    known = next((one for one in marks.of("visit_word", "established") if one.section not in _OF_WHAT_COMES), None)
    away = _away(marks)
    if away is not None:
        return True, away
    by_group, group_told = known_to_group(marks.text)
    if by_group is not None:
        return by_group, group_told
    head = _HEAD.search(marks.text, 0, _OPENING)  # further on it is of a disease
    if head is not None and all(told is None or head.start() < told.start for told in (new, known)):
        return _told_by(head, is_new=head["known"] is None, group=head.lastgroup or 0)
    if new is not None and (known is None or new.start < known.start or new.value == "not_seen"):
        return True, new
    if known is not None:
        return False, known
    by_age = _BY_AGE.search(marks.text)
    if by_age is not None:
        return _told_by(by_age, is_new=by_age[2] is None)
    by_sex = _BY_SEX.search(marks.text)
    if by_sex is not None:
        return _told_by(by_sex, is_new=by_sex[1] == "NP")
    sent = _SENT.search(marks.text)
    if sent is not None and not _SEEN_BEFORE.search(_without_reason(marks.text)):
        return _told_by(sent, is_new=True)
    follow_up = follow_up_of()
    if follow_up is not None or has_prior:
        return False, follow_up
    return None, None


def _told_by(words: re.Match[str], *, is_new: bool, group: str | int = 0) -> tuple[bool, Mention]:
    """Return the answer with the words that tell it, or a group of them."""
    kind = "new_patient" if is_new else "established"
    return is_new, Mention("visit_word", kind, words.start(group), words.end(group), words[group])


def _without_reason(text: str) -> str:
    """Return a letter without the words of why its patient was seen: "for follow-up" may be the sender's own care."""
    return _SEEN_FOR.sub("", text)


_SEEN_FOR: Final = re.compile(r"\b(?:saw|seen|see|seeing)\b[^.;\n]{0,20}\bfor (?:a )?follow-?\W?up\b", re.I)


def _away(marks: Marks) -> Mention | None:
    """Return the words that tell of more than three years since the patient was seen here."""
    for one in marks.by_kind.get("interval", ()):
        if one.unit != "years" or one.amount is None or one.amount <= _YEARS_AWAY:
            continue
        told_then = marks.of("visit_word", "established", scopes=LIVE | {"historical", "negated"})
        seen = [told for told in told_then if told.sentence == one.sentence]
        if any(_LAST_SEEN.search(told.words) and 0 <= one.start - told.end <= _AWAY_WITHIN for told in seen):
            return one
    return None
