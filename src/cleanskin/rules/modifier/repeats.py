"""When two lines of one code on a day are the same service to a payer's eye."""

from typing import Final

from cleanskin.rules.modifier.sides import ANATOMIC
from cleanskin.rules.visit import DISTINCT, Line

_PARTS: Final = frozenset({"26", "TC", "JW", "JZ", "50", "80", "81", "82", "AS", "62", "66"})
"""Modifiers with which a line is another part, or another person's share, of the service."""

_REPEATED: Final = DISTINCT | {"76", "77", "91", "58", "78", "79"}


def key_of(line: Line) -> tuple[object, ...]:
    """Return what two lines share when nothing but a modifier of repetition could tell them apart."""
    drug = line.service.drug
    parts = frozenset(name for name in line.modifiers if name in ANATOMIC or name in _PARTS)
    return line.code, line.on, line.last, line.rendering_npi, line.place_of_service, parts, drug.ndc if drug else ""


def says_repeated(line: Line) -> bool:
    """True when a modifier says that the service was done again, or apart from the other."""
    return not _REPEATED.isdisjoint(line.modifiers)
