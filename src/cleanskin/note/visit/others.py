"""Work of the day that another practice's clinician did: it is not coded here.

"ENT surgeon closes with a flap", "flap by plastic surgery": the other clinician is the one who acts.  When the note
says whose claim it is ("ENT's claim"), that clinician's work is kept and the rest is the other's.
"""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_OWNER: Final = Sought(
    r"\b([A-Za-z]+)(?: surgeon| practice| group)?['’]s (?:claim|bill|billing|charges|coding)\b", re.I
)
_SUBJECT: Final = re.compile(
    r"(?:^|[;.,:\n(]|\b(?:and|then|while))\s*(?:the|an?|his|her|different|separate|outside|another|\s)*$", re.I
)
_BY: Final = re.compile(
    r"^(?:[^;.,\n]{0,30}?)\bby\s+(?:the |an? |different |separate |outside |another )*$"
    r"|^(?:[^;.,\n]{0,30}?)\bby\s+(?:dr\.?|doctor)\s+[A-Za-z-]+\W{1,3}(?:(?:of|from|at|with|an?|the)\s+)*$",
    re.I,
)
_ELSEWHERE: Final = (
    r"\b(?:outside|elsewhere|another (?:office|practice|clinic|group)|other (?:office|practice|clinic)"
    r"|(?:his|her|their) (?:own )?(?:office|clinic|practice)"
    r"|(?:by|at|with) (?:an? )?(?:different|another|other) (?:doc|derm|md|mohs|surgeon|provider|physician))"
)
_AT_ANOTHER: Final = Sought(_ELSEWHERE, re.I)
_WAS_DONE: Final = (
    r"(?: (?:of|on) (?:the |his |her )?(?:left |right |[LR] )?[a-z]+)?"
    r"(?:[\s,-]+(?:surgery|was|were|had|been|done|performed|completed|finished|taken|earlier|already|today|same day"
    r"|(?:this|in the) (?:am|morning|afternoon)|(?:at|around) \d{1,2}(?::\d\d)? ?[ap]\.?m))*[\s,-]+"
)
"""What may stand between an act and by whom, or where, it was done."""

_BY_NAMED: Final = re.compile(
    rf"{_WAS_DONE}(?:elsewhere\b|(?:by|at|with|in) (?:an? |the |her |his )?(?:outside|other|another|different)\s"
    r"(?:mohs |derm\w* |skin )?(?:doc|doctor|derm|dermatologist|md|provider|surgeon|physician|specialist|office|center"
    r"|clinic|practice|group|hospital|facility)\b)"
    r"|[^;.,\n]{0,20}\bby\s+(?:another|an outside|a different) (?:group|practice|office|clinic)\b"
    rf"|[^;.,\n]{{0,20}}\bby\s+(?:dr\.?|doctor)\s+[A-Za-z-]+\b[^;.\n]{{0,30}}?{_ELSEWHERE}",
    re.I,
)
"""What behind an act names who did it, and that it was in another place: "Mohs by Dr. Lee at another office"."""

_PLACES: Final = frozenset({"in the ed", "by ed", "by the ed", "urgent care", "emergency room", "emergency department"})
_ACTS: Final = frozenset({"technique", "closure", "mohs", "service"})


def work_of_others(marked: MarkedText) -> frozenset[tuple[int, int]]:
    """Return the places of acts that somebody else did, or that are not of the clinician whose claim it is."""
    others = [one for one in marked.mentions if _is_other(one)]
    owner = _OWNER.search(marked.text)
    has_named = _AT_ANOTHER.search(marked.text) is not None
    if not others and owner is None and not has_named:
        return frozenset()
    acts = [one for one in marked.mentions if one.kind in _ACTS and one.scope == "asserted"]
    theirs = [
        act
        for act in acts
        if (has_named and _BY_NAMED.match(marked.text, act.end))
        or any(_acts(person, act, marked.text) and not _is_between(act, person, marked.mentions) for person in others)
    ]
    if owner is not None and any(person.words.lower().startswith(owner[1].lower()) for person in others):
        theirs = [act for act in acts if act not in theirs]
    return frozenset((act.start, act.end) for act in theirs)


def _is_between(act: Mention, person: Mention, acts: Sequence[Mention]) -> bool:
    """True when another verb stands between an act and the person named after it: the nearer one is that person's."""
    between = [one for one in acts if act.end <= one.start and one.end <= person.start]
    if act.kind == "closure":  # "closure of wounds from Mohs by another group"
        return any(one.kind == "noun" and "mohs" in one.words.lower() for one in between)
    return act.kind == "service" and any(one.kind == "technique" for one in between)


def _is_other(one: Mention) -> bool:
    return (
        one.kind == "person"
        and one.value == "other_doctor"
        and one.scope == "asserted"
        and one.words.lower() not in _PLACES
    )


def _acts(person: Mention, act: Mention, text: str) -> bool:
    """Say whether the person is the subject before an act, or "by" leads from the act to the person."""
    if person.sentence != act.sentence:
        return False
    if person.end <= act.start:
        return _SUBJECT.search(text[max(0, person.start - 40) : person.start]) is not None
    return _BY.match(text[act.end : person.start]) is not None
