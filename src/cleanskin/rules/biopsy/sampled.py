"""The skin biopsies that a record documents, and those a claim bills."""

from decimal import Decimal
from typing import Final

from cleanskin.record.encounter import Lesion
from cleanskin.rules.visit import Visit

ADD_ON: Final = {"tangential": "11103", "punch": "11105", "incisional": "11107"}
"""The add-on code of each technique."""

FIRST: Final = {"tangential": "11102", "punch": "11104", "incisional": "11106"}
"""The first-biopsy code of each technique, the lowest technique first."""


def sampled(visit: Visit) -> list[Lesion]:
    """Return the lesions sampled by a technique of skin biopsy as the record says, the highest technique first."""
    found = visit.documented.lesions if visit.documented else ()
    order = list(FIRST)
    chosen = [one for one in found if one.intent == "sample" and one.technique in FIRST]
    return sorted(chosen, key=lambda one: -order.index(one.technique))


def billed_units(visit: Visit) -> Decimal:
    """Return the units of skin biopsy on the claim, first ones and add-ons."""
    return visit.units_of(*FIRST.values(), *ADD_ON.values())
