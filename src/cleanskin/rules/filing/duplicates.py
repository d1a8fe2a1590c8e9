"""When two lines of different claims are one and the same, as a payer's duplicate check sees it."""

from cleanskin.record.history import PastLine
from cleanskin.rules.visit import Line


def is_same(line: Line, other: PastLine) -> bool:
    """True for equal code, units, charge, modifiers and clinician, unless the line says that it is a repeat."""
    same_who = not (line.rendering_npi and other.rendering_npi) or line.rendering_npi == other.rendering_npi
    same_what = (line.code, line.units, line.amount_billed) == (other.code, other.units, other.amount_billed)
    return same_what and same_who and set(line.modifiers) == set(other.modifiers) and not line.has("76", "77", "91")
