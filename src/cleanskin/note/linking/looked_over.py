"""Places that were only looked over: "on examination of the scalp, face and trunk I counted five, all on the scalp"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention, sentence_at, sentence_number
from cleanskin.note.sought import Sought

_LOOKED: Final = Sought(
    r"\b(?:(?:on|at|by|upon) (?:\w+ )?exam(?:ination)?,? of|exam(?:ination)? of"
    r"|(?:examined|inspected|looked over|checked)(?= (?:the|his|her|their|all)\b))\b",
    re.IGNORECASE,
)
_VERB: Final = re.compile(
    r"\b(?:I|we|he|she|there|shows?|showed|showing|reveal\w*|found|finds|demonstrat\w+|noted|notes|saw|see|has|have"
    r"|had|with|were|was|is|are|counted)\b|[:.;\n]"
)
_PLACES_MIN: Final = 2
"""Fewest places that make a list of what was looked over."""


_WHOLE: Final = Sought(
    r"\b(?:scalp|head|crown) (?:to|through|thru) (?:the )?(?:soles?|toes?|feet|foot)\b"
    r"(?:,? (?:incl\w*\.?|with|and) [\w/ ]+)?",
    re.IGNORECASE,
)
"""The whole skin told by its first and last place."""

_HEALTHY: Final = Sought(
    r"\b(?:ok|okay|normal|clear|intact|fine|unremarkable|wnl|nl|healthy|negative|uninvolved|unaffected"
    r"|quiet|(?<!not )examined|inspected|checked"
    r"|not (?:operated(?: on)?|treated|touched|involved|done|addressed)(?: today)?)"
    r"(?=[ \t]*(?:[.;\n]|$|, no\b))",
    re.IGNORECASE,
)
"""What at the end of a statement says that nothing was found there: "Eyebrows ok." """

_BESIDE: Final = frozenset({"site", "trigger", "visit_word", "cosmetic_signal", "noun"})
"""What may be told of a healthy place."""


def without_places_looked_over(marked: MarkedText) -> MarkedText:
    """Return the note without such places where the sentence tells behind them where the findings are."""
    dropped: set[Mention] = set()
    for found in _LOOKED.finditer(marked.text):
        sentence = sentence_at(marked, found.start())
        verb = _VERB.search(marked.text, found.end(), sentence.end) if sentence else None
        if sentence is None or verb is None:
            continue
        listed = _sites(marked.mentions, found.end(), verb.start())
        if len(listed) >= _PLACES_MIN and _sites(marked.mentions, verb.end(), sentence.end):
            dropped.update(listed)
    for found in _WHOLE.finditer(marked.text):
        dropped.update(_sites(marked.mentions, found.start(), found.end()))
    dropped.update(_healthy(marked))
    dropped.update(_of_both(marked.mentions))
    return marked._replace(mentions=[one for one in marked.mentions if one not in dropped]) if dropped else marked


def _sites(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [one for one in mentions if one.kind == "site" and start <= one.start < end]


def _of_both(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the digits told of both sides where each side is told by itself: "both great toes.  R hallux: ..."."""
    both = [one for one in mentions if one.kind == "site" and one.side == "bilateral" and one.value.startswith(_DIGITS)]
    for one in both:
        sides = {other.side for other in mentions if other.kind == "site" and other.value == one.value}
        if {"right", "left"} <= sides:
            yield one


_DIGITS: Final = ("toe", "finger", "thumb")


def _healthy(marked: MarkedText) -> Iterator[Mention]:
    """Yield the places of statements that only say that they are as they should be."""
    is_mohs = any(one.kind == "technique" and one.value == "mohs" for one in marked.mentions)
    for found in _HEALTHY.finditer(marked.text):
        number = sentence_number(marked, found.start())
        if number is None:
            continue
        start = max(marked.text.rfind(sign, 0, found.start()) for sign in (". ", ";", "\n"))
        told = [
            one
            for one in marked.mentions
            if one.sentence == number and one.start > start and (is_mohs or one.value != "cleared")
        ]
        if told and all(one.kind in _BESIDE for one in told):
            yield from (one for one in told if one.kind == "site")
