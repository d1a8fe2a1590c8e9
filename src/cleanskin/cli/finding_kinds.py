"""Every kind of finding that can be made, gathered from the rings: for `cleanskin explain` and the reference page."""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

import cleanskin
from cleanskin.kernel.finding import FindingKind


def finding_tables() -> dict[str, tuple[FindingKind, ...]]:
    """Return the table `FINDINGS` of each ring's module `findings`, by the ring's name ("x12")."""
    tables: dict[str, tuple[FindingKind, ...]] = {}
    for ring in sorted(module.name for module in iter_modules(cleanskin.__path__) if module.ispkg):
        name = f"{cleanskin.__name__}.{ring}.findings"
        if find_spec(name) is not None:
            tables[ring] = import_module(name).FINDINGS
    return tables
