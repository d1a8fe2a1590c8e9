"""Timely-filing loss: what late filing has cost, in expected allowed dollars."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-DEN-070",
    name="timely_filing_loss",
    group="denials",
    question="How much do we lose because claims or corrections arrive too late?",
    numerator_is="expected allowed of lines still refused for late filing",
    denominator_is="expected allowed of all answered lines, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    reads="lines",
    unit="ratio",
    better="lower",
    owner="biller",
    among=pl.col("is_judged") & pl.col("is_cohort_matured") & pl.col("expected_allowed").is_not_null(),
    numerator=pl.col("expected_allowed").filter(pl.col("is_timely_filing") & (pl.col("amount_denied_now") > 0)).sum(),
    denominator=pl.col("expected_allowed").sum(),
    grain=("entity", "payer", "month", "provider"),
    excludes=("lines whose allowed amount cannot be estimated",),
    caution="Refused is not yet written off: the practice's ledger would say which of it is final.  Expected allowed is "
    "an estimate from paid lines of the same payer and code.",
    benchmarks=(Benchmark(label="goal", value=0.0, source=sources.OUR_CHOICE),),
    examples="""
payer | expected_allowed | is_timely_filing | amount_denied_now || timely_filing_loss
A     | 10000            | yes              | 25000             ||
A     | 10000            | yes              | 0                 ||
A     | 20000            | no               | 20000             ||
A     | -                | yes              | 9000              || 0.25
""",
)
