"""Letters that stand for something else than the act, the person or the place that they are short for elsewhere.

The letters of a state behind an insurer or before a postal code are no act and nobody ("BCBS of IL", "Moline, IL
61265"); letters that name a disease and a place alike are a disease beside other names of diseases ("EAC vs SCLE").
"""

import re
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

_STATES: Final = r"(?:IL|MA|PA|MD|OR|ID|CO|LA|ME|MS|MO|DE|AL|CT)"
_INSURERS: Final = (
    r"(?:BCBS|Blue Cross(?:\W+Blue Shield)?|Blue Shield|Medicaid|Medicare|Aetna|Humana|Cigna|UHC|United\w*|Molina"
    r"|Ambetter|Health Plan|[Ii]nsurance|[Pp]ayer|[Pp]lan)"
)
_STATE: Final = Sought(
    rf"\b{_INSURERS}(?: (?:of|in|for) | ?\(| ?[-/:] ?| ){_STATES}\b(?! (?:[kK]enalog|[tT]ri|TAC|inj|K\d|\d))"
    rf"|\b[A-Z][a-z]+,? {_STATES},? \d{{5}}\b|\b{_STATES} (?:PPO|HMO|POS|EPO|Medicaid|Medicare|BCBS)\b"
)
"""The letters of a state in the name of an insurer or in an address."""

_BESIDE: Final = re.compile(r"\s*(?:vs\.?|versus|or|/|,|;|\?)", re.IGNORECASE)
_BESIDE_MAX: Final = 12


def without_other_meanings(marked: MarkedText) -> MarkedText:
    """Return the note without what its letters only seem to say."""
    states = [one.span() for one in _STATE.finditer(marked.text)]
    named = {(one.start, one.end) for one in marked.mentions if one.kind == "condition" and one.words.isupper()}
    left = [one for one in marked.mentions if (one.start, one.end) in named and one.kind == "site"]
    left = [one for one in left if _is_among_diseases(one, marked)]
    if not states and not left:
        return marked
    return marked._replace(mentions=[one for one in marked.mentions if one not in left and not _is_state(one, states)])


def _is_state(one: Mention, states: list[tuple[int, int]]) -> bool:
    is_letters = len(one.words) == 2 and one.kind in ("technique", "person", "relation", "interval")
    return is_letters and any(start <= one.start < end for start, end in states)


def _is_among_diseases(place: Mention, marked: MarkedText) -> bool:
    """True for letters that stand in a list of diseases."""
    return any(
        one.kind == "condition"
        and (one.start, one.end) != (place.start, place.end)
        and (
            (0 <= one.start - place.end <= _BESIDE_MAX and _BESIDE.match(marked.text, place.end))
            or (0 <= place.start - one.end <= _BESIDE_MAX and _BESIDE.match(marked.text, one.end))
        )
        for one in marked.mentions
    )
