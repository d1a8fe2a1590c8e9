"""Acceptance rate: of the claims whose acknowledgement is here, how many the payer took in on first send."""

import polars as pl

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, Kpi

KPI = Kpi(
    id="KPI-CLM-030",
    name="acceptance_rate",
    group="claims",
    question="How many claims get past the payer's front door the first time?",
    numerator_is="original claims accepted into adjudication (277CA category A2) on first send",
    denominator_is="original claims with a deciding 277CA for their first send",
    date_basis="month of first submission",
    unit="ratio",
    better="higher",
    owner="biller",
    needs=("claims", "acknowledgements"),
    needs_observed=False,
    among=pl.col("acknowledged").is_not_null() & pl.col("is_first_submission"),
    numerator=(pl.col("acknowledged") == "accepted").sum(),
    denominator=pl.len(),
    grain=("entity", "payer", "month", "location"),
    excludes=(
        "claims without an acknowledgement: unknown, not accepted",
        "messages that only say received or forwarded",
    ),
    benchmarks=(Benchmark(label="goal", value=0.98, source=sources.GENERAL_KNOWLEDGE),),
    examples="""
payer | acknowledged || acceptance_rate
A     | accepted     ||
A     | accepted     ||
A     | accepted     ||
A     | rejected     ||
A     | -            || 0.75
B     | -            || none
""",
)
