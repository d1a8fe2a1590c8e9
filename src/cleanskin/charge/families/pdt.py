"""Photodynamic therapy: run by staff 96567, by the clinician 96573, with the clinician's debridement 96574; once a day.

Reads services "pdt" with details "by_physician", "by_staff", "debridement"; `performed_by` serves too.  Without a word
of who applied the agent the line is the one that staff may run, and it is asked (LGT-1).  Lesions are not also
destroyed in the same area: `is_in_field` tells which those are.
"""

from collections.abc import Iterator
from typing import Final

from cleanskin.charge.case import Case
from cleanskin.charge.family import Drafted, Family
from cleanskin.charge.served import Served, ask, line, part_of, says, served, zone_name
from cleanskin.record.encounter import Lesion

FAMILY = Family(name="pdt", covers=("pdt",), of_services=True)

_CODES: Final = ("96567", "96573", "96574")
_CLINICIAN: Final = ("by_physician", "physician_applied", "physician_illuminated")
_FACE: Final = frozenset({"forehead", "temple", "cheek", "chin", "nose", "lip", "ear"})
_STAFF: Final = ("by_staff", "staff_applied")


@FAMILY.codes
def codes(case: Case) -> Iterator[Drafted]:
    """Draft the day's therapy once."""
    found = served(case, "pdt")
    if not found:
        return
    is_clinician = _is_by_clinician(found)
    is_debrided = any(
        says(row.service, "debridement", "curettage") and not says(row.service, "no_debridement") for row in found
    )
    if is_clinician is None and is_debrided:
        is_clinician = True  # debridement is the clinician's work
    code = "96574" if is_clinician and is_debrided else "96573" if is_clinician else "96567"
    yield line(case, code, found, why_not=_WHY_NOT[code], rules=("LGT-1",))
    for other in _CODES:
        if other != code:
            yield part_of(other, f"one photodynamic therapy a day: {code}", found, ("LGT-1", "BUN-7"))
    if is_clinician is None:
        yield ask(
            found,
            topic="performed by",
            question="Who applied the agent and ran the light: the clinician personally, or staff?",
            why="The clinician's own work is another code than that of staff.",
            sentence="The agent was applied and the light run by ___.",
            codes=_CODES,
            rules=("LGT-1",),
        )


def is_in_field(case: Case, lesion: Lesion) -> bool:
    """True for a lesion in an area that got photodynamic therapy today: what else is done to it there is part of it.

    Areas are compared by zone; the face holds its parts.  Two sides of one zone are two areas.
    """
    if "in_field" in lesion.features and served(case, "pdt"):
        return True
    own = zone_name(case, lesion.site)
    for row in served(case, "pdt"):
        field = zone_name(case, row.service.site)
        sides = {row.service.side, lesion.side}
        is_same = bool(own) and (
            own == field or (field == "face" and own in _FACE) or (own == "face" and field in _FACE)
        )
        if is_same and sides != {"left", "right"}:
            return True
    return False


_PREPARING: Final = frozenset({"curettage", "debridement", "paring"})


def is_prepared(case: Case, lesion: Lesion) -> bool:
    """True for horn that was only scraped off where today's photodynamic therapy went on: its debridement (LGT-1)."""
    if lesion.technique not in _PREPARING or not set(lesion.further_techniques) <= _PREPARING:
        return False
    found = [row for row in served(case, "pdt") if says(row.service, "debridement", "curettage")]
    return any(not row.service.site or is_in_field(case, lesion) for row in found)


def _is_by_clinician(found: list[Served]) -> bool | None:
    """Return whether the clinician did it, None when the record does not say."""
    if any(says(row.service, *_STAFF) or row.service.performed_by == "staff" for row in found):
        return False
    by = ("physician", "practitioner")
    return True if any(says(row.service, *_CLINICIAN) or row.service.performed_by in by for row in found) else None


_WHY_NOT: Final = {
    "96567": ("96573 and 96574 need the clinician's own work",),
    "96573": ("96567 is run by staff", "96574 needs debridement by the clinician"),
    "96574": ("96573 is without debridement", "96567 is run by staff"),
}
