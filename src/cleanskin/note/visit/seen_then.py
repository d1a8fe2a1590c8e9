"""Times that tell when a finding was seen, not when something was done to it.

"The wart noted last month was frozen", "four AKs marked three weeks ago are treated", "the mole we discussed in May".
"""

import re
from typing import Final

from cleanskin.note.sought import Sought

_BEHIND: Final = (
    r"(?:\W+(?:by (?:me|us|our \w+)|at|on|in|about|here|around|some|the|her|his|their|a|during|back|visit|together"
    r"|already|only))*\W*$"
)
_SEEN: Final = Sought(
    r"\b(?:seen|noted|noticed|marked|identified|found|discussed|diagnosed|mapped|circled|planned|scheduled|booked"
    r"|photographed|spotted|recorded|pointed out|examined|evaluated|documented|chosen|consulted|agreed(?: on| to)?"
    r"|(?:(?:which|that) )?(?:I|we) (?:first )?(?:saw|met|felt)"
    r"|(?:diagnosed|recognized|identified|read|seen|called) (?:\w+ )?(?:as|to be) (?:an? )?(?:[\w-]+ ){0,3}?[\w-]+"
    r"|decided(?: on)?|talked about|showed up|appeared|flagged|measured|counted)" + _BEHIND,
    re.IGNORECASE,
)
_SAMPLED: Final = Sought(r"\b(?:biopsied|bx'?d|sampled|proven)" + _BEHIND, re.IGNORECASE)
_REACH: Final = 60


def is_of_finding(text: str, place: int) -> bool:
    """True when the words right before a time say that something was seen or spoken of then."""
    return _SEEN.search(text, max(0, place - _REACH), place) is not None


def is_of_sample(text: str, place: int) -> bool:
    """True when the words right before a time say that a sample was taken then: what else is told is not of then."""
    return _SAMPLED.search(text, max(0, place - _REACH), place) is not None
