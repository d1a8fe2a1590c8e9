"""Statements that touch none of today's work: lesions left alone, others' diseases, later days, supplies, histories.

What is said there (a place, a disease, a number, a size) is of no lesion that was treated: the linkers do not see it,
as if the statement were not there.  The visit is read from the note with them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from typing import Final, NamedTuple

from cleanskin.note.mention import LIVE, MarkedText, Mention, Sentence, sentence_number, start_of
from cleanskin.note.sought import Sought
from cleanskin.note.visit.acts import ACTS

_OBJECTS: Final = frozenset(
    {"site", "condition", "count", "length", "area", "noun", "feature", "size_role", "suspicion", "pathology",
     "volume", "dose", "concentration", "percent", "energy", "service_detail"}
)  # fmt: skip
"""What may be said of lesions and of what is done to them."""

_LEFT_ALONE: Final = Sought(
    r"\b(?:left alone|let alone(?=\s*(?:[.;)\n]|$))"
    r"|(?:no|without) (?:tx|treatment|rx)(?: (?:needed|wanted|required|today|necessary))?"
    r"|not (?:treated|bothersome|worrisome|concerning)|none (?:worrisome|suspicious|concerning|atypical)"
    r"|nothing (?:was )?done|no intervention|(?:mild|quiet|fine)\b[^.;\n]{0,30}\bno (?:surgery|procedure)"
    r"|photo only|watch(?:ed|ful waiting)?|observed?|harmless|unchanged"
    r"|ok(?:ay)? to leave|observation|not (?:an issue|bothered|a concern)"
    r"|reassur(?:ed|ance)|well[- ]healed|(?:no(?: sign(?:s)? of| evidence of)?|without) recurrence|banal)\b",
    re.IGNORECASE,
)
_OF_OTHERS: Final = Sought(
    r"(?:her|his|their|patient'?s|pt'?s|the)?\s*\b(?:husband|wife|spouse|partner|brother|sister|mother|father|mom|dad"
    r"|daughter|son|aunt|uncle|cousin|grand\w+|friend|neighbou?r|twin)s?\b(?! (?:says?|reports?|notice\w*|noted|states?"
    r"|saw|brought|drove|present|here|in room|is a\b|accompan\w+|gives|translat\w+|history|asked?))",
    re.IGNORECASE,
)
_LATER: Final = Sought(
    r"\b(?:pamphlets?|brochures?|leaflets?|handouts?|warning signs|knows it is self-pay|next (?:visit|time|appt"
    r"|appointment|winter|summer|spring|fall|year)|in the (?:spring|summer|fall|autumn"
    r"|winter)|someday|not today|(?:will|to) (?:be )?schedul\w+|not interested|passed on"
    r"|does(?: not|n't) want|price list|quoted|asked (?:about|if|whether|what|how))\b",
    re.IGNORECASE,
)
_DECLINED: Final = Sought(r"\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|prefers? to (?:watch|wait))\b", re.IGNORECASE)
_DONE_TO_OTHERS: Final = Sought(
    r"(?:her|his|their|patient'?s|pt'?s)?\s*\b(?:husband|wife|spouse|partner|fianc\w+|roommate|brother|sister"
    r"|mother|father|mom|dad|daughter|son|aunt|uncle|cousin|grand\w+|friend|neighbou?r"
    r"|twin)s? (?:had|has|is|was|gets|got)\b"
    r"(?! (?:present|here|in (?:the )?room|with|asking|concerned|worried|noticed|seen))"
    r"(?![^.;\n]*\b(?:today|patient|pt)\b)",
    re.IGNORECASE,
)
"""Another person, and what was or is done to them."""

_TOLD_OF_BEFORE: Final = Sought(
    r"(?:he|she|pt|patient|had|has had|in (?:19|20)|as an? (?:kid|child|teen)|previous\w*|last|old|path"
    r"|biopsy (?:in|from)"
    r"|skin (?:hx|history|cancers?)|derm\w* (?:hx|history)|medical problems|psh\w*|surgical|prior|outside"
    r"|melanoma in situ of"
    r"|(?:19|20)\d\d)\b(?! (?:presents|returns|comes|is here|here|came))",
    re.IGNORECASE,
)
"""How a statement begins that tells of earlier years."""

_CLERICAL: Final = Sought(
    r"(?:instruments|(?:mayo |suture |biopsy )?tray(?!s? (?:were |was )?(?:applied|placed))"
    r"|cryo-?gun|supplies|equipment|(?:lido\w*|lidocaine"
    r"|drysol)[^.;\n]{0,20}"
    r"\blot|specimen (?:log|label)|(?:the )?(?:pt|patient|he|she)? ?(?:checked in|arrived)(?= (?:\d|at|late|early"
    r"|on time))"
    r"|\w+ (?:\w+ )?lot \w*\d|(?:quit|stopped|was on|previously on|took)\b(?=[^.;\n]*\b(?:19|20)\d\d)|page \d"
    r"|printed|late entry|room \d|(?:current |home )?(?:medications|meds) (?:include|are)|needle and|sharps)"
    r"[^.;\n]*",
    re.IGNORECASE,
)
"""What is written for the office: tools, lots, times of arrival, lists of drugs taken."""

_OFFICE: Final = Sought(
    r"(?:consider|scheduled for|future|vitals?|bp|mrn|dob|chaperone|scribe|roomed|pharmacy|allergy|allergies"
    r"|allergic to"
    r"|medications?|meds|ros|review of systems|social(?: history)?|shx|fhx|family(?: history| hx)?|psh|sun exposure"
    r"|interpreter|fall risk|acetaminophen|tylenol|ok to|ice|wound care|monthly|ebl|specimen log)\b",
    re.IGNORECASE,
)
_BEFORE: Final = Sought(r"\b(?:(?:19|20)\d\d|years ago|as an? (?:kid|child|teenager)|before \d\d\b)\b", re.IGNORECASE)
_YEAR: Final = Sought(r"\b(?:19|20)\d\d\b")
_SAME: Final = re.compile(
    r"\b(?:recur\w*|again|same|residual|persist\w*|returned|today|now|here for|site|biops\w+|bx|sent|mohs|outside"
    r"|proven)\b",
    re.IGNORECASE,
)
"""What says that an earlier lesion may be today's."""


