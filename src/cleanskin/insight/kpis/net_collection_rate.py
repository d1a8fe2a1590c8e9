"""Net (adjusted) collection rate: what was collected of what was collectable."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-CSH-110",
    name="net_collection_rate",
    group="cash",
    question="Of what we may collect, how much do we collect?",
    numerator_is="payer and patient payments of the cohort less refunds and takebacks",
    denominator_is="cohort charges less approved contractual adjustments",
    date_basis="day of service, matured 120 days",
    unit="ratio",
    better="higher",
    needs=(
        "patient payments",
        "write-offs by reason",
        "approved contractual adjustments",
    ),
    caution="Denial, timely-filing, small-balance and bad-debt write-offs stay in the denominator: removing them is the usual cheat.",
    benchmarks=(
        Benchmark(label="minimum", value=0.95, source=sources.AAFP),
        Benchmark(label="dermatology", low=0.96, high=0.99, source=sources.CLARITY),
    ),
)
