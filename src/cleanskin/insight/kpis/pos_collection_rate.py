"""Point-of-service collection: what is collected at check-in."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-PAT-110",
    name="pos_collection_rate",
    group="patients",
    question="How much of what is due at check-in do we collect there?",
    numerator_is="patient payments taken on or before the day of service",
    denominator_is="amount collectable at check-in",
    date_basis="month of service",
    unit="ratio",
    better="higher",
    needs=(
        "patient payments with their dates",
        "the estimate made at check-in",
    ),
    benchmarks=(Benchmark(label="of copays", value=0.9, source=sources.OUR_CHOICE),),
)
