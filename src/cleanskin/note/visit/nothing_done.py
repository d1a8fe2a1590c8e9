"""Notes that say by themselves that nothing was done today: acts that they name are choices and plans."""

import re
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, sentence_at
from cleanskin.note.sought import Opening, Sought
from cleanskin.note.visit.acts import ACTS
from cleanskin.note.visit.unstaged import LENGTH_MIN

_NO: Final = r"no (?:treatments?|procedures?|surgery|intervention|biops(?:y|ies))"
_NOTHING: Final = Opening(
    r"(?:^|(?<=[.;\n(])|(?<=[.;\n] ))[ \t*-]*(?:there (?:was|were) )?"
    rf"(?:{_NO}(?: or (?:treatments?|procedures?|biops(?:y|ies)))?|nothing)(?: (?:was|were))?"
    r"(?: (?:given|done|performed|rendered|undertaken|carried out))? today[ \t]*(?=[.;\n)]|$)",
    re.IGNORECASE,
    told=rf"\b(?:{_NO}|nothing)",
    after=".;\n(",
)
_NO_PROCEDURES: Final = Opening(
    r"[ \t*-]*no (?:proc(?:edure)?s?)(?: today| done)*[ \t]*(?:[.;\n]|$)",
    re.IGNORECASE,
    told=r"\bno proc(?:edure)?s?\b",
    after=".;\n",
)
"""A statement of its own that says the same without the day."""

_NO_LESION: Final = Sought(
    r"\bnothing (?:was )?(?:injected|cut|removed|sampled|biopsied|frozen)(?:,? (?:and |or )?(?:nothing )?(?:was )?"
    r"(?:injected|cut|removed|sampled|biopsied|frozen|treated))+\b|\bno (?:lesions?|warts?|mollusc\w+|spots?"
    r"|tags?|papules?|sites?|areas?)(?: (?:were|was))?"
    r" (?:treated|frozen|removed|biopsied|injected|destroyed|sampled|touched)(?: \w+)? today\b",
    re.IGNORECASE,
)
_DONE: Final = re.compile(r"(?:ed|frozen|froze|d|burnt|cut)$", re.IGNORECASE)
"""How words end that tell of an act as done; names of acts end otherwise."""

_PERFORMED: Final = re.compile(
    r"\b(?:performed|(?:was|were|been|is) (?:then )?(?:done|taken|placed|made)|underwent|obtained)\b", re.IGNORECASE
)
_AT_DISTANCE: Final = Sought(
    r"\b(?:telehealth|telemedicine|tele-?derm\w*|tele-?visit|video|virtual)(?: \w+)? (?:visit|encounter|appointment"
    r"|appt)\b|\btelehealth\b[^.\n]{0,40}\bvideo\b"
    r"|(?<!last )(?<!previous )(?<!prior )\b(?:visit|seen|encounter|follow-?up|f/u) (?:held |done "
    r"|conducted )?(?:by|via|over) (?:live |secure )?(?:video"
    r"|telehealth|telemedicine)\b",
    re.IGNORECASE,
)
"""The title of a visit at a distance."""

_TITLE_WITHIN: Final = 120
_IN_PERSON: Final = Sought(
    r"\b(?<!next )(?:converted to|changed to|came|comes|brought|now|here|seen) (?:an? |in )?(?:in[- ]person"
    r"|in (?:the )?(?:office|clinic))"
    r"|\b(?:after|since|following|last|prior|previous|recent) (?:an? |the |her |his )?(?:telehealth|video|virtual"
    r"|tele)",
    re.IGNORECASE,
)
"""What says that the patient was here all the same, or that the visit at a distance was another day."""

_ACTS: Final = frozenset({"technique", "closure", "mohs", "feature"})


_OF_SAMPLES: Final = re.compile(r"\bno biops(?:y|ies)(?! or\b)", re.IGNORECASE)
_SAMPLES: Final = frozenset({"biopsy", "punch", "tangential", "incisional", "shave", "excision"})
"""Ways in which a biopsy is taken."""


def _is_by_hand(one: Mention) -> bool:
    return one.scope == "asserted" and (one.kind in _ACTS or (one.kind == "service" and one.value in BY_HAND))


BY_HAND: Final = frozenset(
    {"chemical_peel", "botulinum", "filler", "injection", "nail_debridement", "nail_trimming", "suture_removal"}
)
"""Services that need the patient there."""


