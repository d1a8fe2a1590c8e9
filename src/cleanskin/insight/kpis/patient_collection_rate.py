"""Patient collection rate: what patients pay of what falls to them."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-PAT-120",
    name="patient_collection_rate",
    group="patients",
    question="How much of what patients owe do they pay?",
    numerator_is="patient payments within 120 days of the first statement",
    denominator_is="patient-responsibility dollars that became due",
    date_basis="responsibility date",
    unit="ratio",
    better="higher",
    needs=(
        "patient payments",
        "statements",
    ),
    benchmarks=(
        Benchmark(label="insured patients' balances, hospital-heavy", value=0.345, years="2024", source=sources.KODIAK),
    ),
)
