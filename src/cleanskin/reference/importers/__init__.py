"""Readers of the official files, one module per public source, each with a constant `IMPORTER`.

Belongs here: recognising a file by content, reading its rows, saying what is wrong with it.
Does not: keeping them (`store.py`), answering from them (`look_up.py`).  Read `importing.py` first.
"""

import functools
from importlib import import_module
from pkgutil import iter_modules

from cleanskin.reference.importing import Importer


@functools.cache
def importers() -> tuple[Importer, ...]:
    """Return every importer of this package, by kind."""
    found = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return tuple(sorted((module.IMPORTER for module in found if hasattr(module, "IMPORTER")), key=lambda one: one.kind))
