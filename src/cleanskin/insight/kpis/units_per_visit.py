"""Units per visit: billed units per patient and day."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-040",
    name="units_per_visit",
    group="coding",
    question="How many units do we bill per visit?",
    numerator_is="billed units",
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
    numerator=pl.col("units").cast(pl.Float64).sum(),
    denominator=pl.col("visit_key").n_unique(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | visit_key | units || units
A        | 1         | 1     ||
A        | 1         | 5     ||
A        | 2         | 1     ||
A        | 2         | 2     || 4.5
""",
)
