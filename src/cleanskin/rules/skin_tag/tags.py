"""How many skin tags the record says were removed, and how many units of the add-on code they are."""

from cleanskin.rules.visit import Visit

FIRST_TAGS = 15
"""Tags that 11200 stands for."""

FURTHER_TAGS = 10
"""Tags, or part of them, that each unit of 11201 stands for."""


def counted(visit: Visit) -> int | None:
    """Return the number of tags removed, None when the record does not count every group of them."""
    documented = visit.documented
    if documented is None:
        return None
    tags = [
        lesion
        for lesion in documented.lesions
        if lesion.diagnosis.replace(".", "").upper() == "L918" and lesion.intent in ("remove", "destroy")
    ]
    if not tags or any(lesion.count is None for lesion in tags):
        return None
    return sum(lesion.count or 0 for lesion in tags)


def units_for(tags: int) -> int:
    """Return the units of 11201 for a number of tags: each further 10 or part of 10 beyond the first 15."""
    return max(0, -(-(tags - FIRST_TAGS) // FURTHER_TAGS))
