"""What the mentions of reasons amount to when they are taken together.

- Rubbing and catching are an injury only where something happened: blood, a scab, a word that tells of
  one (WK-3, MN-TRAUMA).
- "Irritated" is weak by itself (WK-1); the name of a disease that says "inflamed" is no finding when the examination
  denies inflammation (WK-5).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from cleanskin.note.mention import Mention

_EVENT: Final = re.compile(r"\b(?:torn|tear|tore|ripp|rip\b|nick|cut|avuls|trauma|injur|abra)", re.IGNORECASE)
"""Words of an injury that tell that it happened."""

_HURTS: Final = re.compile(r"\b(?:pain|hurt)", re.IGNORECASE)
"""Words for a loss of function that tell of pain as well: painful with walking."""

_IRRITATED: Final = re.compile(r"irritat", re.IGNORECASE)
_EVENTS_SEEN: Final = frozenset({"MN-BLEED", "MN-INFL"})

RUBS: Final = "WK-3"
IRRITATED: Final = "WK-1"
INFLAMED_IN_NAME_ONLY: Final = "WK-5"


def settled(
    told: Sequence[Mention], *, denied: Iterable[Mention] = (), conditions: Iterable[Mention] = ()
) -> tuple[str, ...]:
    """Return the ids of the reasons that stand, in order of the note, each once.

    `told` are asserted reasons of one lesion, `denied` those denied of it, `conditions` the names of its disease.
    """
    spans = [(one.start, one.end) for one in conditions]
    is_denied = any(one.value == "MN-INFL" for one in denied)
    found: list[str] = []
    for one in told:
        found.append(_inflamed(one, spans, is_denied=is_denied) if one.value == "MN-INFL" else one.value)
        if one.value == "MN-FUNC" and _HURTS.search(one.words):
            found.append("MN-PAIN")
    if _EVENTS_SEEN.intersection(found):
        found = ["MN-TRAUMA" if one == RUBS else one for one in found]
    elif not any(one.value == "MN-TRAUMA" and _EVENT.search(one.words) for one in told):
        found = [RUBS if one == "MN-TRAUMA" else one for one in found]
    return tuple(dict.fromkeys(found))


def _inflamed(mention: Mention, names: Sequence[tuple[int, int]], *, is_denied: bool) -> str:
    if _IRRITATED.search(mention.words):
        return IRRITATED
    is_name = any(start <= mention.start and mention.end <= end for start, end in names)
    return INFLAMED_IN_NAME_ONLY if is_name and is_denied else mention.value
