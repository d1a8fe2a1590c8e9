"""Readings of tissue that was taken in the same note, and which part of them is billed here.

"Our own lab read the cyst", "2 bottles, read in house", "in-house dermpath: H&E, Melan-A", "we process and read our own
slides".  What is read need not be named again: the note tells that it was taken.  When another laboratory makes the
slides only the reading is billed here, when another reads them only their making (PTH-3).
"""

import re
from collections.abc import Set
from typing import Final

from cleanskin.note.mention import LIVE, MarkedText, Mention
from cleanskin.note.sought import Sought

_OWNER: Final = r"(?:our|my|own|in[- ]?house|(?:the )?(?:practice|group|office|clinic)(?:'s|s'))"
_READER: Final = (
    r"(?:lab(?:orator(?:y|ies))?|(?:derm(?:ato)?)?path(?:olog\w+)?|histo(?:log\w+|path\w*)?|doc(?:tor)?s?|physicians?"
    r"|dermatologists?|partner|colleague)"
)
_READ: Final = r"(?:reads?|reading|interpret(?:s|ed|ation)?|sign(?:s|ed) (?:it |them |these )?out|examine[sd])"
_HERE: Final = Sought(
    rf"\b{_OWNER} (?:own )?(?:\w+ )?{_READER}\b\W{{0,3}}(?:\w+\W+){{0,4}}?{_READ}\b"
    rf"|\b{_READ}\b[^.;\n]{{0,30}}?\b(?:by|in|at|with) (?:our|my|own|(?:the )?(?:practice|group|office|clinic)'?s?) "
    rf"(?:own )?(?:\w+ )?{_READER}\b"
    rf"|\b{_READ}\b[^.;\n]{{0,20}}?\b(?:in[- ]?house|here|ourselves|myself|himself|herself|by (?:us|me))\b"
    rf"|\b(?:practice|group|office|clinic) (?:also )?{_READ} (?:all )?(?:its|their|our) (?:own )?(?:slides?|tissue)\b"
    rf"|\b(?:we|I)\b(?: (?:also|then|will|do|did|make|process|processed|prepare|prepared|cut|stain|stained|and|both|all"
    rf"|personally)){{0,5}} {_READ} (?:it|them|these|those|both|all|each|the (?:slides?|H ?& ?E|tissue|specimens?"
    rf"|biops\w+"
    rf"|punch\w*|shave\w*|path\w*)|our|own|slides?|H ?& ?E)\b"
    r"|\bwe (?:only )?bill (?:only )?(?:for )?(?:the |our )?(?:professional|interpretation|reading|read)\b"
    r"|\b(?:professional|reading|interpretation|read)(?: component| part| portion)? (?:is |are )?billed (?:by us"
    r"|here)\b"
    r"|\b(?:in[- ]?house|own) (?:derm(?:ato)?path\w*|histo(?:log|path)\w*|pathology)\b",
    re.IGNORECASE,
)
"""What says that tissue was read in the practice."""

_TESTS: Final = Sought(
    r"\b(?:frozen|mohs|KOH|patch|(?:first|second|final|delayed|\d+[- ]?h\w*) read\w*|returns?|allerg\w+"
    r"|culture\w*|tzanck|wet mount|x-?ray|consent|TB|PPD|instructions?"
    r"|outside path\w*"
    r"|will be|to be read|pending|awaiting|not (?:re-?)?(?:read|by (?:me|us))"
    r"|(?:read|interpreted|reviewed) (?:by|at) an outside|elsewhere)\b",
    re.IGNORECASE,
)
"""What says that something else was read, or that it is not read yet."""

_TAKING: Final = frozenset({"biopsy", "tangential", "punch", "incisional", "shave", "excision", "snip", "remove"})
_STAINS: Final = frozenset({"special_stain", "special_stain_organism", "immunostain", "immunostain_antibody"})
_STAINED: Final = _STAINS | {"immunofluorescence"}
_VERB: Final = re.compile(rf"\b{_READ}\b", re.IGNORECASE)

_OTHER: Final = (
    r"(?:outside|reference|other|hospital|commercial|external|university|independent|separate|the"
    r"|(?!practice|group|office|clinic)\w+'s) (?:\w+ )?"
)
_LAB: Final = r"(?:lab(?:orator(?:y|ies))?|facility|company|vendor)"
_MADE: Final = r"(?:cut|stain|process|prepar|ma[kd]e|mount|section)\w*"
_MADE_ELSEWHERE: Final = Sought(
    rf"\b{_OTHER}{_LAB}\b[^.;\n]{{0,30}}?\b(?:{_MADE}|(?:does|did|has|keeps) (?:the )?(?:technical|processing"
    rf"|TC)|(?:bills?|bill(?:s|ed)"
    rf"|reports?)"
    rf" (?:for )?(?:the )?(?:technical|TC))\b"
    rf"|\b(?:slides?|blocks?|tissue)\b[^.;\n]{{0,24}}?\b{_MADE}\b[^.;\n]{{0,16}}?\b(?:by|at|in) (?:an? "
    rf"|the )?{_OTHER}{_LAB}\b"
    rf"|\b(?:technical(?: component| portion| part| side)?|TC|processing)\b[^.;\n]{{0,30}}?\b(?:by|at|to"
    rf"|from) (?:an? |the )?"
    rf"(?:{_OTHER})?{_LAB}\b|\bthey bill (?:only )?(?:the )?(?:technical|TC)\b"
    r"|\bwe (?:only )?bill (?:only )?(?:for )?(?:the |our )?(?:professional|interpretation|reading|read|-?26)\b"
    r"|\btechnical(?: component| portion| part| side)? (?:is |was )?(?:billed |done )?(?:by|at) (?:the "
    r"|an? )?(?:\w+ )?lab\w*\b"
    r"|\b(?:derm(?:ato)?path\w*|path(?:ology)?|slides?|histolog\w+|tissue|professional|slide) "
    r"(?:reads?|readings?|interpretations?|sign-?outs?|reviews?|component),?[ -]only\b|^\W*PC,?[ -]only\b"
    r"|\b(?:bill|billing|report|charge|claim)\w* (?:only |just )(?:for )?(?:the |our )?(?:professional"
    r"|interpretation|reading|read|26)\b",
    re.IGNORECASE,
)
_READ_ELSEWHERE: Final = Sought(
    rf"\b(?:outside|reference|other|hospital|external"
    rf"|university) (?:derm(?:ato)?)?patholog\w+\b[^.;\n]{{0,20}}?\b{_READ}\b",
    re.IGNORECASE,
)
_MADE_HERE: Final = Sought(
    rf"\bwe (?:only |just )?(?:{_MADE})\b|\b(?:{_MADE})\b[^.;\n]{{0,20}}?\b(?:by us|here|in[- ]?house|(?:in|by) our)\b",
    re.IGNORECASE,
)


