"""Today's lesions against the procedures of other days: where a wound lies that only the earlier work places.

A graft or a further excision of what was treated before has the place of that work when the note gives it no other; a
wound whose stitches come out today was not sewn today.
"""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from cleanskin.note.linking.conditions import INJURIES
from cleanskin.record.encounter import Intent, Lesion, PriorProcedure, Service, Side

_CLOSED: Final = frozenset({"flap", "graft", "intermediate", "complex"})
_CUT: Final = frozenset({"excision", "mohs"})


def at_earlier_places(
    lesions: Sequence[Lesion], prior: Sequence[PriorProcedure], services: Sequence[Service]
) -> tuple[Lesion, ...]:
    """Return the lesions with the place of the earlier work, and without closures of that work."""
    if any(one.kind == "suture_removal" for one in services):
        lesions = [one for one in lesions if not _is_sewn_before(one)]
    places = {(one.site, one.side) for one in prior if one.site}
    open_ones = [one for one in lesions if not one.site and _is_worked_on(one)]
    if len(places) != 1 or len(open_ones) != 1 or any(one.site for one in lesions if _is_worked_on(one)):
        return tuple(lesions)
    site, side = next(iter(places))
    return tuple(_placed(one, site, side) if one is open_ones[0] else one for one in lesions)


def _placed(lesion: Lesion, site: str, side: Side) -> Lesion:
    """Return a lesion at a place; what only closes the earlier wound removes nothing more."""
    intent: Intent = lesion.intent if lesion.technique else ""
    return replace(lesion, site=site, side=side, intent=intent)


def _is_worked_on(lesion: Lesion) -> bool:
    return lesion.technique in _CUT or lesion.closure in _CLOSED


def _is_sewn_before(lesion: Lesion) -> bool:
    """True for an injury of which only a closure is told, without a length of today."""
    return lesion.condition in INJURIES and not lesion.technique and lesion.closure_length_cm is None
