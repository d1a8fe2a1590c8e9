"""Gross collection rate: what payers paid of what was charged."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-CSH-020",
    name="gross_collection_rate",
    group="cash",
    question="What part of our charges do payers pay?",
    numerator_is="paid by all payers to date, net of takebacks",
    denominator_is="gross charges of original claims from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="neither",
    among=pl.col("is_cohort_matured") & (pl.col("state") != "voided"),
    numerator=pl.col("amount_paid").sum(),
    denominator=pl.col("amount_billed").sum(),
    hidden_among=pl.col("is_cohort_matured"),
    hidden_numerator=pl.col("amount_billed").sum(),
    hidden_denominator=pl.col("amount_billed").sum(),
    grain=("entity", "payer", "month", "provider", "location", "visit_class"),
    excludes=("young claims", "voids", "payers and months not observed"),
    caution="Depends on the practice's own price list: a trend against itself only.  Patient payments are not in it.",
    benchmarks=(Benchmark(label="median quoted for MGMA, undated", value=0.416, source=sources.MGMA_VENDOR),),
    examples="""
payer | amount_paid | amount_billed | state  || gross_collection_rate
A     | 4000        | 10000         | paid   ||
A     | 0           | 10000         | denied ||
A     | 0           | 50000         | voided || 0.2
B     | 0           | 0             | paid   || none
""",
)
