"""Mohs surgery told by its doing: a cancer taken in layers, cut as frozen sections and read by who took them (MOH-1).

Three things together tell it: the surgeon reads the slides, the tissue is frozen, mapped, inked or cut flat, and
layers, passes, rounds or pieces are counted.  Slides that another reads, permanent sections and plans tell none.
"""

import re
from collections.abc import Iterator
from typing import Final

from cleanskin.note.denied import NOT_DONE
from cleanskin.note.linking.made_mentions import made, with_made
from cleanskin.note.mention import LIVE_OR_PAST, MarkedText, Mention, sentence_number
from cleanskin.note.sought import Sought
from cleanskin.note.terms import table

_SEEN: Final = r"(?:read|interpreted|examined|looked\s+at|reviewed|checked|viewed|studied|assessed|inspected|scanned)"
_SELF: Final = (
    r"(?:me|myself|self|operator|surgeon|the\s+(?:operating|same|treating)\s+\w+|the\s+(?:surgeon|operator)|the\s+same)"
)
_OWN: Final = Sought(
    rf"\b{_SEEN}\b[^.;\n]{{0,40}}\bby\s+{_SELF}\b|\b{_SEEN}\s+(?:\w+\s+){{0,2}}?(?:myself|itself\s+by\s+me)\b"
    rf"|\bI\s+(?:\w+\s+){{0,3}}?{_SEEN}\b|\b(?:I|me)\b[^.;\n]{{0,60}}?\band\s+{_SEEN}\b"
    r"|\b(?:operator|surgeon|self)[\s-]+reads?\b|\bread\s+(?:its|his|her|my)\s+own\b"
    r"|\bsurgeon\s*(?:/|=|&|\+|and|also|as|is|was)\s*(?:the\s+|also\s+)?(?:reader|pathologist)"
    r"|\b(?:pathologist|reader|pathology|slides)\s*(?:[:=/]|by|was|is)\s*(?:the\s+)?(?:self|same|me|myself"
    r"|surgeon|operator)\b"
    r"|\b(?:surgeon|pathologist|reader)\b[^.;\n]{0,24}[:=]\s*(?:same|me|self|myself|both)\b"
    r"|\bsurgeon\s+and\s+(?:pathologist|reader)\b",
    re.IGNORECASE,
)
_FROZEN: Final = re.compile(
    r"\b(?:frozens?|cryostat|horizontal(?:ly|s)?|en[\s-]face|margin[\s-]control\w*|map(?:ped)?|inked|dyed|T-?blue"
    r"|colou?r[\s-]coded|toluidine|passes|pass|tissue\s+lab|blocks?)\b",
    re.IGNORECASE,
)
_NAME: Final = r"(?:\d|i{1,3}|iv|one|two|three|four|five)"
_ORDER: Final = (
    r"(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|initial|single|one|two|three|four|five|\d|[Aa])"
)
_LAYER: Final = r"(?:layers?|stages?|pass(?:es)?|rounds?|levels?|takes?|tiers?)"
_ADJECTIVE: Final = r"(?:(?:thin|frozen|horizontal|saucerized|saucerised|tangential|bevel\w+|flat|surgical|tissue)\s+)*"
_PIECE: Final = r"(?:blocks?|pieces?|sections?|chips?|slides?|quadrants?|strips?)"
_UNIT: Final = re.compile(
    rf"\b(?:{_ORDER}\s+{_ADJECTIVE}{_LAYER}|{_LAYER}\s*(?:#|no\.?\s*)?\s?{_NAME}(?!\.\d)|{_ORDER}\s*:\s*\d+\s+{_PIECE})\b",
    re.IGNORECASE,
)
_TAKEN: Final = re.compile(
    r"\b(?:as\s+a\s+saucer|saucer\w*|(?:thin\s+)?(?:dis[ck]|wafer|layer)\s+of\s+(?:tissue|skin)|bevel\w+"
    r"|narrow\s+margins?)\b",
    re.IGNORECASE,
)
_OF_OTHERS: Final = re.compile(
    r"\b(?:by|to)\s+(?:the\s+|an?\s+|our\s+)?(?:hospital|outside|consult\w*"
    r"|attending)?\s*(?:dermato)?patholog(?:ist|y)\b"
    r"|\bpermanents?\b|\boutside\s+lab\b|\bpathologist\s+(?:read|reads|present|called|calls|reported|said|says)\b|\bslow\s+mohs\b"
    r"|\bread\s+by\s+dr\b",
    re.IGNORECASE,
)
_AHEAD: Final = re.compile(rf"\b(?:{NOT_DONE}|ago|last)\b", re.IGNORECASE)
_STEPS: Final = frozenset(
    {"tangential", "shave", "curettage", "excision", "remove", "biopsy", "incisional", "cryosurgery"}
)
"""Acts that the taking of a layer is told with."""

_READINGS: Final = frozenset({"frozen_section", "slide_reading"})
_REPAIRING: Final = re.compile(r"\s*(?:of\s+)?(?:clos|repair|sutur|deep|dermal)\w*", re.IGNORECASE)


def with_told_mohs(marked: MarkedText) -> MarkedText:
    """Return the note with Mohs surgery where it is told without its name."""
    if any(one.value == "mohs" for one in marked.mentions):
        return marked
    text = marked.text
    if not _OWN.search(text) or _OF_OTHERS.search(text) or not _FROZEN.search(text):
        return marked
    cancers = [one for one in marked.mentions if _is_cancer(one)]
    if not cancers:
        return marked
    told = list(_layers(marked))
    if not told:
        return marked
    named = {one.sentence for one in cancers}
    first = [one for one in _firsts(told) if one.sentence in named] or told[:1]
    of_layers = {one.sentence for one in told}
    kept = [one for one in marked.mentions if not _is_step(one, of_layers)]
    stages = [one._replace(kind="mohs", value="stage") for one in told if not _is_staged(marked, one)]
    return with_made(marked, [*first, *stages], kept)


def _firsts(told: list[Mention]) -> Iterator[Mention]:
    """Yield the first layer that each sentence tells."""
    seen: set[int] = set()
    for one in told:
        if one.sentence not in seen:
            seen.add(one.sentence)
            yield one


def _is_cancer(one: Mention) -> bool:
    if one.kind != "condition" or one.scope not in LIVE_OR_PAST:
        return False
    return table("condition").get(one.value, {}).get("behavior") in ("malignant", "in_situ")


def _is_step(one: Mention, of_layers: set[int]) -> bool:
    if one.kind == "service":
        return one.value in _READINGS
    return one.kind == "technique" and one.value in _STEPS and one.sentence in of_layers


def _is_staged(marked: MarkedText, told: Mention) -> bool:
    return any(one.kind == "mohs" and told.start <= one.start < told.end for one in marked.mentions)


def _layers(marked: MarkedText) -> Iterator[Mention]:
    """Yield a mention of the surgery for each layer told; where none is counted, for the tissue taken flat."""
    found = [one for one in _UNIT.finditer(marked.text) if not _REPAIRING.match(marked.text, one.end())]
    for one in found or list(_TAKEN.finditer(marked.text))[:1]:
        number = sentence_number(marked, one.start())
        if number is None:
            continue
        sentence = marked.sentences[number]
        if _AHEAD.search(marked.text, sentence.start, one.start()):
            continue
        layer = made(marked, "technique", "mohs", one.span())
        if layer is not None:
            yield layer
