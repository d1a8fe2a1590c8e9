"""Where a section that asks and lists (history, drugs, vital signs) ends: at what tells of today's work."""

import re
from typing import Final

_TODAY: Final = re.compile(
    r"[^\n]{0,160}?(?:\b(?:was|were|is|are) (?:\w+[ -])?(?:performed|recommended|prescribed|treated|decided|done"
    r"|biopsied"
    r"|frozen|excised|removed|injected|taken|advised|discussed|reassured|obtained|examined|started|ordered|reviewed)\b"
    r"|\btreated today\b|:[^\n]{0,40}\b(?:reassured|continued?|prescribed|we will|observe)\b"
    r"|\b(?:pre-?op(?:erative)? size|stage (?:\d|[ivx]+)\b|(?:post-?op(?:erative)?|final|mohs) defect|defect size"
    r"|(?:site|location)\s*:|(?:op(?:erative|eration)?|procedure|surgery) (?:report|note|log|record)\b)"
    r"|\b(?:we|I) (?:froze|treated|biopsied|excised|removed|injected|prescribed|recommended|will|reviewed)\b)",
    re.IGNORECASE,
)
_NOT_LISTED: Final = re.compile(
    r"\W*(?:h/?o|hx|s/p|history|prior|previous|previously|(?:in )?(?:19|20)\d\d|last (?:year|month)|denies|no\b)",
    re.IGNORECASE,
)
"""What at the start of a line says that the list goes on."""

_STEPS: Final = re.compile(
    r"(?:shave|punch|tangential|excisional|incisional)? ?(?:bx|biops(?:y|ies)|excision|re-?excision) ?x ?\d\b"
    r"|(?:excised|closed|undermin(?:ed|ing)|curett?(?:ed|age)|prepped|anesthetized|numbed|injected|shaved|snipped"
    r"|frozen"
    r"|sutures taken down|margins (?:freshened|marked)|layered (?:closure|repair)|(?:clinical )?margins? \d"
    r"|LN2|liquid nitrogen|cryo(?:therapy)?|full[- ]thickness exc\w*|elliptical|fusiform|timeout|time out)\b",
    re.IGNORECASE,
)
"""Steps of a procedure that open a statement."""

_LISTED: Final = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}/\d{2,4}|ago|prior|previous\w*|elsewhere|outside|years?|hx|h/o|s/p|past|last|age \d+"
    r"|failed|by (?:another|his|her|the|a)\b|child|teen\w*)\b",
    re.IGNORECASE,
)
_STATEMENT_END: Final = re.compile(r"[.;](?=\s|$)|\n|$")

OWN_LABEL: Final = re.compile(r"\s*[a-z][a-z/ ]{4,40} (?:-|\u2013|->|=) ", re.IGNORECASE)
"""What a line begins with that tells of something else than the number before it: "lentigines arms/hands - no tx"."""


def tells_of_today(text: str, start: int, inline: bool) -> bool:
    """True for a new line that tells of today's work or decisions behind a list within a paragraph or line."""
    if _TODAY.match(text, start) is not None and (inline or _NOT_LISTED.match(text, start) is None):
        return True
    return opens_with_work(text, start)


def opens_with_work(text: str, start: int) -> bool:
    """True where a step of a procedure opens a statement without a word of another time."""
    if _STEPS.match(text, start) is None:
        return False
    end = _STATEMENT_END.search(text, start)
    return _LISTED.search(text, start, end.start() if end else len(text)) is None
