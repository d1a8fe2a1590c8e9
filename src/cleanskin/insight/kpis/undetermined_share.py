"""Undetermined share: charges whose answer nobody can classify from its codes."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-DEN-080",
    name="undetermined_share",
    group="denials",
    question="How much of what payers answered can we not read?",
    numerator_is="billed charges of lines whose first answer is undetermined",
    denominator_is="billed charges of lines with a first answer",
    date_basis="month of first submission",
    reads="lines",
    unit="ratio",
    better="lower",
    owner="biller",
    among=pl.col("is_answered"),
    numerator=pl.col("amount_billed").filter(pl.col("first_outcome") == "undetermined").sum(),
    denominator=pl.col("amount_billed").sum(),
    grain=("entity", "payer", "month"),
    caution="How far the denial figures may be off; undetermined is an answer, not an error.",
    examples="""
payer | amount_billed | first_outcome || undetermined_share
A     | 10000         | undetermined  ||
A     | 30000         | paid          || 0.25
B     | 0             | paid          || none
""",
)
