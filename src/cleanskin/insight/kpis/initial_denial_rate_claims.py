"""Initial denial rate by claims: of the claims payers answered for the first time, how many they denied."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-DEN-010",
    name="initial_denial_rate_claims",
    group="denials",
    question="How often does a payer say no the first time we ask?",
    numerator_is="original claims with at least one denied line on the first 835",
    denominator_is="original primary claims with a first decision, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="lower",
    among=pl.col("is_judged")
    & pl.col("is_cohort_matured")
    & pl.col("is_first_submission")
    & (pl.col("payer_order") == "primary"),
    numerator=(pl.col("first_has_denied_line") & (pl.col("first_outcome") != "unprocessable")).sum(),
    denominator=pl.len(),
    hidden_among=pl.col("is_cohort_matured") & pl.col("is_first_submission"),
    hidden_numerator=pl.len(),
    hidden_denominator=pl.len(),
    grain=("entity", "payer", "month", "provider", "location", "visit_class"),
    excludes=("rejections (277CA)", "pends", "duplicates", "unprocessable claims (own KPI)", "reversals, recoupments"),
    caution="HFMA divides by claims submitted in the three months before; here by claims answered, matched to them.",
    benchmarks=(
        Benchmark(label="private payers, hospitals", value=0.15, years="2022-2023", source=sources.PREMIER),
        Benchmark(label="ACA plans, in network", value=0.19, years="2024", source=sources.KFF),
        Benchmark(label="dermatology", low=0.08, high=0.14, source=sources.DERMATOLOGY_VENDORS),
    ),
    examples="""
payer | first_has_denied_line | first_outcome || initial_denial_rate_claims
A     | no                    | paid          ||
A     | yes                   | partly_denied ||
A     | yes                   | unprocessable ||
A     | no                    | patient_share || 0.25
B     | no                    | paid          || 0.0
""",
)