class Parted(NamedTuple):
    """A note as the linkers of today's work shall see it, and what of it stands in statements of nothing done.

    `visit` is the note for what bears on the visit: without what was written for the office alone.
    """

    work: MarkedText
    visit: MarkedText
    idle: MarkedText | None


def parted(marked: MarkedText) -> Parted:
    """Return a note parted; whole where nothing is idle or no work is told."""
    firsts = [_first_word(marked.text, one) for one in marked.sentences]
    clerical = {number for number, _ in _opened(marked, _DONE_TO_OTHERS, [one.start for one in marked.sentences])}
    for number, found in _opened(marked, _CLERICAL, firsts):
        if found.end() >= marked.sentences[number].end - _REST_MAX:
            clerical.add(number)
    if clerical:
        text = _blanked(marked.text, [marked.sentences[one] for one in sorted(clerical)])
        marked = marked._replace(
            text=text, mentions=[one for one in marked.mentions if one.sentence not in clerical or one.value == _RISK]
        )
    numbers = sorted(_idle(marked, firsts))
    if not numbers:
        return Parted(marked, marked, None)
    idle = set(numbers)
    left = [one for one in marked.mentions if one.sentence in idle and _is_hidden(one)]
    kept = [one for one in marked.mentions if one.sentence not in idle or not _is_hidden(one)]
    if not any(one.kind in ACTS and one.scope in LIVE for one in kept):
        return Parted(marked, marked, None)
    text = _blanked(marked.text, [marked.sentences[one] for one in numbers])
    return Parted(marked._replace(text=text, mentions=kept), marked, marked._replace(mentions=left))


_RISK: Final = "MN-RISK"
"""What relatives had is a risk of the patient's."""

_REST_MAX: Final = 2
"""Most characters of a sentence behind what was written for the office: its point and a blank."""


def _is_hidden(one: Mention) -> bool:
    if one.kind in ("trigger", "cosmetic_signal"):
        return one.scope in LIVE and one.value != _RISK
    return one.kind in ACTS or one.kind in _OBJECTS


_BLANK: Final = "~"
"""Stands for what is hidden: no letter, no blank, and plain, since a text of plain signs is folded at once."""


def _blanked(text: str, sentences: Sequence[Sentence]) -> str:
    parts, at = [], 0
    for one in sentences:
        end = one.end
        while end > one.start and text[end - 1].isspace():
            end -= 1
        parts += [text[at : one.start], _BLANK * max(0, end - one.start - 1), text[end - 1 : end]]
        at = end
    return "".join([*parts, text[at:]])


