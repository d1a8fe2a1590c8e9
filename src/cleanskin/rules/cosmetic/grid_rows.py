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


class _Index:
    """The rows of a grid by their kinds, and by their conditions with the numbers that put them in order."""

    def __init__(self, grid: Mapping[str, GridService]) -> None:
        self.grid = grid
        self.by_kind: dict[str, list[GridService]] = {}
        self.by_condition: dict[str, dict[int, GridService]] = {}
        for number, row in enumerate(grid.values()):
            for kind in dict.fromkeys(row.kinds):
                self.by_kind.setdefault(kind, []).append(row)
            for condition in row.conditions:
                self.by_condition.setdefault(condition, {})[number] = row

    def for_condition(self, condition: str) -> list[GridService]:
        """Return the rows for a condition, or for what it is a kind of (axillary_hyperhidrosis), in their order."""
        found: dict[int, GridService] = {}
        ending = condition
        while ending:
            found.update(self.by_condition.get(ending, ()))
            ending = ending.partition("_")[2]
        return [found[number] for number in sorted(found)]


_INDEXES: dict[int, _Index] = {}
_INDEXES_MAX = 20


def _index(grid: Mapping[str, GridService]) -> _Index:
    """Return the index of a grid, made once; with the grid itself, so that no other one gets its identity."""
    found = _INDEXES.get(id(grid))
    if found is None:
        if len(_INDEXES) >= _INDEXES_MAX:
            _INDEXES.clear()
        found = _INDEXES[id(grid)] = _Index(grid)
    return found


def row_of_lesion(lesion: Lesion, grid: Mapping[str, GridService]) -> GridService | None:
    """Return the grid's row for a documented lesion: by its condition, narrowed by what is done to it."""
    kind, index = _kind(lesion), _index(grid)
    if kind in ("sample", "mohs"):
        return next(iter(index.by_kind.get(kind, ())), None)
    rows = index.for_condition(lesion.condition)
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
    rows = list(_index(grid).by_kind.get(service.kind, ()))
    if spoken:
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