_TITLE: Final = re.compile(
    r"[\W\d]*(?=[^\n]*\b(?:notes?|logs?|records?|(?:flow|work|day) ?sheets?|flowsheets?|worksheets?|reports?|visits?"
    r"|dictation|DOS|form|sessions?)\b|(?-i:[^a-z\n]*)(?:[ ]{2}|\Z))"
    r"(?![^\n]*\b(?:\w{3,}(?<!dictat)(?<!correct)ed|done|taken|frozen|was|were|is|are|has|had|by|me|my|here|for"
    r"|with|to|not?"
    r"|today|[lr]|left|right|x ?\d+|(?:mm|cm|mg|ml|units?|stages?|tumou?rs?|min))\b)[^\n]*",
    re.IGNORECASE,
)
"""A line that names a record: a word for it, or capitals throughout, and none of a finding, a place or a deed."""

_FIELD: Final = re.compile(
    r"[\W\d]*[a-z][\w/ ]{0,24}(?::|\s[-\u2013\u2014|]|[ ]{2})"
    r"(?![^\n]*\b(?:\w{3,}ed|done|taken|frozen|chose|was|were|here|me|today|not?)\b)[^\n]*",
    re.IGNORECASE,
)
"""A line of a name and what it stands for, without a deed: "Procedure: excision, malignant"."""

_BRACKETS: Final = re.compile(r"\([^()\n]*\)")
_EVIDENCE: Final = frozenset(
    {"site", "condition", "count", "length", "area", "volume", "dose", "energy", "noun", "concentration", "mohs"}
)
"""What a line that tells of an act tells beside its name."""


def without_empty_title(marked: MarkedText) -> MarkedText:
    """Return the note without the acts of a title, or of an act's bare name, on its last line: it heads nothing."""
    text = marked.text.rstrip()
    start = text.rfind("\n") + 1
    told = [one for one in marked.mentions[-_OF_TITLE:] if one.start >= start]
    if not start or not any(one.kind in ACTS for one in told):
        return marked
    line = _BRACKETS.sub("()", text[start:])
    if _TITLE.fullmatch(line):
        return marked._replace(mentions=[one for one in marked.mentions if one.start < start])
    is_bare = len(text) >= LENGTH_MIN and _EVIDENCE.isdisjoint(one.kind for one in told)
    if is_bare and _FIELD.fullmatch(line):
        kept = [one for one in marked.mentions if one.start < start or one.kind not in _BY_NAME]
        return marked._replace(mentions=kept)
    return marked


_BY_NAME: Final = frozenset({"technique", "service", "closure", "feature"})
"""What a bare name of an act gives; drugs are also prescribed."""

_OF_TITLE: Final = 24
"""How many mentions a title has at most."""


def without_choices(marked: MarkedText) -> MarkedText:
    """Return the note with acts as planned where it says that nothing was done today and tells of none as done."""
    if _AT_DISTANCE.search(marked.text, 0, _TITLE_WITHIN) is not None and _IN_PERSON.search(marked.text) is None:
        return marked._replace(  # nobody cuts or injects at a distance
            mentions=[one._replace(scope="historical") if _is_by_hand(one) else one for one in marked.mentions]
        )
    of_day = _NO_PROCEDURES.search(marked.text)
    said = (_NOTHING.search(marked.text), _NO_LESION.search(marked.text), of_day)
    told = min((one for one in said if one is not None), key=re.Match.start, default=None)
    if told is None:
        return marked
    sentence = sentence_at(marked, told.end() - 1)
    item = sentence.item if sentence and told is not of_day else ""  # what it says of nothing done is of that problem
    line_start, line_end = marked.text.rfind("\n", 0, told.start()) + 1, marked.text.find("\n", told.end() - 1)
    line_end = line_end if line_end >= 0 else len(marked.text)
    is_of_line = not item and any(
        one.kind == "condition" and line_start <= one.start < told.start() for one in marked.mentions
    )
    of_item = {
        number
        for number, one in enumerate(marked.sentences)
        if (line_start <= one.start < line_end if is_of_line else not item or one.item == item)
    }
    acts = [
        one
        for one in marked.mentions
        if one.kind == "technique" and one.scope == "asserted" and one.sentence in of_item
    ]
    if _OF_SAMPLES.search(told[0]) and any(one.value not in _SAMPLES for one in acts):
        return marked  # it says nothing of what was frozen or cut out
    if not acts or any(_DONE.search(one.words) for one in acts) or _is_performed(marked.text, acts[0].start, told):
        return marked
    return marked._replace(
        mentions=[
            one._replace(scope="planned")
            if one.kind in _ACTS and one.scope == "asserted" and one.sentence in of_item
            else one
            for one in marked.mentions
        ]
    )


def _is_performed(text: str, start: int, told: re.Match[str]) -> bool:
    """Say whether a text tells from a place on of an act as performed, beside the words that none was today."""
    return _PERFORMED.search(text, start, max(start, told.start())) is not None or (
        _PERFORMED.search(text, max(start, told.end())) is not None
    )
