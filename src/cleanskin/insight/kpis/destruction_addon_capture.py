"""Visits with a first destroyed lesion that also bill further ones."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-COD-071",
    name="destruction_addon_capture",
    group="coding",
    question="How often does the destruction of a first lesion come with further ones?",
    numerator_is="lines of 17003",
    denominator_is="lines of 17000",
    date_basis="day of service",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("code").is_in(["17000", "17003"]),
    numerator=(pl.col("code") == "17003").sum(),
    denominator=(pl.col("code") == "17000").sum(),
    grain=("entity", "provider", "location", "payer", "month"),
    caution="Low may mean that further lesions are not billed, or that there are few; only notes can tell.",
    benchmarks=(Benchmark(label="all payers", value=0.70, years="2023", source=sources.DEFINITIVE),),
    examples="""
provider | code  || ratio
A        | 17000 ||
A        | 17000 ||
A        | 17003 ||
A        | 99213 || 0.5
B        | 17003 || none
""",
)
