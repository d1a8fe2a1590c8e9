"""Additional punch biopsies per first one."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-051",
    name="punch_biopsy_ratio",
    group="coding",
    question="How many further punch biopsies come with each first one?",
    numerator_is="units of 11105",
    denominator_is="units of 11104",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["11104", "11105"]),
    numerator=pl.col("units").filter(pl.col("code") == "11105").cast(pl.Float64).sum(),
    denominator=pl.col("units").filter(pl.col("code") == "11104").cast(pl.Float64).sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | code  | units || ratio
A        | 11104 | 1     ||
A        | 11104 | 1     ||
A        | 11104 | 2     ||
A        | 11105 | 3     ||
A        | 99213 | 1     || 0.75
B        | 11105 | 1     || none
""",
)
