"""Unprocessable rate: claims the payer would not process at all (MA130 and its kin)."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-DEN-050",
    name="unprocessable_rate",
    group="denials",
    question="How many claims come back as unprocessable, to be sent again as new claims?",
    numerator_is="original claims whose first 835 calls the whole claim unprocessable",
    denominator_is="original primary claims with a first answer, from months old enough to judge",
    date_basis="month of first submission, past the payer's usual answer time",
    unit="ratio",
    better="lower",
    owner="biller",
    among=pl.col("is_judged")
    & pl.col("is_cohort_matured")
    & pl.col("is_first_submission")
    & (pl.col("payer_order") == "primary"),
    numerator=(pl.col("first_outcome") == "unprocessable").sum(),
    denominator=pl.len(),
    grain=("entity", "payer", "month", "provider", "location"),
    excludes=("pends", "duplicates", "front-end rejections (277CA)"),
    caution="No appeal right: a corrected new claim is the way forward.",
    examples="""
payer | first_outcome || unprocessable_rate
A     | unprocessable ||
A     | denied        ||
A     | paid          ||
A     | paid          || 0.25
""",
)
