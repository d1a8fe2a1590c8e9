"""Zero-pay rate: first answers that paid nothing, for whatever reason."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-CLM-020",
    name="zero_pay_rate",
    group="claims",
    question="How many first answers bring no money from the payer?",
    numerator_is="original claims whose first answer paid nothing",
    denominator_is="original primary claims with a first decision, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="lower",
    among=pl.col("is_judged") & pl.col("is_cohort_matured") & (pl.col("payer_order") == "primary"),
    numerator=(pl.col("first_amount_paid") == 0).sum(),
    denominator=pl.len(),
    grain=("entity", "payer", "month", "provider", "location", "visit_class"),
    excludes=("pends", "duplicates"),
    caution="Not a denial rate: a deductible pays nothing and is no denial.",
    examples="""
payer | first_amount_paid || zero_pay_rate
A     | 0                 ||
A     | 5000              ||
A     | 1                 ||
A     | 0                 || 0.5
""",
)
