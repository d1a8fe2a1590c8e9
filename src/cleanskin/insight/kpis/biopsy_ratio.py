"""Additional tangential biopsies per first one."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-COD-050",
    name="biopsy_ratio",
    group="coding",
    question="How many further tangential biopsies come with each first one?",
    numerator_is="units of 11103",
    denominator_is="units of 11102",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["11102", "11103"]),
    numerator=pl.col("units").filter(pl.col("code") == "11103").cast(pl.Float64).sum(),
    denominator=pl.col("units").filter(pl.col("code") == "11102").cast(pl.Float64).sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Read beside case mix; a difference is a reason to review notes, nothing more.",
    benchmarks=(Benchmark(label="all payers", value=0.27, years="2023", source=sources.DEFINITIVE),),
    examples="""
provider | code  | units || ratio
A        | 11102 | 1     ||
A        | 11102 | 1     ||
A        | 11102 | 2     ||
A        | 11103 | 3     ||
A        | 99213 | 1     || 0.75
B        | 11103 | 1     || none
""",
)
