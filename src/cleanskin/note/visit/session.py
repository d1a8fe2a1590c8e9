"""Whether the visit is a session of a treatment decided before: its first words say so, often with its number."""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks

_SESSION: Final = Sought(
    r"\b(?:session|inj(?:ection)?s?|ILK|treatment visit|treatment|tx|laser|PDL|dose)\W{0,3}(?:#|no\.? ?|number )\d"
    r"|(?:#|no\.? ?|number )\d{1,2} (?:of|for) (?:\w+ )?(?:ILK|injections?|treatments?|sessions?|laser|PDT|peels?)\b"
    r"|\bsession \d{1,2}\b|\b(?:injection|treatment|tx|ILK|excimer|laser|light) (?:session|record|log)\b|\btx visit\b"
    r"|\b(?:returns?|back|here|comes?|in) for (?:\w+ )?(?:treatment|tx|session|injection|round) \d"
    r"|\b(?:administration|injection) record\b|\b(?:injection|biologic injection) (?:clinic|note|visit)\b",
    re.IGNORECASE,
)
_WITHIN: Final = 240
"""Characters of a note in which its title and the reason of the visit stand."""


def session(marks: Marks) -> Mention | None:
    """Return the words that call the visit a session of a treatment; None without them."""
    told = _SESSION.search(marks.text, 0, _WITHIN)
    return None if told is None else Mention("visit_word", "scheduled", told.start(), told.end(), told[0])
