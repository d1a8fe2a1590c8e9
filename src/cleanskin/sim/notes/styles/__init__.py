"""Styles of notes, one module each, found by walking: each holds a `STYLE`."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import msgspec

from cleanskin.sim.notes.view import View
from cleanskin.sim.nouns.visit import TrueVisit


class Style(msgspec.Struct, frozen=True):
    """A way to write: its name, its weight among those that fit, for which visits it fits, how it writes lines."""

    name: str
    weight: int
    fits: Callable[[TrueVisit], bool]
    write: Callable[[View], list[str]]


@cache
def styles() -> tuple[Style, ...]:
    """Return every style in the order of their names."""
    found = []
    for module in sorted(iter_modules(__path__), key=lambda one: one.name):
        found.append(import_module(f"{__name__}.{module.name}").STYLE)
    return tuple(found)


def has_lesions(visit: TrueVisit) -> bool:
    """Return whether something was done to lesions."""
    return visit.encounter is not None and bool(visit.encounter.lesions)


def is_ordinary(visit: TrueVisit) -> bool:
    """Return whether it is a visit to a clinician about problems, with or without small procedures."""
    return visit.encounter is not None and visit.kind in ("office", "procedure", "telehealth", "postoperative")
