"""Places that were only looked over: "on examination of the scalp, face and trunk I counted five, all on the scalp"."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
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


def without_places_looked_over(marked: MarkedText) -> MarkedText:
    """Return the note without such places where the sentence tells behind them where the findings are."""
    dropped: set[Mention] = set()
    for found in _LOOKED.finditer(marked.text):
        sentence = next((one for one in marked.sentences if one.start <= found.start() < one.end), None)
        verb = _VERB.search(marked.text, found.end(), sentence.end) if sentence else None
        if sentence is None or verb is None:
            continue
        listed = _sites(marked.mentions, found.end(), verb.start())
        if len(listed) >= _PLACES_MIN and _sites(marked.mentions, verb.end(), sentence.end):
            dropped.update(listed)
    return marked._replace(mentions=[one for one in marked.mentions if one not in dropped]) if dropped else marked


def _sites(mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    return [one for one in mentions if one.kind == "site" and start <= one.start < end]
