"""What a transaction says in a few words, for people: of the kinds whose guide has more to tell than sums.

A module of `x12/guides` tells by its table SUMMARIES: kind -> function of a transaction.  No word of it is a value that
could name a person.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from cleanskin.x12 import guides
from cleanskin.x12.tree import Transaction

Summary = Callable[[Transaction], tuple[str, ...]]
"""Gives the first line, said beside the transaction, and those below it."""


@lru_cache(maxsize=1)
def summaries_by_kind() -> dict[str, Summary]:
    """Return how to tell of each kind of transaction; found by walking `x12/guides`."""
    held: dict[str, Summary] = {}
    for module in sorted(iter_modules(guides.__path__), key=lambda module: module.name):
        held.update(getattr(import_module(f"{guides.__name__}.{module.name}"), "SUMMARIES", {}))
    return held


def summary_of(transaction: Transaction) -> tuple[str, ...]:
    """Tell of a transaction in a line and those below it; nothing for kinds that are told by their sums."""
    tell = summaries_by_kind().get(transaction.kind)
    return tell(transaction) if tell is not None else ()
