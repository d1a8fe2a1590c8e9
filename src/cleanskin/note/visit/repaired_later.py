"""Wounds of Mohs surgery that are closed on a later day: the surgery that the note tells of is not today's."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import PriorProcedure

_CLOSING: Final = r"(?:closure|repair|reconstruction|recon|closing)"
_LATER: Final = Sought(
    rf"\b{_CLOSING}\s+only\b"
    rf"|\b{_CLOSING}\s+(?:the\s+|a\s+|one\s+|1\s+)?(?:day|morning|week)\s+after\b"
    rf"|\b{_CLOSING}\s+(?:by me|here)\b[^.\n]{{0,12}}\bmohs\b"
    rf"|\bleft (?:packed|open|bandaged)\b[^.\n]{{0,16}}\.\s+today\b"
    rf"|\b(?:returns?|returned|back|comes?|came|here|presents?)\b[^.;\n]{{0,40}}\bfor\s+(?:\w+\s+){{0,3}}{_CLOSING}\b",
    re.IGNORECASE,
)
"""What says that a wound of another day is closed now."""

_DAY_AFTER: Final = Sought(
    rf"\b{_CLOSING}\s+(?:the\s+|a\s+|one\s+|1\s+)?(?:day|morning|week)\s+after\s+(?:the\s+|her\s+|his\s+)?mohs\b"
    r"|\bmohs\b[^.;\n]{0,60}\bbilled\s+(?:then|yesterday|that day|already|on)\b"
    rf"|\b{_CLOSING}\s+by me\b[^.\n]{{0,12}}\bmohs\s+(?:done\s+)?(?:by\s+(?!me\b)|elsewhere)"
    r"|\bmohs\b\s+(?:done\s+|performed\s+|was\s+)?(?:yesterday|the day before|the previous day|last (?:week|night))\b",
    re.IGNORECASE,
)
"""What says that the surgery was on another day."""

_STAGES: Final = re.compile(r"\b(?:stages?|blocks?|1731[1-5]|mohs by|recon\w*|packed)\b", re.IGNORECASE)
_RECENT_DAYS: Final = 60


def without_earlier_mohs(marked: MarkedText, prior: Sequence[PriorProcedure]) -> MarkedText:
    """Return the note with Mohs surgery as past, where it was on another day and its wound is closed today."""
    if not _STAGES.search(marked.text) or _LATER.search(marked.text) is None:
        return marked
    is_prior = any(
        one.technique == "mohs" and (one.on is not None or (one.days_ago or _RECENT_DAYS + 1) <= _RECENT_DAYS)
        for one in prior
    )
    if not is_prior and _DAY_AFTER.search(marked.text) is None:
        return marked
    return marked._replace(mentions=[_past(one) for one in marked.mentions])


def _past(one: Mention) -> Mention:
    is_mohs = one.kind == "mohs" or (one.kind == "technique" and one.value == "mohs")
    return one._replace(scope="historical") if is_mohs and one.scope in ("asserted", "uncertain") else one
