"""Slips of coders and billers: one small function a kind, named as its row in `errors.tsv`.

Each takes the work on a visit and spoils it in place where its chance has it.  They are found by walking this package;
a function without a row or a row without a function is a defect (the front desk's kinds are in `desk.py`).
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cleanskin.sim.staff.rates import Stage, error_kinds
from cleanskin.sim.staff.work import Work

Slip = Callable[[Work], None]


@cache
def slips(stage: Stage) -> tuple[Slip, ...]:
    """Return the slips of a stage in the order of the table."""
    found: dict[str, Slip] = {}
    for module in sorted(iter_modules(__path__), key=lambda one: one.name):
        loaded = import_module(f"{__name__}.{module.name}")
        for name, thing in vars(loaded).items():
            if callable(thing) and getattr(thing, "__module__", "") == loaded.__name__ and not name.startswith("_"):
                found[name] = thing
    return tuple(found[kind] for kind, row in error_kinds().items() if row.stage == stage)