def read_here(marked: MarkedText) -> MarkedText:
    """Return the note with a reading for the first sentence that tells one of tissue the note tells as taken."""
    if not _takes_tissue(marked):
        return marked
    if not any(_is_reading(one) and one.scope in LIVE for one in marked.mentions):
        marked = _with_reading(marked)
    return with_part_billed(marked)


def with_part_billed(marked: MarkedText, *, of_stains: bool = False) -> MarkedText:
    """Return the note with the part of a reading that is billed here, where another does the other part.

    With `of_stains` the reading of a stain counts where no other is told.
    """
    text = marked.text
    readings = [one for one in marked.mentions if _is_reading(one) and one.scope in LIVE]
    if of_stains and not readings:
        readings = [one for one in marked.mentions if one.kind == "service" and one.value in _STAINED]
    is_only_made = bool(_READ_ELSEWHERE.search(text) and _MADE_HERE.search(text))
    if readings and _BOTH_PARTS.search(text):
        return _without_details(marked, PARTS)
    if not readings or not (is_only_made or _MADE_ELSEWHERE.search(text)):
        return marked
    part = "technical_only" if is_only_made else "professional_component"
    first = readings[0]
    added = Mention(
        "service_detail", part, first.start, first.end, first.words, sentence=first.sentence, clause=first.clause
    )
    others = _without_details(marked, PARTS | {"sent_out", "read_by_other"}).mentions
    return marked._replace(mentions=sorted([*others, added], key=lambda one: (one.start, one.end)))


_BOTH_PARTS: Final = Sought(
    r"\b(?:professional and technical|technical and professional|both|-?26 (?:and|&|\+) TC|TC (?:and|&|\+) -?26)"
    r"(?: (?:components?|parts?|portions?|sides?))?(?: of \w+)? (?:(?:is|are|was|were) )?(?:both )?"
    r"(?:billed|reported|claimed|charged|done|ours|in[- ]?house)\b(?! separately)(?! (?:by|at|from) (?:an? "
    r"|the )?(?:outside|hospital"
    r"|other|another|reference|different|separate)\b)"
    r"|\bglobal (?:billing|bill|claim|service|charge)\b|\b(?:bill(?:s|ed|ing)?|report(?:s|ed)?) global(?:ly)?\b",
    re.IGNORECASE,
)
"""What says that the making and the reading of the slides are billed together."""


PARTS: Final = frozenset({"technical_only", "professional_component"})
"""The making of the slides and their reading, where one of them alone is billed."""


def _without_details(marked: MarkedText, values: Set[str]) -> MarkedText:
    kept = [one for one in marked.mentions if one.kind != "service_detail" or one.value not in values]
    return marked if len(kept) == len(marked.mentions) else marked._replace(mentions=kept)


def _is_reading(one: Mention) -> bool:
    return one.kind == "service" and one.value == "slide_reading"


def _takes_tissue(marked: MarkedText) -> bool:
    """True for a note in which tissue was taken, not by Mohs surgery, whose slides are its own part."""
    taken = ("asserted", "uncertain", "other_person")  # another office may have sent it
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope in taken]
    return any(one.value in _TAKING for one in acts) and not any(one.value == "mohs" for one in acts)


def _with_reading(marked: MarkedText) -> MarkedText:
    text = marked.text
    for number, sentence in enumerate(marked.sentences):
        found = _HERE.search(text, sentence.start, sentence.end)
        if found is None or _TESTS.search(text, sentence.start, sentence.end):
            continue
        inside = [one for one in marked.mentions if sentence.start <= one.start < sentence.end]
        if any(one.kind == "service" and one.value not in _STAINS and not _is_reading(one) for one in inside):
            continue
        verb = _VERB.search(text, found.start(), found.end()) or found
        clause = next((one.clause for one in reversed(inside) if one.start <= verb.start()), 0)
        told = Mention("service", "slide_reading", verb.start(), verb.end(), verb[0], sentence=number, clause=clause)
        return marked._replace(mentions=sorted([*marked.mentions, told], key=lambda one: (one.start, one.end)))
    return marked
