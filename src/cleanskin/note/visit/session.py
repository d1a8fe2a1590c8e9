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


_COMES: Final = (
    r"(?:comes|came|here|returns|returned|back|arrives|arrived|presents|attends)"
    r"(?: (?:back|in|today|now|this (?:morning|afternoon)))*"
)
_TAKEN: Final = (
    r"(?:done|taken|cut|removed|treated|put|placed|frozen|excised|biopsied|injected|drained|scraped|lasered|shaved)"
)
_EARLIER: Final = (
    r"(?:(?:at|on|during|from) (?:(?:the|her|his|their|that|a|an|skin|full skin) )*(?:last |previous |prior |first )?"
    r"(?:visit|appointment|appt|consult\w*|exam|phone|\d{1,2}/\d{1,2}|(?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b)|(?:\w+ )?(?:days|weeks|months) (?:ago|earlier|before)|last (?:\w+day"
    r"|visit|time|week|month))"
)
_AS_PLANNED: Final = Sought(
    rf"\b{_COMES} (?:(?:only |solely |just )?for (?:it|them|that|this|these)\b(?! (?:is|was|rash|itch\w*))(?:\W|$)"
    r"|(?:only|solely|just|simply) (?:for|to get|to have) (?:the |her |his |their )?(?!rash|itch|advice|opinion)"
    rf"|to have (?:it|them|(?:the|her|his|their|this|that) \w+(?: \w+)?) {_TAKEN}\b"
    r"|(?:to|for) (?:tx|treat(?:ment)?|do|remove|excise)(?: of)? (?:both|[A-D]\b|it\b|these|the (?:two|rest))"
    r"|[^.;\n]{0,50}?\b(?:as (?:planned|agreed|arranged|discussed)|which (?:was|were) (?:planned|agreed))\b)"
    rf"|\b(?:decided|decision (?:for (?:\w+ ){{1,2}})?(?:was )?made|(?:procedure|removal|excision|surgery|biops\w+)"
    rf" (?:was |were )?(?:agreed|decided|planned|booked|chosen)(?: on)?)[^.;\n]{{0,40}}? {_EARLIER}"
    r"|\b(?:decision|evaluated|evaluation|visit|decided|seen|exam)[^.;\n]{0,50}?\b(?:(?:billed|charged|coded)"
    r" (?:then|that day|at that|separately then)|99\d{3} (?:was )?(?:billed|charged|coded))"
    rf"|\b(?:worked up|work-?up)[^.;\n]{{0,60}}? {_EARLIER}"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth) (?:round|set|series|course|go) (?:of )?"
    r"(?:\w+ )?(?:inj\w*|shots?|freez\w*|cryo\w*|treatments?|laser|botox|LN2)\b"
    r"|\btoday(?:'s)? (?:is )?(?:round|course|visit|session|treatment) (?:no\.? |#)?\d",
    re.IGNORECASE,
)
"""Words by which what is done today was decided another day: "returns for it", "decided at the exam of 4/16"."""


def come_as_planned(marks: Marks) -> Mention | None:
    """Return the words that say that the patient came for what another visit decided; None without them."""
    told = _AS_PLANNED.search(marks.text)
    return None if told is None else Mention("visit_word", "scheduled", told.start(), told.end(), told[0])
