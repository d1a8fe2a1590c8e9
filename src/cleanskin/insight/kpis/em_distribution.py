"""Distribution of office-visit levels among new and among established patients."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-COD-010",
    name="em_distribution",
    group="coding",
    question="Which visit levels do we bill?",
    numerator_is="office visits of that level",
    denominator_is="office visits of all levels, new (99202-99205) and established (99211-99215) patients apart",
    date_basis="day of service",
    form="share",
    reads="lines",
    month="month_of_service",
    unit="ratio",
    better="neither",
    owner="clinician",
    needs=("claims",),
    needs_observed=False,
    among=pl.col("em_group").is_not_null(),
    numerator=pl.len(),
    share_by="code",
    share_within=("em_group",),
    grain=("entity", "provider", "location", "payer"),
    caution="A difference is a question for review of notes, never a finding of wrong coding.",
    benchmarks=(
        Benchmark(label="99213 of established", value=0.603, years="2023", source=sources.DEFINITIVE),
        Benchmark(label="99214 of established", value=0.307, years="2023", source=sources.DEFINITIVE),
        Benchmark(label="99203 of new", value=0.667, years="2023", source=sources.DEFINITIVE),
    ),
    examples="""
em_group    | code  || share
established | 99213 ||
established | 99213 ||
established | 99213 || 99213 0.75
established | 99214 || 99214 0.25
new         | 99203 || 99203 1
""",
)
