"""Whether a note is the report of an operation: by its title, or by a diagnosis before it among its other parts."""

import re
from functools import lru_cache
from typing import Final

from cleanskin.note.sought import Sought

_OPENS_LINE: Final = r"(?:(?<=^)|(?<=^\W)|(?<=^\W\W)|(?<=^\W\W\W)|(?<=^\W\W\W\W))"
"""The beginning of a line, or up to four signs behind it."""

_TITLE: Final = Sought(
    r"\A\W*(?:[^\n.:;]{0,40}?\b)?(?:(?:operative|surgical|surgery|procedure|op|operation|reconstruction|repair|closure)\s+(?:notes?|reports?|logs?|records?)"
    r"|nail (?:unit )?(?:procedure|surgery|px|op)"
    r"|(?:notes? of|report of) (?:the |an )?(?:operation|surgery|procedure)"
    r"|mohs\s+(?:micrographic\s+)?(?:surgery\s+)?(?:logs?|notes?|reports?|records?|maps?))\b",
    re.IGNORECASE,
)
_DIAGNOSES: Final = Sought(
    rf"{_OPENS_LINE}"
    r"(?:pre|post)-?\s?op(?:erative)?(?:\s?[/&]\s?post-?\s?op(?:erative)?)?\W{0,2}(?:dx|diagnos[ie]s)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PARTS: Final = Sought(
    rf"{_OPENS_LINE}(?:(?:pre|post)-?\s?op\w*|procedures?|operations?|an(?:a)?esthesia|surgeons?|assistants?|indications?|EBL"
    r"|specimens?|complications?|findings|(?:operative )?(?:description|technique)|closure|repair)\b[^\n:.]{0,40}:"
    r"|\bpost-?\s?op(?:erative)?\W{0,2}(?:dx|diagnos[ie]s)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What the parts of such a report are headed with: one heading alone makes none."""

_EVALUATES: Final = Sought(
    rf"{_OPENS_LINE}(?:HPI|ROS|history of present illness|review of systems|A/P|A&P|assessment(?: and|/|\s?&)\s?plan"
    r"|chief complaint|CC)\b|\b(?:new (?:pt|patient|problem)|(?<!at )(?<!since )(?<!the )consult\w*"
    r"|separate(?:ly)?|E/M|e&m)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What an evaluation is written under."""


@lru_cache(maxsize=1)
def is_operation_note(text: str) -> bool:
    """True for a note that reports an operation, and has no part for an evaluation."""
    if not _TITLE.match(text):
        named = _DIAGNOSES.search(text)
        if named is None or not any(
            one.end() <= named.start() or named.end() <= one.start() for one in _PARTS.finditer(text)
        ):
            return False
    return _EVALUATES.search(text) is None
