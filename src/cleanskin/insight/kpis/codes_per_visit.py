"""Codes per visit: service lines per patient and day."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-030",
    name="codes_per_visit",
    group="coding",
    question="How many services do we bill per visit?",
    numerator_is="service lines",
    denominator_is="visits (patient and day of service)",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="per_visit",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("visit_key").is_not_null(),
    numerator=pl.len(),
    denominator=pl.col("visit_key").n_unique(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | visit_key | code  || lines
A        | 1         | 99213 ||
A        | 1         | 17000 ||
A        | 1         | 17003 ||
A        | 2         | 99213 || 2
""",
)
