"""Words before an act that say it was not done, or not yet: denials, plans, offers."""

import re
from typing import Final

_DENIALS: Final = (
    r"no|not|nor|without|never|denie[sd]|negative for|free of|rather than|instead of|declin\w*|avoid\w*|omit\w*"
)
NOT_DONE: Final = (
    rf"{_DENIALS}|refus\w*|will|would|(?-i:may)|might|could|should|if|to be|plan\w*|book\w*|schedul\w*|next|later|due"
    r"|tomorrow|wait\w*|defer\w*|offer\w*|consider\w*|discuss\w*|explain\w*|refer\w*|advis\w*|instruct\w*|expect\w*"
)
"""Words that deny an act or put it off, as a part of an expression."""

_DENIED: Final = re.compile(rf"\b(?:{_DENIALS})\b(?!\s[-\u2013])[^.;,\n]{{0,30}}$", re.IGNORECASE)
_DENIED_MAX: Final = 40
"""Most characters between a denial and the end of what it denies."""


def is_denied(text: str, start: int) -> bool:
    """True when what stands before a place denies what begins there."""
    return _DENIED.search(text, max(0, start - _DENIED_MAX), start) is not None
