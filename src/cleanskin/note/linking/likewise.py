"""What a note says was done likewise: the act told before, at another place."""

import re
from collections.abc import Sequence

from cleanskin.note.linking.frames import Frame
from cleanskin.note.sought import Sought

_ALSO = Sought(
    r"\b(?:also|likewise|similarly|same (?:manner|way|fashion|technique|steps?|procedure|process"
    r"|method|treatment)|in (?:like|similar) manner)\b",
    re.I,
)


_LIKEWISE = re.compile(r"likewise|similarly|same|similar", re.I)


def repeat(told: Sequence[Frame], frames: Sequence[Frame], text: str) -> None:
    """Give "also treated" the technique that was told before."""
    if not _ALSO.may_be_in(text):
        return
    before = next((one for one in reversed(told) if one.get("technique")), None)
    for frame in frames:
        words = frame.get("technique")
        is_open = before and words and all(one.value == "treat" for one in words)
        alike = before is not None and _ALSO.search(text, frame.start, frame.end)
        if before and is_open and alike:
            frame.add("technique", [one for one in before.get("technique") if one.value != "treat"])
            if _LIKEWISE.search(alike[0]) and not frame.has_object:
                frame.add("condition", before.get("condition"))
                frame.add("feature", before.get("feature"))
        elif before and alike and not words and frame.get("site") and _LIKEWISE.search(alike[0]):
            frame.add("technique", before.get("technique"))
            if not frame.has_object:
                frame.add("condition", before.get("condition"))
                frame.add("feature", before.get("feature"))
        before = frame if frame.get("technique") else before
