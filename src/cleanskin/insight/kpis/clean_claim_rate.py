"""Clean claim rate, no-touch: claims that pass every edit without a person."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-CLM-110",
    name="clean_claim_rate",
    group="claims",
    question="How many claims pass every edit without anybody touching them?",
    numerator_is="claims that pass our, the clearinghouse's and the payer's edits with no human touch",
    denominator_is="original claims submitted",
    date_basis="submission date",
    unit="ratio",
    better="higher",
    needs=(
        "edits and holds before submission",
        "clearinghouse reports",
    ),
    caution="Meaningless without its definition; this one is the no-touch sense.",
    benchmarks=(Benchmark(label="dermatology, top", value=0.98, source=sources.PRACTICE_LAYER),),
)
