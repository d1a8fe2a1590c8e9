"""First-pass resolution rate: of the claims payers answered, how many the first answer settled."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-CLM-010",
    name="first_pass_resolution_rate",
    group="claims",
    question="How many claims are settled by the payer's first answer, without rework?",
    numerator_is="original claims whose first 835 holds no denied or unprocessable line (paid, patient share or a zero "
    "that was expected)",
    denominator_is="original primary claims with a first decision, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="higher",
    among=pl.col("is_judged")
    & pl.col("is_cohort_matured")
    & pl.col("is_first_submission")
    & (pl.col("payer_order") == "primary")
    & (pl.col("first_outcome") != "undetermined"),
    numerator=(~pl.col("first_has_denied_line")).sum(),
    denominator=pl.len(),
    hidden_among=pl.col("is_cohort_matured") & pl.col("is_first_submission"),
    hidden_numerator=pl.len(),
    hidden_denominator=pl.len(),
    grain=("entity", "payer", "month", "provider", "location", "visit_class"),
    excludes=("pends", "duplicates", "secondary claims", "undetermined answers", "reversals and corrections"),
    caution="A zero that goes wholly to the patient's deductible is settled: the payer did what it should.",
    benchmarks=(
        Benchmark(label="common", low=0.85, high=0.90, source=sources.GENERAL_KNOWLEDGE),
        Benchmark(label="goal", value=0.95, source=sources.GENERAL_KNOWLEDGE),
    ),
    examples="""
payer | first_outcome | first_has_denied_line || first_pass_resolution_rate
A     | paid          | no                    ||
A     | patient_share | no                    ||
A     | partly_denied | yes                   ||
A     | denied        | yes                   || 0.5
B     | undetermined  | no                    || none
""",
)
