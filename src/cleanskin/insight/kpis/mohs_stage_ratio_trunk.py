"""Further Mohs stages per first stage, trunk, arms, legs."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-061",
    name="mohs_stage_ratio_trunk",
    group="coding",
    question="How many further stages does a Mohs case of the trunk, arms or legs take?",
    numerator_is="units of 17314",
    denominator_is="units of 17313",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["17313", "17314"]),
    numerator=pl.col("units").filter(pl.col("code") == "17314").cast(pl.Float64).sum(),
    denominator=pl.col("units").filter(pl.col("code") == "17313").cast(pl.Float64).sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | code  | units || ratio
A        | 17313 | 1     ||
A        | 17313 | 1     ||
A        | 17313 | 2     ||
A        | 17314 | 3     ||
A        | 99213 | 1     || 0.75
B        | 17314 | 1     || none
""",
)
