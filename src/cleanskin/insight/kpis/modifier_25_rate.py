"""Modifier 25 rate: office visits billed as separate from a procedure of the day."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-COD-020",
    name="modifier_25_rate",
    group="coding",
    question="How many office visits carry modifier 25?",
    numerator_is="office-visit lines with modifier 25",
    denominator_is="office-visit lines (99202-99205, 99211-99215)",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("em_group").is_not_null(),
    numerator=pl.col("has_25").sum(),
    denominator=pl.len(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Only the note can say whether a visit was separate; a high or low rate is a reason to review, nothing more.",
    benchmarks=(
        Benchmark(
            label="Medicare, dermatology, minor surgery on the day", value=0.615, years="2019", source=sources.OIG_2025
        ),
    ),
    examples="""
provider | em_group    | has_25 || rate
A        | established | yes    ||
A        | established | no     ||
A        | new         | yes    ||
A        | -           | no     ||
A        | new         | no     || 0.5
""",
)
