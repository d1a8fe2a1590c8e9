"""How many lesions the record says were injected, and which drugs were given."""

from cleanskin.rules.visit import Visit


def injected(visit: Visit) -> int | None:
    """Return the number of injected lesions; None without any, or when one group of them is not counted."""
    lesions = visit.documented.lesions if visit.documented else ()
    found = [lesion for lesion in lesions if lesion.technique == "injection"]
    if not found or any(lesion.count is None for lesion in found):
        return None
    return sum(lesion.count or 0 for lesion in found)
