"""Initial denial rate by dollars: of the charges payers answered, how much the first answer refused."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-DEN-020",
    name="initial_denial_rate_dollars",
    group="denials",
    question="How much of what we charge does a payer refuse the first time?",
    numerator_is="billed charges refused on denied lines by the first answer",
    denominator_is="billed charges of lines with a first decision, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    reads="lines",
    unit="ratio",
    better="lower",
    among=pl.col("is_judged") & pl.col("is_cohort_matured"),
    numerator=pl.col("first_amount_denied").filter(pl.col("first_outcome") != "unprocessable").sum(),
    denominator=pl.col("amount_billed").sum(),
    hidden_among=pl.col("is_cohort_matured"),
    hidden_numerator=pl.col("amount_billed").sum(),
    hidden_denominator=pl.col("amount_billed").sum(),
    grain=("entity", "payer", "month", "provider", "location", "family", "code", "category"),
    excludes=("rejections (277CA)", "pends", "duplicates", "unprocessable lines (own KPI)", "reversals, recoupments"),
    caution="Line view: one denied line of a claim counts its own charge, not the claim's.",
    benchmarks=(
        Benchmark(label="all specialties, share of dollars", value=0.1181, years="2024", source=sources.KODIAK),
        Benchmark(label="lines of seven insurers", low=0.027, high=0.0685, years="2008", source=sources.AMA_2008),
    ),
    examples="""
payer | amount_billed | first_amount_denied | first_outcome || initial_denial_rate_dollars
A     | 10000         | 0                   | paid          ||
A     | 30000         | 30000               | denied        ||
A     | 20000         | 20000               | unprocessable || 0.5
B     | 0             | 0                   | paid          || none
""",
)
