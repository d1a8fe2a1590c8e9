"""Root causes of refusals: what share of the refused charges each cause holds."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-DEN-025",
    name="denial_root_cause_share",
    group="denials",
    question="Why do payers refuse, by dollars?",
    numerator_is="billed charges first refused for that root cause",
    denominator_is="billed charges first refused for any",
    date_basis="month of first submission, past the payer's usual answer time",
    form="share",
    reads="lines",
    unit="ratio",
    better="neither",
    among=pl.col("is_judged") & pl.col("is_cohort_matured") & (pl.col("first_amount_denied") > 0),
    numerator=pl.col("first_amount_denied").sum(),
    share_by="category",
    grain=("entity", "payer", "provider", "location", "family"),
    excludes=("pends", "duplicates", "patient share and contractual adjustments"),
    caution="A line is counted under the cause of its leading adjustment.",
    benchmarks=(
        Benchmark(label="ACA plans: no authorization or referral", value=0.09, years="2024", source=sources.KFF),
        Benchmark(label="ACA plans: medical necessity", value=0.05, years="2024", source=sources.KFF),
    ),
    examples="""
payer | category          | first_amount_denied || share
A     | modifier          | 10000               ||
A     | modifier          | 20000               || modifier 0.75
A     | medical_necessity | 10000               || medical_necessity 0.25
A     | -                 | 0                   ||
""",
)
