"""Nails and corns as documented, and the code for their number."""

from collections.abc import Iterable

from cleanskin.rules.day import Day
from cleanskin.rules.visit import Visit

_TECHNIQUE = {"11720": "debridement", "11721": "debridement", "11055": "paring", "11056": "paring", "11057": "paring"}
_NAIL_ZONES = ("toenail", "fingernail")


def number_documented(visit: Visit, code: str, day: Day) -> int | None:
    """Count the nails thinned, or the corns and calluses pared; None when a number is not stated or none was done."""
    encounter = visit.documented
    wanted = _TECHNIQUE[code]
    found = [one for one in encounter.lesions if one.technique == wanted] if encounter else []
    if wanted == "debridement":
        zones = [(one, day.site_zone(one.site)) for one in found]
        found = [one for one, zone in zones if zone is not None and zone.zone in _NAIL_ZONES]
    if not found or any(one.count is None for one in found):
        return None
    return sum(one.count or 0 for one in found)


def code_for_number(number: int, candidates: Iterable[str], day: Day) -> str:
    """Return the code that stands for a number of nails or lesions, "" when none does."""
    for code in candidates:
        facts = day.procedure(code)
        if facts is not None and (facts.count_from or 1) <= number <= (facts.count_to or number):
            return code
    return ""
