"""Charges sent within three days of the visit."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-LAG-011",
    name="charge_within_3_days",
    group="speed",
    question="How many claims go out within three days of the visit?",
    numerator_is="original claims first submitted at most 3 days after service",
    denominator_is="original claims",
    date_basis="day of service",
    month="month_of_service",
    unit="ratio",
    better="higher",
    owner="coder",
    needs=("claims",),
    needs_observed=False,
    among=(pl.col("charge_lag_days") >= 0) & pl.col("is_first_submission"),
    numerator=(pl.col("charge_lag_days") <= 3).sum(),
    denominator=pl.len(),
    grain=("entity", "provider", "location", "visit_class", "month"),
    excludes=("claims dated before their service",),
    examples="""
visit_class | charge_lag_days || share
visit       | 0               ||
visit       | 3               ||
visit       | 4               ||
visit       | 12              || 0.5
""",
)
