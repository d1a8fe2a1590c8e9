"""Further Mohs stages per first stage, head, neck, hands, feet, genitalia."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-060",
    name="mohs_stage_ratio",
    group="coding",
    question="How many further stages does a Mohs case of the head, hands or feet take?",
    numerator_is="units of 17312",
    denominator_is="units of 17311",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["17311", "17312"]),
    numerator=pl.col("units").filter(pl.col("code") == "17312").cast(pl.Float64).sum(),
    denominator=pl.col("units").filter(pl.col("code") == "17311").cast(pl.Float64).sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | code  | units || ratio
A        | 17311 | 1     ||
A        | 17311 | 1     ||
A        | 17311 | 2     ||
A        | 17312 | 3     ||
A        | 99213 | 1     || 0.75
B        | 17312 | 1     || none
""",
)
