"""The steps of `charge.modifiers`, found by walking the package, in their order."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from cleanskin.charge.case import Case
from cleanskin.charge.family import Draft, Drafted

Apply = Callable[[tuple[Draft, ...], Case], Iterable[Drafted]]


class Step(NamedTuple):
    """One question about modifiers between lines."""

    order: int
    name: str
    apply: Apply


@cache
def steps() -> tuple[Step, ...]:
    """Return every step, the lowest order first, steps of one order by name."""
    import cleanskin.charge.modifiers as package

    found = []
    for module in pkgutil.iter_modules(package.__path__):
        held = importlib.import_module(f"{package.__name__}.{module.name}")
        order, apply = getattr(held, "ORDER", None), getattr(held, "apply", None)
        if isinstance(order, int) and callable(apply):
            found.append(Step(order, module.name, apply))
    return tuple(sorted(found, key=lambda step: (step.order, step.name)))
