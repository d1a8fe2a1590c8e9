"""What is an act in a note, what goes with it, and what says that it was done.

The gates that ask of each act whether it is today's work share these words.
"""

from typing import Final

ACTS: Final = frozenset({"technique", "service", "closure", "drug", "mohs"})
"""Kinds of mentions that name something done to a patient."""

MEASURES: Final = frozenset({"count", "dose", "volume", "area", "energy"})
"""How many and how much of an act."""

OBJECTS: Final = frozenset({"site", "length", "noun", "condition"})
"""What acts are done to."""

DONE: Final = (
    r"was|were|done|performed|given|taken|obtained|applied|placed|administered|carried out|today|now|this visit"
    r"|chose|chosen|elect(?:s|ed)?|opt(?:s|ed)|agree[sd]|proceed\w*|went ahead|completed|x\s?\d+"
    r"|frozen|froze|shaved|excised|injected|biopsied|treated|removed|drained|debrided|curetted|snipped|sampled"
    r"|closed|sutured|sent|destroyed"
)
"""Words that say that something was done after all, as a part of an expression."""

_DONE_ENDS: Final = ("frozen", "froze", "given", "taken", "'d", "done")


def is_done_form(words: str) -> bool:
    """True for an act that is told as done ("frozen", "treated"), not by its name ("cryotherapy")."""
    low = words.lower()
    if low.endswith(_DONE_ENDS):
        return True
    if low.endswith("cut"):
        return not _is_letter(low[-4:-3])
    return low.endswith("ed") and _is_letter(low[-3:-2]) and _is_letter(low[-4:-3])


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
