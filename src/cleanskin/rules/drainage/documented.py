"""What the record says was drained."""

from cleanskin.record.encounter import Lesion
from cleanskin.rules.visit import Visit


def drained(visit: Visit) -> list[Lesion]:
    """Return the lesions that were drained by the record of the visit."""
    encounter = visit.documented
    return [one for one in encounter.lesions if one.technique == "drainage"] if encounter else []
