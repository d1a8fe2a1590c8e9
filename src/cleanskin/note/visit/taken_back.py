"""Words that a note takes back in the same breath: "a pilar cyst? Actually an epidermoid cyst", "flap? No: layered"."""

import re
from typing import Final

from cleanskin.note.mention import MarkedText, Mention

_TAKEN_BACK: Final = re.compile(
    r"\s?\?[\s.]*(?:(?:-+>?|=>|\u2192|\u2013|\u2014)\s*(?!>)|(?=actually|no\b|nope))", re.IGNORECASE
)
_INSTEAD: Final = re.compile(
    r"(?:actually|no\b(?=\s*[:,;.\u2013-])|nope|read (?:out )?as|turned out|it was)",
    re.IGNORECASE,
)
_KINDS: Final = frozenset({"condition", "technique", "closure"})
_WITHIN: Final = 160
"""Most characters behind a word in which what holds instead of it is told."""


_DENIED_WITHIN: Final = 60
"""Most characters behind a word taken back in which "no" seems to deny what holds instead."""


def without_what_is_taken_back(marked: MarkedText) -> MarkedText:
    """Return the note without findings and acts behind which it says that another is meant."""
    if "?" not in marked.text:
        return marked
    dropped = {one for one in marked.mentions if one.kind in _KINDS and _is_taken_back(marked, one)}
    if not dropped:
        return marked
    spans = [(one.start, one.end) for one in dropped]
    kept = []
    for one in marked.mentions:
        if one.scope == "negated" and any(0 < one.start - end < _DENIED_WITHIN for _, end in spans):
            one = one._replace(scope="asserted")  # "no" takes back the word before, not what follows
        if one in dropped:
            if one.kind == "condition":
                kept.append(one._replace(kind="noun", value="lesion", scope="asserted", attributes=()))
        elif one.kind not in ("noun", "suspicion") or not any(a <= one.start <= b + 1 for a, b in spans):
            kept.append(one)
    return marked._replace(mentions=kept)


def _is_taken_back(marked: MarkedText, one: Mention) -> bool:
    sign = _TAKEN_BACK.match(marked.text, one.end)
    if sign is None or not _INSTEAD.match(marked.text, sign.end()):
        return False
    return any(
        other.kind == one.kind and other.value != one.value and sign.end() <= other.start < one.end + _WITHIN
        for other in marked.mentions
    )
