"""To which row of the category grid a documented lesion or service belongs: by its condition and what is done."""

from collections.abc import Mapping, Sequence
from typing import Final

from cleanskin.record.dermatology import GridService
from cleanskin.record.encounter import Lesion, Service

_TECHNIQUES: Final = {
    "tangential": "sample", "punch": "sample", "incisional": "sample", "shave": "remove", "excision": "remove",
    "snip": "remove", "ligature": "remove", "cryosurgery": "destroy", "electrodesiccation": "destroy",
    "curettage": "destroy", "laser": "destroy", "chemical": "destroy", "ablation": "destroy",
    "injection": "intralesional", "mohs": "mohs", "drainage": "drainage", "expression": "expression",
}  # fmt: skip
"""What a technique amounts to among the grid's kinds."""


ANY_GROWTH: Final = "growth_removal"
"""The row for removals of what has no row of its own."""


def row_of_lesion(lesion: Lesion, grid: Mapping[str, GridService]) -> GridService | None:
    """Return the grid's row for a documented lesion: by its condition, narrowed by what is done to it."""
    kind = _kind(lesion)
    if kind in ("sample", "mohs"):
        return next((one for one in grid.values() if kind in one.kinds), None)
    named = lesion.condition
    rows = [one for one in grid.values() if named.endswith(one.conditions) and _is_for(one, named)] if named else []
    fitting = [one for one in rows if kind and kind in one.kinds]
    general = [one for one in rows if not one.kinds]
    if not rows and kind in ("remove", "destroy"):
        return grid.get(ANY_GROWTH)
    return next(iter([*fitting, *general, *rows]), None)


def row_of_service(
    service: Service, grid: Mapping[str, GridService], spoken: Sequence[GridService] = ()
) -> GridService | None:
    """Return the grid's row for a documented service: by its kind, narrowed by the condition it is for.

    Of several that fit, those that the words name (`spoken`, the best first) go first.
    """
    rows = [one for one in grid.values() if service.kind in one.kinds]
    rows.sort(key=lambda one: spoken.index(one) if one in spoken else len(spoken))
    named = [one for one in rows if one in spoken and not service.condition]
    fitting = [one for one in rows if _is_for(one, service.condition)]
    general = [one for one in rows if not one.conditions]
    return next(iter([*fitting, *named, *general, *rows]), None)


def _is_for(row: GridService, condition: str) -> bool:
    """True when a row is for a condition, or for what it is a kind of (axillary_hyperhidrosis)."""
    if not condition or not condition.endswith(row.conditions):
        return False
    return any(condition == one or condition.endswith(f"_{one}") for one in row.conditions)


def _kind(lesion: Lesion) -> str:
    technique = lesion.technique or lesion.planned_technique
    if lesion.intent == "sample" and technique != "mohs":
        return "sample"
    kind = _TECHNIQUES.get(technique, "")
    if technique in ("shave", "tangential") and lesion.intent in ("remove", "sample"):
        return lesion.intent
    return kind or ("" if lesion.intent == "cosmetic" else lesion.intent)
