"""Primary denial rate in HFMA's manner: zero-paid remittances of primary payers in the last four weeks."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-DEN-030",
    name="primary_denial_rate_hfma",
    group="denials",
    question="How many primary remittances of the last four weeks paid nothing?",
    numerator_is="primary payers' decisions of the last 28 days that paid nothing",
    denominator_is="primary payers' decisions of the last 28 days",
    date_basis="remittance date, 28 days to the as-of day",
    reads="events",
    month="month_event",
    unit="ratio",
    better="lower",
    needs=("remittances",),
    needs_observed=False,
    among=pl.col("is_last_28_days")
    & (pl.col("payer_order") == "primary")
    & (pl.col("kind") == "decision")
    & ~pl.col("outcome").is_in(["duplicate", "pend", "informational"]),
    numerator=(pl.col("amount_paid") == 0).sum(),
    denominator=pl.len(),
    grain=("entity", "payer"),
    excludes=("duplicates", "secondary payers", "corrections", "pends"),
    caution=f"Counts zeros that are the patient's deductible as denials ({sources.HFMA.title}, paraphrased); the initial "
    "denial rate does not.  Both are published so that neither is mistaken for the other.",
    examples="""
payer | payer_order | outcome       | amount_paid | is_last_28_days || primary_denial_rate_hfma
A     | primary     | paid          | 8000        | yes             ||
A     | primary     | patient_share | 0           | yes             ||
A     | primary     | denied        | 0           | yes             ||
A     | primary     | paid          | 100         | yes             ||
A     | primary     | duplicate     | 0           | yes             ||
A     | secondary   | paid          | 0           | yes             ||
A     | primary     | denied        | 0           | no              || 0.5
""",
)
