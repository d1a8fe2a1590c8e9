"""Bad debt: balances given up as uncollectable."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-PAT-130",
    name="bad_debt_rate",
    group="patients",
    question="How much do we give up as bad debt?",
    numerator_is="balances moved to bad debt, net of recoveries",
    denominator_is="gross patient service revenue",
    date_basis="posting date",
    unit="ratio",
    better="lower",
    needs=(
        "patient ledger",
        "agency placements and recoveries",
    ),
    benchmarks=(Benchmark(label="recovered by agencies", value=0.138, years="2018", source=sources.PHREESIA),),
)
