"""Excised diameter: greatest clinical diameter plus twice the narrowest margin, against the tier of a code."""

from decimal import Decimal
from typing import Final

from cleanskin.record.encounter import Lesion
from cleanskin.rules.visit import Line, Visit

EXCISIONS: Final = ("excision_benign", "excision_malignant")
"""The families whose size is the excised diameter."""


def excised(visit: Visit) -> list[Lesion]:
    """Return the lesions that the record says were excised, not sampled and not for looks."""
    found = visit.documented.lesions if visit.documented else ()
    return [one for one in found if one.technique == "excision" and one.intent not in ("sample", "cosmetic")]


def diameter_cm(lesion: Lesion) -> Decimal | None:
    """Return the excised diameter in cm; None without a measured lesion or without its margin."""
    if lesion.diameter_cm is None or lesion.margin_cm is None:
        return None
    return lesion.diameter_cm + 2 * lesion.margin_cm


def tier_of(line: Line, size_cm: Decimal) -> bool:
    """True when a size lies in the tier of the line's code; a code without a tier fits every size."""
    facts = line.facts
    if facts is None:
        return True
    above = facts.size_from is None or size_cm > facts.size_from
    return above and (facts.size_to is None or size_cm <= facts.size_to)
