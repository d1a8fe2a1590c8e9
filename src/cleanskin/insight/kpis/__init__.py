"""KPIs: one file each, found by walking this package; a definition is words, arithmetic, sources and a worked example.

Belongs here: definitions.  Does not: what a report says about them (`sections`), thresholds of alarm.
Read `framework/definition.py` first, then any KPI, for example `initial_denial_rate_claims.py`.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cleanskin.insight.kpis.framework.compute import compute, compute_rows, missing_needs
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi
from cleanskin.insight.kpis.framework.views import Views

__all__ = ["Benchmark", "Kpi", "Views", "all_kpis", "compute", "compute_rows", "find_kpi", "missing_needs"]


@cache
def all_kpis() -> tuple[Kpi, ...]:
    """Return every KPI of this package, sorted by id."""
    found = [import_module(f"{__name__}.{module.name}").KPI for module in iter_modules(__path__) if not module.ispkg]
    return tuple(sorted(found, key=lambda kpi: kpi.id))


def find_kpi(text: str) -> tuple[Kpi, ...]:
    """Return the KPI with that id or name; else every KPI whose name holds the text; empty when none does."""
    wanted = text.strip().lower().replace("-", "_").replace(" ", "_")
    exact = tuple(kpi for kpi in all_kpis() if wanted in (kpi.name, kpi.id.lower().replace("-", "_")))
    return exact or tuple(kpi for kpi in all_kpis() if wanted and wanted in kpi.name)
