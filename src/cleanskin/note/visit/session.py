"""Whether the visit is a session of a treatment decided before: its first words say so, often with its number."""

import re
from typing import Final

from cleanskin.note.mention import Mention
from cleanskin.note.sought import Sought
from cleanskin.note.visit.marks import Marks

_NEXT: Final = (
    r"(?:(?:\d{1,2}(?:nd|rd|th)|second|third|fourth|fifth|sixth|next) (?:\w+ )?(?:session|round|treatment|tx|inj\w*|ILK"
    r"|LN2|cryo\w*|freez\w*|peel|laser|light|PDT|cantharidin)|(?:inj\w*|ILK|LN2|cryo\w*|tx|treatment),? \(\d{1,2}(?:nd"
    r"|rd|th)\))"
)
"""The second, third ... giving of a treatment."""

_SESSION: Final = Sought(
    r"\b(?:session|inj(?:ection)?s?|ILK|treatment visit|treatment|tx|laser|PDL|dose)\W{0,3}(?:#|no\.? ?|number )\d"
    r"|(?:#|no\.? ?|number )\d{1,2} (?:of|for) (?:\w+ )?(?:ILK|injections?|treatments?|sessions?|laser|PDT|peels?)\b"
    r"|#\d{1,2} (?:of|for) (?:the |his |her )?(?:planned|scheduled|booked)\b|\b(?:2nd|second|3rd|third) round\b"
    rf"|\b(?:here|returns?|returning|back|comes?|came|in|seen|scheduled) (?:today )?(?:in )?for (?:\w+ )?{_NEXT}"
    rf"|\b(?:this is|today is) (?:\w+ )?{_NEXT}"
    r"|\b(?:booth|cabinet|NB-?UVB|UVB|PUVA|photo(?:tx|therapy)|light|excimer) (?:tx|treatment|visit|session) \d"
    r"|\bsession \d{1,2}\b|\b(?:injection|treatment|tx|ILK|excimer|laser|light) (?:session|record|log)\b|\btx visit\b"
    r"|\b(?:returns?|back|here|comes?|in) for (?:\w+ )?(?:treatment|tx|session|injection|round) \d"
    r"|\b(?:administration|injection) record\b|\b(?:injection|biologic injection) (?:clinic|note|visit)\b",
    re.IGNORECASE,
)
_WITHIN: Final = 240
"""Characters of a note in which its title and the reason of the visit stand."""


_TODAY: Final = Sought(
    rf"\b(?:here|comes in|came in|presents|in) today for (?:\w+ )?(?:#\d|{_NEXT})"
    rf"|\b(?:comes|came|here|presents) (?:back |in )?for (?:\w+ )?{_NEXT}",
    re.IGNORECASE,
)
"""Words by which a note says anywhere in it that today's visit is a session."""


def session(marks: Marks) -> Mention | None:
    """Return the words that call the visit a session of a treatment; None without them."""
    told = _SESSION.search(marks.text, 0, _WITHIN) or _TODAY.search(marks.text)
    return None if told is None else Mention("visit_word", "scheduled", told.start(), told.end(), told[0])
