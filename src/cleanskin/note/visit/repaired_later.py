"""Wounds of Mohs surgery that are closed on a later day: the surgery that the note tells of is not today's."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.mention import MarkedText, Mention
from cleanskin.note.sought import Sought
from cleanskin.record.encounter import PriorProcedure

_CLOSING: Final = r"(?:closures?|repairs?|reconstruction|recon|closing)"
_LATER: Final = Sought(
    rf"\b{_CLOSING}\s+only\b|\bdelayed {_CLOSING}\b"
    rf"|\b{_CLOSING}\s+(?:the\s+|a\s+|one\s+|1\s+)?(?:day|morning|week)\s+after\b"
    rf"|\b{_CLOSING}\s+(?:by me|here)\b[^.\n]{{0,12}}\bmohs\b"
    rf"|\bleft (?:packed|open|bandaged)\b[^.\n]{{0,16}}\.\s+today\b"
    rf"|\b(?:returns?|returned|back|comes?|came|here|presents?)\b[^.;\n]{{0,40}}\bfor\s+(?:\w+\s+){{0,3}}{_CLOSING}\b",
    re.IGNORECASE,
)
"""What says that a wound of another day is closed now."""

_DAY_AFTER: Final = Sought(
    rf"\b{_CLOSING}\s+(?:the\s+|a\s+|one\s+|1\s+)?(?:day|morning|week)\s+after\s+(?:the\s+|her\s+|his\s+)?mohs\b"
    r"|\bmohs\b[^.;\n]{0,20}\b(?:already|is|was) (?:on|in) (?:the|a|another|that) claim\b"
    r"|\bmohs\b[^.;\n]{0,60}\bbilled\s+(?:then|yesterday|that day|already|on)\b"
    rf"|\b{_CLOSING}\s+by me\b[^.\n]{{0,12}}\bmohs\s+(?:done\s+)?(?:by\s+(?!me\b)|elsewhere)"
    r"|\bmohs\b\s+(?:(?:done|performed|was)\s+)?(?:yest(?:erday)?|the (?:day before|previous day)"
    r"|last (?:week|night))\b",
    re.IGNORECASE,
)
"""What says that the surgery was on another day."""

_STAGES: Final = re.compile(r"\b(?:stages?|blocks?|1731[1-5]|mohs by|recon\w*|packed)\b", re.IGNORECASE)
_RECENT_DAYS: Final = 60


_YEAR: Final = Sought(
    r"(?<![\d/.-])(?<!\d )(?<!\d, )(?:19|20)\d\d\b(?:[,:] )?[^.;,(\n]{0,40}\b(?:stages?|layers?)\b",
    re.IGNORECASE,
)
"""Stages behind a year alone: "2019 nose 4 stages"."""

_OF_OTHERS: Final = Sought(
    r"\b(?:mohs|surgeon|cleared|done|performed|treated)\b(?:(?!refer)[^.;\n]){0,24}\b(?:by|of|at|with) (?:an? |the )?"
    r"(?:another|different|outside|other) (?:mohs )?(?:group|practice|surgeon|clinic|office|hospital)\b"
    r"(?:(?!refer)[^.;\n])*\b(?:stages?|layers?)\b"
    r"|\b(?:stages?|layers?)\b[^.;\n]{0,24}\bop(?:erative)? (?:report|note)s? (?:in|from|rec|rev)",
    re.IGNORECASE,
)
"""Stages that others took: "sent by the Mohs surgeon of another group, cleared yesterday (2 stages)"."""


def _with_stages_of_their_day(marked: MarkedText) -> MarkedText:
    """Return the note with stages as of the past where the Mohs surgery of their sentence is, or a year says so."""
    surgery: dict[int, set[str]] = {}
    for one in marked.mentions:
        if one.kind == "technique" and one.value == "mohs":
            surgery.setdefault(one.sentence, set()).add(one.scope)
    past = {sentence for sentence, scopes in surgery.items() if scopes == {"historical"}}
    told = [one.span() for part in (_YEAR, _OF_OTHERS) for one in part.finditer(marked.text)]
    if not past and not told:
        return marked
    return marked._replace(
        mentions=[
            one._replace(scope="historical")
            if one.scope == "asserted"
            and (
                (one.kind == "mohs" and one.sentence in past)
                or ("mohs" in (one.kind, one.value) and any(start <= one.start < end for start, end in told))
            )
            else one
            for one in marked.mentions
        ]
    )


def _is_division(marked: MarkedText) -> bool:
    """True for the division of a flap's stalk, weeks after the surgery whose wound the flap covers."""
    told = {(one.kind, one.value) for one in marked.mentions if one.scope == "asserted"}
    return ("feature", "division") in told and ("mohs", "block") not in told


def without_earlier_mohs(marked: MarkedText, prior: Sequence[PriorProcedure]) -> MarkedText:
    """Return the note with Mohs surgery as past, where it was on another day and its wound is closed today."""
    if _is_division(marked):
        return marked._replace(mentions=[_past(one) for one in marked.mentions])
    marked = _with_stages_of_their_day(marked)
    if _LATER.search(marked.text) is None:
        return marked
    is_prior = any(
        one.technique == "mohs" and (one.on is not None or (one.days_ago or _RECENT_DAYS + 1) <= _RECENT_DAYS)
        for one in prior
    )
    if _DAY_AFTER.search(marked.text) is None and not (is_prior and _STAGES.search(marked.text)):
        return marked
    return marked._replace(mentions=[_past(one) for one in marked.mentions])


def _past(one: Mention) -> Mention:
    is_mohs = one.kind == "mohs" or (one.kind == "technique" and one.value == "mohs")
    return one._replace(scope="historical") if is_mohs and one.scope in ("asserted", "uncertain") else one
