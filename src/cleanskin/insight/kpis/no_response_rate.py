"""No-response rate: claims old enough to have an answer that no payer has answered."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-CLM-040",
    name="no_response_rate",
    group="claims",
    question="How many claims vanish: sent, past the payer's usual time, and never answered?",
    numerator_is="original claims without any answer, past the payer's usual answer time",
    denominator_is="original claims past the payer's usual answer time",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="lower",
    owner="biller",
    among=pl.col("is_cohort_matured") & pl.col("is_first_submission") & (pl.col("state") != "voided"),
    numerator=(pl.col("state") == "open").sum(),
    denominator=pl.len(),
    hidden_among=pl.col("is_cohort_matured") & pl.col("is_first_submission"),
    hidden_numerator=pl.len(),
    hidden_denominator=pl.len(),
    grain=("entity", "payer", "month", "location"),
    excludes=("young claims", "voids", "payers and months not observed"),
    caution="Some of these were rejected before the payer saw them; the 277CA would say which.",
    examples="""
payer | state | is_cohort_matured || no_response_rate
A     | open  | yes               ||
A     | paid  | yes               ||
A     | paid  | yes               ||
A     | denied | yes              ||
A     | open  | no                || 0.25
""",
)
