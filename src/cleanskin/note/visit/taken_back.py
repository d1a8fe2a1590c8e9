"""Words that a note takes back in the same breath: "a pilar cyst? Actually an epidermoid cyst", "flap? No: layered"."""

import re
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought

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
    marked = _without_flaps_in_name(marked)
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


_NO_FLAP: Final = Sought(
    r"\b(?:only|just|merely|nothing but|(?:no|nothing) more than|simply)\b[^.;\n]{0,32}?"
    r"\b(?:undermin\w*|dog[- ]?ears?|standing cones?|burow\w*|tricones?|wide mobili[sz]ation)\b"
    r"|\bno (?:flap|relaxing|further|extra|additional) (?:incisions?|cuts?)\b|\bno incisions? (?:for|beyond|outside)\b",
    re.IGNORECASE,
)
_ONLY_NAMED: Final = Sought(
    r"\b(?:calls?|called|label(?:s|l?ed)?|title[ds]?|terms|termed|names|headers?|headings?|templates?|says?|reads?|states"
    r"|described as|booked as|billed as|coded as|wants? to bill|tick(?:s|ed))\b[^.;\n]{0,80}?$",
    re.IGNORECASE,
)
"""What before a flap says that it is called one, where the record shows no incisions that make one (FLG-4)."""


def _without_flaps_in_name(marked: MarkedText) -> MarkedText:
    """Return the note without flaps in name only, where another closure is told: "calls it a flap, only undermined"."""
    if not _ONLY_NAMED.may_be_in(marked.text) or _NO_FLAP.search(marked.text) is None:
        return marked
    closures = [one for one in marked.mentions if one.kind == "closure"]
    named = {
        one
        for one in closures
        if one.value.startswith("flap") and _ONLY_NAMED.search(marked.text, max(0, one.start - 100), one.start)
    }
    if not any(one.value in _IN_LINE and one.scope == "asserted" for one in closures):
        return marked
    return marked._replace(mentions=[one for one in marked.mentions if one not in named]) if named else marked


_IN_LINE: Final = frozenset({"simple", "intermediate", "complex", "bare_simple", "bare_intermediate", "bare_complex"})


def _is_taken_back(marked: MarkedText, one: Mention) -> bool:
    sign = _TAKEN_BACK.match(marked.text, one.end)
    if sign is None or not _INSTEAD.match(marked.text, sign.end()):
        return False
    return any(
        other.kind == one.kind and other.value != one.value and sign.end() <= other.start < one.end + _WITHIN
        for other in marked.mentions
    )
