"""The edits of payers' systems: one file an edit, found by walking; none knows the project's own rules.

Each module declares `EDIT`.  A new edit is a new file and rows for what it says in `tables/says.tsv`.
"""

from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cleanskin.sim.payer.case import Edit
from cleanskin.sim.payer.nouns import Payer


@cache
def all_edits() -> tuple[Edit, ...]:
    """Return every edit in the order in which they speak."""
    names = sorted(module.name for module in iter_modules(__path__))
    edits: list[Edit] = [import_module(f"{__name__}.{name}").EDIT for name in names]
    return tuple(sorted(edits, key=lambda edit: (edit.order, edit.name)))


@cache
def _by_payer(key: str, kind: str) -> tuple[Edit, ...]:
    return tuple(edit for edit in all_edits() if {"*", key, kind}.intersection(edit.payers))


def edits_of(payer: Payer) -> tuple[Edit, ...]:
    """Return the edits a payer uses, in the order in which they speak."""
    return _by_payer(payer.key, payer.kind)


def in_force(edit: Edit, day: date) -> bool:
    """True when the edit holds for that date of service."""
    return (edit.first is None or edit.first <= day) and (edit.last is None or day <= edit.last)
