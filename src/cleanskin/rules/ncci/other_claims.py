"""What other claims of the day hold that count together with this one."""

from collections.abc import Sequence

from cleanskin.record.history import PastLine
from cleanskin.rules.visit import Visit

_REPLACES = ("7", "8")
"""Frequency codes of a claim that takes the place of one sent before, or withdraws it."""


def has_other_claims(visit: Visit) -> bool:
    """True when the patient has other claims of the day, or it is not known.  For `whenever`."""
    return visit.context.history is None or bool(visit.same_day_elsewhere())


def counted_with(visit: Visit) -> Sequence[PastLine]:
    """Return the lines of other claims of the day that a payer adds to this visit.

    None when this claim replaces another.  A claim with just the same codes is taken for this one sent before; that is
    for the rules on duplicates.  Lines that asked for their refusal (GY) do not count.
    """
    elsewhere = visit.same_day_elsewhere()
    if not elsewhere or visit.claim.frequency_code in _REPLACES:
        return ()
    by_claim: dict[str, list[PastLine]] = {}
    for line in elsewhere:
        by_claim.setdefault(line.claim, []).append(line)
    here = set(visit.codes)
    others = [lines for lines in by_claim.values() if {line.code for line in lines} != here]
    return [line for lines in others for line in lines if "GY" not in line.modifiers]
