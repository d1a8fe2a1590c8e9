"""Days in insurance A/R, expected: how many days of charges payers still owe."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-AR-020",
    name="insurance_ar_expected_days",
    group="receivables",
    question="How many days of work are still waiting for insurers?",
    numerator_is="expected allowed still open with payers at the as-of day (unanswered, pended, refused and not closed)",
    denominator_is="average daily expected allowed submitted in the last 90 days (fewer for a younger practice)",
    date_basis="open at the as-of day; charges by first submission",
    month="month_submitted",
    unit="days",
    better="lower",
    owner="biller",
    among=pl.col("expected_allowed").is_not_null(),
    numerator=pl.col("expected_allowed_open").sum(),
    low_numerator=pl.col("expected_allowed_open").filter(pl.col("state").is_in(["open", "pended"])).sum(),
    denominator=pl.col("expected_allowed").filter("is_recent").sum() / pl.col("window_days").max(),
    grain=("entity", "payer", "location"),
    excludes=("patient balances", "payers and months not observed", "credits"),
    caution="Claims with a line whose allowed amount cannot be estimated are left out of both sides; the lower bound leaves refused amounts out.",
    examples="""
payer | expected_allowed_open | expected_allowed | is_recent | window_days || days
A     | 20000 | 90000 | yes       | 90          ||
A     | 10000 | 90000 | yes       | 90          ||
A     | 30000 | 30000 | no        | 90          || 30
B     | 10000 | 10000 | no        | 90          || none
""",
)
