"""Conditions that evolve, one file each, found by walking: `see(life, draft, wish)` says what happens at a visit.

`conditions.tsv` says how often each brings a patient, by age.  A condition with weights must have a file of its name;
files without weights are stages that others lead to.
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple

from cleanskin.sim.chance import Weighted
from cleanskin.sim.clinic.draft import Draft
from cleanskin.sim.clinic.life import Life, Wish
from cleanskin.sim.tables import rows

See = Callable[[Life, Draft, Wish], None]

_SEES: dict[str, See] = {
    module.name: import_module(f"{__name__}.{module.name}").see
    for module in iter_modules(__path__)
    if not module.name.startswith("_")
}
_GROUPS = ("child", "teenager", "young", "middle", "senior")


class Conditions(NamedTuple):
    """What brings patients: weights by age, the mode of the first visit, and those only new patients have."""

    by_group: tuple[Weighted[str], ...]
    modes: dict[str, str]
    new_only: frozenset[str]


def _load() -> Conditions:
    table = rows("cleanskin.sim.clinic", "conditions.tsv")
    return Conditions(
        by_group=tuple(Weighted((row["condition"], int(row[group])) for row in table) for group in _GROUPS),
        modes={row["condition"]: row["mode"] for row in table},
        new_only=frozenset(row["condition"] for row in table if row["new_only"] == "yes"),
    )


CONDITIONS = _load()


def see(life: Life, draft: Draft, wish: Wish) -> None:
    """See to a wish at today's visit."""
    _SEES[wish.condition](life, draft, wish)
