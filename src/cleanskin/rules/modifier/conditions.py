"""A cheap question about the modifiers of a visit that settles several rules at once, for `beside=whenever(...)`."""

from cleanskin.rules.visit import Visit


def modifiers_in_doubt(visit: Visit) -> bool:
    """True when a line has several modifiers, or one that the table lacks on the day."""
    known = visit.day.modifier
    for line in visit.lines:
        names = line.modifiers
        if names and (len(names) > 1 or known(names[0]) is None):
            return True
    return False
