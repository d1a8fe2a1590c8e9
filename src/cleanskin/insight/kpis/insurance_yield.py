"""Insurance yield: of what payers were to pay, how much has come."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-CSH-010",
    name="insurance_yield",
    group="cash",
    question="Of the money insurers owe for our work, how much do we get?",
    numerator_is="paid by all payers to date, net of takebacks",
    denominator_is="allowed less the patient's share; for refused and unanswered lines the expected allowed, estimated "
    "from paid lines of the same payer, code and modifiers, times the part this payer pays",
    date_basis="month of first submission, past the payer's usual answer time",
    reads="lines",
    unit="ratio",
    better="higher",
    among=pl.col("is_cohort_matured") & pl.col("expected_paid").is_not_null() & (pl.col("claim_state") != "voided"),
    numerator=pl.col("amount_paid").sum(),
    denominator=pl.col("expected_paid").sum(),
    hidden_among=pl.col("is_cohort_matured") & pl.col("expected_paid").is_not_null(),
    hidden_numerator=pl.col("expected_paid").sum(),
    hidden_denominator=pl.col("expected_paid").sum(),
    grain=("entity", "payer", "month", "provider", "location", "family", "code"),
    excludes=(
        "young claims",
        "voids",
        "lines whose allowed amount cannot be estimated",
        "payers and months not observed",
    ),
    caution="An estimate.  Not the net collection rate: patient payments and the practice's write-offs are not in these "
    "files.  Refused lines that were never payable (cosmetic, bundled) count as expected.",
    examples="""
payer | amount_paid | expected_paid | claim_state || insurance_yield
A     | 8000        | 8000          | paid        ||
A     | 0           | 8000          | denied      ||
A     | 4000        | 4000          | paid        ||
A     | 0           | -             | denied      ||
A     | 0           | 9000          | voided      || 0.6
B     | 0           | -             | denied      || none
""",
)
