"""Share of insurance A/R (gross) older than 90 days from the day of service."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-AR-013",
    name="insurance_ar_gross_over_90_share",
    group="receivables",
    question="How much of what insurers owe is older than 90 days?",
    numerator_is="billed amount open with payers, 91 days and more after the day of service",
    denominator_is="billed amount open with payers",
    date_basis="age from the day of service to the as-of day",
    month="month_submitted",
    unit="ratio",
    better="lower",
    owner="biller",
    numerator=pl.col("amount_open").filter(pl.col("age_days") > 90).sum(),
    denominator=pl.col("amount_open").sum(),
    grain=("entity", "payer", "location", "visit_class"),
    excludes=("patient balances", "payers and months not observed", "credits"),
    caution="Aged from the day of service, so slow filing shows too.",
    benchmarks=(Benchmark(label="quoted for MGMA", value=0.135, source=sources.MGMA_VENDOR),),
    examples="""
payer | amount_open | age_days || share
A     | 10000 | 91 ||
A     | 10000 | 90 ||
A     | 20000 | 5  || 0.25
B     | 0     | 400 || none
""",
)
