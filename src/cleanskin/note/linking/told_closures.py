"""Closures told by their stitches: which suture went where, row by row, and what was bared, pared or freed before.

"4-0 PDS below, nylon on top": one row under the skin and one in it are a layered closure.  "One row of 4-0 nylon" is a
simple one.  Ragged edges that were cut back and a tendon that lay bare make a layered closure complex (REP-5).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from cleanskin.note.denied import is_denied
from cleanskin.note.linking.closures import is_in_layers
from cleanskin.note.linking.made_mentions import made_of_act, with_made
from cleanskin.note.mention import LIVE, MarkedText, Mention, Sentence, sentence_number
from cleanskin.note.sought import Sought

_ABSORBED: Final = (
    r"vicryl(?!\s+rapide)|monocryl|=?pds|polysorb|biosyn|maxon|caprosyn|dexon|polyglactin|poly(?:dioxanone|glyc\w+)"
    r"|poliglecaprone|stratafix|v-?loc|quill|(?:long-acting |slow(?:ly)?[- ])?absorbables?"
)
_NOT_ABSORBED: Final = (
    r"nylons?|ethilon|dermalon|prolene|surgipro|novafil|polypropylene|silk|staples?|stapled|(?:skin )?clips"
    r"|(?:fast|plain)(?:[- ]absorbing)?[- ]gut|vicryl rapide|rapide|chromic|gut|non-?absorbables?|monofilament"
)
_SIZE: Final = r"(?<![\w.])\d{1,2}[-/]0(?!\w)"
_SUTURE: Final = Sought(rf"{_SIZE}|\b(?:{_ABSORBED}|{_NOT_ABSORBED})\b", re.IGNORECASE)
_TAKEN_UP: Final = Sought(rf"\b(?:{_ABSORBED})\b", re.IGNORECASE)
_STAYS: Final = Sought(rf"\b(?:{_NOT_ABSORBED})\b", re.IGNORECASE)
_DEEP: Final = Sought(
    r"\b(?:deep(?:er|ly|est)?(?!\s+(?:margin|edge|border))|buried|burying|dermal|dermis|sub-?derm\w+"
    r"|subcut(?!icular)\w*|sub-?q|sq|fat|fatty|adipose|fascia\w*|smas|galea\w*|platysma|scarpa'?s?|muscle|orbicularis"
    r"|frontalis|inverted|inverting|below|beneath|underneath|under(?!\s+(?:tension|local|no))|lower (?:layer|row|tier"
    r"|plane)|sunk|sunken|hypoderm\w*|inner|inside|intradermal|knots? (?:down|buried)|depths?)\b",
    re.IGNORECASE,
)
_SURFACE: Final = Sought(
    r"\b(?:skin|surface|epiderm\w*|top|topping|above|upper|outer|outside|superficial\w*|cuticular|subcuticular"
    r"|percutaneous\w*|cuticle)\b",
    re.IGNORECASE,
)
_ROW_ENDS: Final = re.compile(
    r"[,;+&()]|(?<!\d)/|/(?!0)|\.(?=\s|$)|\b(?:and|then|plus|with(?= (?:running|interrupted|continuous))|over(?= (?:it"
    r"|that|them)))\b",
    re.IGNORECASE,
)
_OTHERWISE: Final = Sought(
    r"\b(?:tie[ds]?(?!\s+over)|tying|ligat\w*|ha?emosta\w*|bleed\w*|vessels?|artery|arter\w+|branch|figure[- ]of"
    r"|o'?clock|orient\w*|tag(?:ged)?|mark\w*|pole|apex|tip|specimen|label\w*|tie-?over|bolster\w*|quilt\w*|tack\w*"
    r"|out|removed|removal|removing|come|came|drain|nail|donor|harvest\w*|parotid|stay|traction|needle|gauge|silk at"
    r"|stitch at|if|allerg\w*|spit\w*|reaction|tray|opened|last (?:time|visit|month|week)|ER|urgent care|ED)\b",
    re.IGNORECASE,
)
"""What says that a suture of a row does not close this wound today."""

_REACHED: Final = Sought(
    r"\b(?:down to|into|through|thru|to|reaching|above|beneath|under(?:mined|mining)?(?:\s+\w+)?(?:\s+(?:in|at"
    r"|under))?|in|at|of)\s+"
    r"(?:the\s+)?(?:level of\s+)?(?:the\s+)?(?:\w+\s+)?(?:fat|fascia\w*|muscle|subcut\w*|dermis|smas|galea|platysma"
    r"|deep\s+\w+)\b",
    re.IGNORECASE,
)
"""What before a suture tells how far a cut went, not where the suture lies."""

_ONE_ROW: Final = Sought(
    r"\b(?:(?:one|single|1|a)[- ](?:row|tier|plane|line|level)(?:\s+of|\s+only)?|(?:one|single)[- ]tiered"
    r"|(?:through|in|to|on)\s+(?:the\s+)?skin (?:only|alone)|skin[- ]only|skin (?:stitches|sutures) only|epidermis only"
    r"|no (?:deep|buried|dermal|deeper|inner)(?:\s+(?:sutures?|stitch(?:es)?|layers?|row|bites?|ones?))?)\b",
    re.IGNORECASE,
)
_ROWS: Final = Sought(
    r"\b(?:two|2|three|3|double|triple|both|several)[- ](?:rows?|tiers?|planes?|levels|decks?)\b",
    re.IGNORECASE,
)
_SEWN: Final = Sought(
    r"\b(?:clos\w+|sutur\w*|sewn|sewed|stitch\w*|repair\w*|approximat\w*|brought together|drawn together|joined|united"
    r"|came together)\b",
    re.IGNORECASE,
)


class _Row(NamedTuple):
    """One row of stitches: where its suture is named, whether under the skin or in it, and whether it is taken up."""

    start: int
    end: int
    depth: str
    is_taken_up: bool


def with_told_closures(marked: MarkedText) -> MarkedText:
    """Return the note with the class of each closure that is told by its rows of stitches."""
    if not _SUTURE.may_be_in(marked.text):
        return marked
    return with_made(marked, [one for one in _told(marked) if not _is_told(one, marked)])


def _told(marked: MarkedText) -> Iterator[Mention]:
    rows_before: list[_Row] = []
    told = {sentence_number(marked, one.start()) for one in _SUTURE.finditer(marked.text)}
    for number in sorted(one for one in told if one is not None):
        sentence = marked.sentences[number]
        rows = list(_rows(marked.text, sentence))
        if number - 1 not in told:
            rows_before = []
        both = [*rows_before, *rows] if rows and rows_before and _goes_on(number, marked) else rows
        deep = _layered(both)
        if deep is not None:
            yield from made_of_act(marked, "closure", "intermediate", (deep.start, deep.end), ("layered",))
            rows = []
        elif rows and (one := _ONE_ROW.search(marked.text, sentence.start, sentence.end)):
            yield from made_of_act(marked, "closure", "simple", one.span())
        elif (
            rows
            and (several := _ROWS.search(marked.text, sentence.start, sentence.end))
            and _SEWN.search(marked.text, sentence.start, sentence.end)
        ):
            yield from made_of_act(marked, "closure", "intermediate", several.span(), ("layered",))
        rows_before = rows


_APART_MAX: Final = 4


def _goes_on(number: int, marked: MarkedText) -> bool:
    """True for a sentence that goes on telling of the wound before it: it names no place and no other act."""
    before, sentence = marked.sentences[number - 1 : number + 1]
    if sentence.start - before.end > _APART_MAX or sentence.item not in ("", before.item):
        return False
    return not any(
        one.sentence == number and one.kind in ("site", "technique", "condition") and one.scope in LIVE
        for one in marked.mentions
    )


def _rows(text: str, sentence: Sentence) -> Iterator[_Row]:
    """Yield the rows of stitches that a sentence tells of."""
    start = sentence.start
    ends = [*_ROW_ENDS.finditer(text, sentence.start, sentence.end)]
    for stop in [*(one.span() for one in ends), (sentence.end, sentence.end)]:
        row = _row(text, start, stop[0])
        start = stop[1]
        if row is not None:
            yield row


def _row(text: str, start: int, end: int) -> _Row | None:
    suture = _SUTURE.search(text, start, end)
    if suture is None or _OTHERWISE.search(text, start, end) or is_denied(text, suture.start()):
        return None
    place = suture.start()
    is_taken_up = _TAKEN_UP.search(text, place, end) is not None
    if _lies(_SURFACE, text, start, place) or (
        _SURFACE.search(text, place, end) and not _lies(_DEEP, text, start, place)
    ):
        depth = "surface"
    elif _lies(_DEEP, text, start, place) or _DEEP.search(text, place, end):
        depth = "deep"
    else:
        depth = "" if is_taken_up or not _STAYS.search(text, place, end) else "surface"
    return _Row(place, suture.end(), depth, is_taken_up)


def _lies(depth: Sought, text: str, start: int, end: int) -> bool:
    """True when words before a suture tell where it lies: how far a cut went tells that of no suture."""
    if depth.search(text, start, end) is None:
        return False
    reached = [one.span() for one in _REACHED.finditer(text, start, end)]
    return any(
        not any(first <= one.start() < last for first, last in reached) for one in depth.finditer(text, start, end)
    )


def _layered(rows: Sequence[_Row]) -> _Row | None:
    """Return the row under the skin when one lies in it too."""
    deep = [one for one in rows if one.depth == "deep"]
    if deep and len(rows) > 1:
        return deep[0]
    for one, after in pairwise(rows):
        if one.is_taken_up and not one.depth and after.depth == "surface" and not after.is_taken_up:
            return one
    return None


_NAMED: Final = frozenset({"simple", "intermediate", "complex", "primary"})
_BACK: Final = 3
"""In how many sentences before it the class of a closure may have been named."""


def _is_told(one: Mention, marked: MarkedText) -> bool:
    """True where the class of a closure is named, or its layers are told, in the usual words."""
    sewn = [other for other in marked.mentions if other.kind == "closure" and other.scope in LIVE]
    if any(0 <= one.sentence - other.sentence <= _BACK and _names(other, one) for other in sewn):
        return True
    return is_in_layers([other for other in sewn if other.sentence == one.sentence], marked.text)


def _names(other: Mention, one: Mention) -> bool:
    """True for a class of closure that is named: "simple interrupted" is a stitch where layers are told."""
    return other.value in _NAMED and not (one.value == "intermediate" and other.value == "simple")
