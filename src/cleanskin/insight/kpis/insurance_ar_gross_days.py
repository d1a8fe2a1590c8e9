"""Days in insurance A/R, gross: how many days of charges payers still owe."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-AR-010",
    name="insurance_ar_gross_days",
    group="receivables",
    question="How many days of work are still waiting for insurers?",
    numerator_is="billed amount still open with payers at the as-of day (unanswered, pended, refused and not closed)",
    denominator_is="average daily charges submitted in the last 90 days (fewer for a younger practice)",
    date_basis="open at the as-of day; charges by first submission",
    month="month_submitted",
    unit="days",
    better="lower",
    owner="biller",
    numerator=pl.col("amount_open").sum(),
    low_numerator=pl.col("amount_open").filter(pl.col("state").is_in(["open", "pended"])).sum(),
    denominator=pl.col("amount_billed").filter("is_recent").sum() / pl.col("window_days").max(),
    hidden_numerator=pl.col("amount_billed").filter(pl.col("state") == "not_observed").sum(),
    hidden_denominator=pl.col("amount_billed").filter("is_recent").sum() / pl.col("window_days").max(),
    grain=("entity", "payer", "location"),
    excludes=("patient balances", "payers and months not observed", "credits"),
    caution="The practice's write-offs and patient balances are not in these files: a refused amount counts as "
    "open for a year unless its code says that nothing can be done; the lower bound leaves all refused amounts out.",
    benchmarks=(
        Benchmark(label="all receivables, upper bound", value=50, source=sources.AAFP),
        Benchmark(label="all receivables, preferred", low=30, high=40, source=sources.AAFP),
        Benchmark(label="all receivables, dermatology", low=30, high=40, source=sources.MED_PRECISION),
    ),
    examples="""
payer | amount_open | amount_billed | is_recent | window_days || days
A     | 20000 | 90000 | yes       | 90          ||
A     | 10000 | 90000 | yes       | 90          ||
A     | 30000 | 30000 | no        | 90          || 30
B     | 10000 | 10000 | no        | 90          || none
""",
)
