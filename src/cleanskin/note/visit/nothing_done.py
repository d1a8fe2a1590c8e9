"""Notes that say by themselves that nothing was done today: acts that they name are choices and plans."""

import re
from typing import Final

from cleanskin.note.mention import MarkedText
from cleanskin.note.sought import Sought

_NOTHING: Final = Sought(
    r"(?:^|(?<=[.;\n])|(?<=[.;\n] ))[ \t*-]*(?:there (?:was|were) )?"
    r"(?:no (?:treatments?|procedures?|surgery|intervention|biops(?:y|ies))"
    r"(?: or (?:treatments?|procedures?|biops(?:y|ies)))?|nothing)(?: (?:was|were))?"
    r"(?: (?:given|done|performed|rendered|undertaken|carried out))? today[ \t]*(?=[.;\n]|$)",
    re.IGNORECASE,
)
_DONE: Final = re.compile(r"(?:ed|frozen|froze|d|burnt|cut)$", re.IGNORECASE)
"""How words end that tell of an act as done; names of acts end otherwise."""

_PERFORMED: Final = re.compile(
    r"\b(?:performed|(?:was|were|been|is) (?:then )?(?:done|taken|placed|made)|underwent|obtained)\b", re.IGNORECASE
)
_ACTS: Final = frozenset({"technique", "closure", "mohs", "feature"})


def without_choices(marked: MarkedText) -> MarkedText:
    """Return the note with acts as planned where it says that nothing was done today and tells of none as done."""
    if not _NOTHING.search(marked.text):
        return marked
    acts = [one for one in marked.mentions if one.kind == "technique" and one.scope == "asserted"]
    if not acts or any(_DONE.search(one.words) for one in acts) or _PERFORMED.search(marked.text, acts[0].start):
        return marked
    return marked._replace(
        mentions=[
            one._replace(scope="planned") if one.kind in _ACTS and one.scope == "asserted" else one
            for one in marked.mentions
        ]
    )
