"""Further premalignant lesions destroyed per first one."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-070",
    name="destruction_addon_ratio",
    group="coding",
    question="How many further lesions are destroyed with each first one?",
    numerator_is="units of 17003",
    denominator_is="units of 17000",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["17000", "17003"]),
    numerator=pl.col("units").filter(pl.col("code") == "17003").cast(pl.Float64).sum(),
    denominator=pl.col("units").filter(pl.col("code") == "17000").cast(pl.Float64).sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    examples="""
provider | code  | units || ratio
A        | 17000 | 1     ||
A        | 17000 | 1     ||
A        | 17000 | 2     ||
A        | 17003 | 3     ||
A        | 99213 | 1     || 0.75
B        | 17003 | 1     || none
""",
)
