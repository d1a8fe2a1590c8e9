"""Charge lag: days from the visit to the first submission of its claim."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-LAG-010",
    name="charge_lag",
    group="speed",
    question="How long does a visit wait before its claim goes out?",
    numerator_is="days from service to first submission: median and 90th percentile",
    denominator_is="original claims",
    date_basis="day of service",
    form="quantiles",
    days="charge_lag_days",
    month="month_of_service",
    unit="days",
    better="lower",
    owner="coder",
    needs=("claims",),
    needs_observed=False,
    among=(pl.col("charge_lag_days") >= 0) & pl.col("is_first_submission"),
    grain=("entity", "provider", "location", "visit_class", "month"),
    excludes=("claims dated before their service",),
    caution="Only claims that went out are seen: a visit never billed has no lag.  Surgery and visits awaiting pathology "
    "wait for a reason; read by visit class.",
    benchmarks=(Benchmark(label="entry of charges after sign-off", low=1, high=3, source=sources.CLARITY),),
    examples="""
visit_class | charge_lag_days || median
visit       | 1               ||
visit       | 1               ||
visit       | 9               ||
visit       | -2              || 1
surgery     | 10              ||
surgery     | 4               || 4
""",
)
