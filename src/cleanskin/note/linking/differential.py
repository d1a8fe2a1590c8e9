"""What a lesion may be, told in a statement of its own, is of the lesion told before: "Ddx SCC vs hypertrophic AK"."""

import re
from collections.abc import Sequence
from typing import Final

from cleanskin.note.linking.frames import Frame

_OPENING: Final = re.compile(
    r"\W*(?:d\.?d\.?x\.?|dd|diff(?:erential)?(?: dx| diagnos[ei]s)?|r/o|rule out|suspect(?:ed)?|favou?r(?:ed)?"
    r"|concern(?:ing|ed)? for|considerations? (?:include|are)|(?:clinically |highly |very )?suspicious for"
    r"|worrisome for|suspicion (?:for|of)|(?:likely|possibl[ey]|probabl[ey]|presumed|most likely|query)(?= )"
    r"|(?:clinically |most )?(?:consistent|compatible) with|(?:clinically )?favou?rs?|looks like|c/w)(?!\w)",
    re.IGNORECASE,
)
_NAMES_ONLY: Final = frozenset({"condition", "suspicion", "trigger", "lesion", "eruption"})


def named_before(told: Sequence[Frame], frame: Frame) -> Frame | None:
    """Return the only lesion with a place in the item, or else the sentence, right before a list of what it may be."""
    if not frame.get("condition") or not set(frame.slots) <= _NAMES_ONLY or frame.count is not None or not frame.pieces:
        return None
    if _OPENING.match(frame.pieces[0].text, frame.pieces[0].start) is None:
        return None
    if frame.item.isalnum():
        own = [one for one in told if (frame.section, frame.item) in one.told_in]
    else:
        own = [one for one in told if frame.sentence - one.last_sentence == 1]
    placed = [one for one in own if one.get("site") and not one.is_idle]
    return placed[0] if len(own) == len(placed) == 1 else None
