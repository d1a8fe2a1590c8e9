"""Fingers and toes: the modifiers of a line that name one, and the codes that are for one nail."""

from typing import Final

from cleanskin.rules.visit import Line

ONE_NAIL: Final = ("11730", "11732", "11740", "11750", "11755", "11760", "11762", "11765")
"""Procedures on one nail, which say by a modifier on which digit."""

_DIGITS: Final = frozenset(f"{part}{number}" for part in "FT" for number in "A123456789")


def digits(line: Line) -> frozenset[str]:
    """Return the modifiers that name a finger (FA to F9) or a toe (TA to T9)."""
    return frozenset(name for name in line.modifiers if name in _DIGITS)