def _idle(marked: MarkedText, firsts: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the sentences, whose first words begin at `firsts`, that tell of nothing done today."""
    left_alone = {*_of_words(marked, (_LEFT_ALONE, _LATER))}
    before = {*_long_ago(marked)}
    told = _without_work_there(marked, left_alone)
    told.update(number for number, _ in _opened(marked, _OF_OTHERS, [one.start for one in marked.sentences]))
    told.update(number for number, _ in _opened(marked, _OFFICE, firsts))
    if before:
        told.update(before.intersection(number for number, _ in _opened(marked, _TOLD_OF_BEFORE, firsts)))
    idle = {number for number in told if _tells_no_act(marked, number)}
    idle |= _seen_alone(marked, idle)
    yield from idle
    maybe = {*_of_words(marked, (_DECLINED,)), *before} - idle
    maybe = {number for number in maybe if _tells_no_act(marked, number)}
    acts = {one.sentence for one in marked.mentions if one.kind in ACTS} if maybe else set()
    maybe &= acts  # what was done then, or declined
    if maybe:
        left = {
            one.kind
            for one in marked.mentions
            if one.kind in _NAMED and one.scope in LIVE and one.sentence not in idle and one.sentence not in maybe
        }
        if left == _NAMED:
            yield from maybe


_COMMON: Final = frozenset(
    {"cherry_angioma", "lentigo", "solar_lentigo", "dermatofibroma", "venous_lake", "spider_veins", "telangiectasia",
     "solar_elastosis", "nevus", "sebaceous_hyperplasia", "angioma"}
)  # fmt: skip
"""Findings of every second skin examination."""


def _seen_alone(marked: MarkedText, idle: Set[int]) -> set[int]:
    """Return the sentences of a common finding and its place, both named once in the note and beside no act."""
    common = {one.sentence for one in marked.mentions if one.kind == "condition" and one.value in _COMMON} - idle
    if not common:
        return set()
    others = {
        (one.kind, one.value, one.side)
        for one in marked.mentions
        if one.kind in _NAMED and one.sentence not in common and one.sentence not in idle
    }
    if {kind for kind, _, _ in others} != _NAMED:
        return set()
    known = {
        one.sentence for one in marked.mentions if one.kind in _NAMED and (one.kind, one.value, one.side) in others
    }
    strange = {
        one.sentence
        for one in marked.mentions
        if (one.kind == "condition" and one.value not in _COMMON) or one.kind in _BESIDE_NO_FINDING
    }
    placed = {one.sentence for one in marked.mentions if one.kind == "site"}
    alone = (common & placed) - known - strange
    return {one for one in alone if not marked.sentences[one].item and _tells_no_act(marked, one)}


_BESIDE_NO_FINDING: Final = frozenset({"trigger", "suspicion", "pathology", "technique", "decision"})


def _without_work_there(marked: MarkedText, numbers: Set[int]) -> set[int]:
    """Return the sentences but those of a place where something was done: their lesion may be the one."""
    if not numbers:
        return set()
    acts = {one.sentence for one in marked.mentions if one.kind in ACTS and one.scope in LIVE}
    sites = [one for one in marked.mentions if one.kind == "site"]
    worked = {(one.value, one.side) for one in sites if one.sentence in acts and one.sentence not in numbers}
    there = {one.sentence for one in sites if (one.value, one.side) in worked}
    named = {one.sentence for one in marked.mentions if one.kind == "condition" and one.scope in LIVE}
    there |= {one for one in named if one + 1 in acts and _opens_item(marked.sentences[one], marked.sentences[one + 1])}
    return set(numbers) - there


def _opens_item(first: Sentence, following: Sentence) -> bool:
    """True for a sentence whose item the next goes on with: "1) Molluscum, options: ... . Painted 22"."""
    return first.item.isalnum() and (first.section, first.item) == (following.section, following.item)


_NAMED: Final = frozenset({"site", "condition"})
"""What must be told elsewhere too before what is told of an earlier lesion is no more looked at."""


def _tells_no_act(marked: MarkedText, number: int) -> bool:
    sentence, mentions = marked.sentences[number], marked.mentions
    first = bisect_left(mentions, sentence.start, key=start_of)
    inside = mentions[first : bisect_left(mentions, sentence.end, key=start_of)]
    return any(one.kind in _OBJECTS or one.kind in ACTS for one in inside) and not _has_act(inside)


def _has_act(mentions: Sequence[Mention]) -> bool:
    return any(one.kind in ACTS and one.scope in LIVE for one in mentions)


def _of_words(marked: MarkedText, rules: Sequence[Sought]) -> Iterator[int]:
    """Yield the numbers of the sentences whose words say that nothing was done."""
    for words in rules:
        for found in words.finditer(marked.text):
            number = sentence_number(marked, found.start())
            if number is not None:
                yield number


def _long_ago(marked: MarkedText) -> Iterator[int]:
    """Yield the numbers of the sentences that tell of what was long ago."""
    for found in _BEFORE.finditer(marked.text):
        number = sentence_number(marked, found.start())
        if number is not None and _is_long_ago(marked.text, found, marked.sentences[number]):
            yield number


def _is_long_ago(text: str, words: re.Match[str], sentence: Sentence) -> bool:
    """Say whether a year is one before the note's own, and nothing says that its lesion may be today's."""
    if _SAME.search(text, sentence.start, sentence.end):
        return False
    if not words[0].isdigit() or text[max(0, words.start() - 3) : words.start()].lower() == "in ":
        return True
    return any(one[0] > words[0] for one in _YEAR.finditer(text))


def _opened(marked: MarkedText, words: Sought, starts: Sequence[int]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the numbers of the sentences at whose starts some words stand."""
    places = words.places_in(marked.text)
    if places is not None and not places:
        return
    begun = None if places is None else frozenset(places)
    for number, start in enumerate(starts):
        if begun is None or start in begun:
            found = words.match(marked.text, start, marked.sentences[number].end)
            if found is not None:
                yield number, found


def _first_word(text: str, sentence: Sentence) -> int:
    """Return where the first word of a sentence begins, behind whatever signs; its end when it has none."""
    place = sentence.start
    while place < sentence.end and not (text[place].isalnum() or text[place] == "_"):
        place += 1
    return place
