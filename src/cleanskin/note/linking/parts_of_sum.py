"""Numbers that share out a number told before: "15 tags, 10 snipped, 5 cauterized", "7 AKs, 4 scalp 3 ears".

They count no further lesions.  How each was removed changes no code, so numbers of methods are always left out; numbers
of places only where nothing parts them, since elsewhere each place takes its own.
"""

import re
from decimal import Decimal
from typing import Final

from cleanskin.note.mention import MarkedText
from cleanskin.note.sought import Sought

_METHOD: Final = (
    r"(?:snip\w*|scissor\w*|cauter\w*|hyfrecat\w*|fro[sz]\w*|freez\w*|ln2|cryo\w*|electro\w*|ligat\w*|burn\w*"
    r"|curett\w*|ed&?c)"
)
_PART: Final = (
    r"\d{1,2}\s+(?:(?:were|was|by|with|via|on|of|at|the|from)\s+){0,2}(?:[lr]\.?\s+|left\s+|right\s+)?[a-z]{3,}\d?"
)
_SUM: Final = Sought(
    r"(?P<total>\d(?<!\w\d)\d?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:(?:skin )?tags?|acrochordons?|AKs?|actinic keratos[ei]s|I?SKs?|(?:seborrheic )?keratos[ei]s|(?:flat )?warts?"
    r"|verruca\w*|mollusc\w+|milia)\b"
    r"[^.;\n]{0,80}?[,:(\u2013-]\s*"
    rf"(?P<parts>{_PART}(?:\s*(?:[,+&/]|and)?\s*{_PART}){{1,4}})",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{1,2}(?=\s)")

_PARTED: Final = re.compile(r"[,+&/]|\band\b", re.IGNORECASE)
_NAMED: Final = re.compile(_PART, re.IGNORECASE)


def without_parts(marked: MarkedText) -> MarkedText:
    """Return the note without the numbers that only share out a number of lesions told right before."""
    spans: list[tuple[int, int]] = []
    marked = _without_preparation(marked)
    told_in = [one.sentence for one in marked.mentions if one.kind == "count"]
    if len(told_in) == len(set(told_in)):  # a sum has two parts at least
        return marked
    for found in _SUM.finditer(marked.text):
        parts = [int(one[0]) for one in _NUMBER.finditer(found["parts"])]
        if sum(parts) != int(found["total"]):
            continue
        named = _NAMED.findall(found["parts"])
        are_methods = all(re.search(_METHOD, one, re.IGNORECASE) for one in named)
        if are_methods or not _PARTED.search(found["parts"]):
            spans.append(found.span("parts"))
    if not spans:
        return marked
    return marked._replace(
        mentions=[
            one
            for one in marked.mentions
            if one.kind != "count" or not any(start <= one.start < end for start, end in spans)
        ]
    )


_PREPARED: Final = Sought(
    r"(?<=[;,.(] )(?:the |an? )?(?:one|two|three|four|five|six|some|several|few|\d{1,2}|thick\w*"
    r"|hyperkeratotic)(?: (?:ones?|lesions?))?"
    r"(?: (?:of (?:them|these|those|which|the \w+)|thick\w*|hyperkeratotic)(?: (?:ones?|lesions?))?)?"
    r" (?:(?:was|were|being|had been|having been|is|are) )?(?:(?:first|also|lightly|gently) )*"
    r"(?:curett?ed|pared|debrided|scraped|debulked|shaved down|descaled|thinned|filed)(?: (?:down|off|flat"
    r"|gently|lightly))?"
    r" (?:first\b|(?:just |right )?(?:before|prior to|ahead of) (?:the |its |their |being )?"
    r"(?:freez\w+|frozen|cryo\w*|LN2|liquid nitrogen|treatment|spray\w*))",
    re.IGNORECASE,
)
"""What was done first to some of those that are counted already: "; one was curetted before freezing"."""


def _without_preparation(marked: MarkedText) -> MarkedText:
    """Return the note without what only prepared some of the lesions counted before for the same treatment."""
    spans = [one.span() for one in _PREPARED.finditer(marked.text)]
    kept = [one for one in marked.mentions if not any(start <= one.start < end for start, end in spans)]
    return marked._replace(mentions=kept) if spans else marked


_COUPLE: Final = Sought(r"\bcouple\b", re.IGNORECASE)
_TWO: Final = 2


def with_couples(marked: MarkedText) -> MarkedText:
    """Return the note with "a couple" as two where a total beside it says so: "eleven: six, three, a couple"."""
    if not _COUPLE.may_be_in(marked.text):
        return marked
    mentions = list(marked.mentions)
    for place, one in enumerate(mentions):
        if one.kind != "count" or one.value != "vague" or "couple" not in one.words.lower():
            continue
        beside = [each for each in mentions if each.sentence == one.sentence and each.kind == "count"]
        numbers = sorted(int(each.amount) for each in beside if each.amount is not None)
        if len(numbers) > 1 and numbers[-1] == sum(numbers[:-1]) + _TWO:
            mentions[place] = one._replace(value="", amount=Decimal(_TWO))
    return marked._replace(mentions=mentions)


_PUNCH_SIZE: Final = Sought(r"\bpunch(?:ed)?(?: biopsy| bx)?\s+(?P<size>[3-8])(?=\s*(?:[,;.)\n]|$))", re.IGNORECASE)
"""A bare number right behind a punch is its width in mm: "punch 4, nylon"."""


def without_punch_sizes(marked: MarkedText) -> MarkedText:
    """Return the note without the counts that are but the width of a punch."""
    spans = [one.start("size") for one in _PUNCH_SIZE.finditer(marked.text)]
    if not spans:
        return marked
    kept = [one for one in marked.mentions if one.kind != "count" or one.start not in spans]
    return marked._replace(mentions=kept)
