"""How often a service was done lately, by the patient's history."""

from datetime import date

from cleanskin.rules.visit import Visit


def days_of(visit: Visit, days_before: int, codes: tuple[str, ...]) -> list[date]:
    """Return the days on which one of the codes was billed in the days before this visit, each once, oldest first."""
    return sorted({line.day for line in visit.past(days_before, codes)})
