"""Duplicate rate: payers' answers that say "we already have this"."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-DEN-060",
    name="duplicate_rate",
    group="denials",
    question="How often do we send a claim that the payer already has?",
    numerator_is="decisions that refuse a claim as a duplicate (CARC 18)",
    denominator_is="all decisions of payers",
    date_basis="remittance date",
    reads="events",
    month="month_event",
    unit="ratio",
    better="lower",
    owner="biller",
    needs=("remittances",),
    needs_observed=False,
    among=~pl.col("outcome").is_in(["pend", "informational"]),
    numerator=(pl.col("outcome") == "duplicate").sum(),
    denominator=pl.len(),
    grain=("entity", "payer", "month"),
    excludes=("the same file read twice", "pends"),
    caution="Usually the mark of rebilling without looking at the claim's status first.",
    examples="""
payer | outcome   || duplicate_rate
A     | paid      ||
A     | duplicate ||
A     | denied    ||
A     | pend      ||
A     | paid      || 0.25
""",
)
