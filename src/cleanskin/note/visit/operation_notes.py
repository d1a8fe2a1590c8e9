"""Whether a note is the report of an operation: by its title, or by a diagnosis before and after it."""

import re
from typing import Final

from cleanskin.note.sought import Sought

_TITLE: Final = Sought(
    r"\A\W*(?:[^\n.:;]{0,40}?\b)?(?:(?:operative|surgical|surgery|procedure|op|operation|reconstruction|repair|closure)\s+(?:notes?|reports?|logs?|records?)"
    r"|nail (?:unit )?(?:procedure|surgery|px|op)"
    r"|(?:notes? of|report of) (?:the |an )?(?:operation|surgery|procedure)"
    r"|mohs\s+(?:micrographic\s+)?(?:surgery\s+)?(?:logs?|notes?|reports?|records?|maps?))\b",
    re.IGNORECASE,
)
_DIAGNOSES: Final = Sought(
    r"(?:(?<=^)|(?<=^\W)|(?<=^\W\W)|(?<=^\W\W\W)|(?<=^\W\W\W\W))"
    r"(?:pre|post)-?\s?op(?:erative)?(?:\s?[/&]\s?post-?\s?op(?:erative)?)?\W{0,2}(?:dx|diagnos[ie]s)\b",
    re.IGNORECASE | re.MULTILINE,
)
_EVALUATES: Final = Sought(
    r"^\W{0,4}(?:HPI|ROS|history of present illness|review of systems|A/P|A&P|assessment(?: and|/|\s?&)\s?plan"
    r"|chief complaint|CC)\b|\b(?:new (?:pt|patient|problem)|(?<!at )(?<!since )(?<!the )consult\w*"
    r"|separate(?:ly)?|E/M|e&m)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What an evaluation is written under."""


def is_operation_note(text: str) -> bool:
    """True for a note that reports an operation, and has no part for an evaluation."""
    if not _TITLE.match(text) and _DIAGNOSES.search(text) is None:
        return False
    return _EVALUATES.search(text) is None
