"""Takeback rate: money payers took back, against money they paid."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-CSH-030",
    name="takeback_rate",
    group="cash",
    question="How much do payers take back of what they paid?",
    numerator_is="reversals not paid again (CLP02 22, net of their correction) and provider-level recoveries (PLB WO)",
    denominator_is="payments of payers, increases only",
    date_basis="date of the event",
    reads="money",
    month="month_event",
    unit="ratio",
    better="lower",
    owner="biller",
    needs=("remittances",),
    needs_observed=False,
    numerator=pl.col("amount_taken_back").sum(),
    denominator=pl.col("amount_paid_in").sum(),
    minimum_count=20,
    grain=("entity", "payer", "month"),
    excludes=("forwarded balances (PLB FB)", "interest (PLB L6)", "test interchanges"),
    caution="A deferred recovery appears with both signs and cancels.  A few large events can move it.",
    benchmarks=(Benchmark(label="goal", high=0.01, source=sources.OUR_CHOICE),),
    examples="""
payer | amount_paid_in | amount_taken_back || takeback_rate
A     | 10000          | 0                 ||
A     | 30000          | 0                 ||
A     | 0              | 1000              || 0.025
B     | 0              | 500               || none
""",
)
