"""Payment lag: days from first submission to the payer's first answer, unanswered claims counted as still waiting."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-LAG-020",
    name="payment_lag",
    group="speed",
    question="How long does each payer take to answer?",
    numerator_is="days from first submission to the first decision: median and 90th percentile of the survival curve",
    denominator_is="original claims, answered or still waiting",
    date_basis="day of first submission",
    form="survival",
    days="answer_days",
    answered="is_answered",
    unit="days",
    better="lower",
    owner="payer",
    among=pl.col("is_first_submission")
    & (pl.col("is_answered") | (pl.col("state") == "open"))
    & (pl.col("acknowledged") != "rejected").fill_null(True),
    grain=("entity", "payer", "month"),
    excludes=("claims rejected before the payer", "voids", "payers and months not observed"),
    caution="Kaplan-Meier; null when so many claims are unanswered that the curve never gets there.  Original Medicare may "
    "not pay an electronic claim before day 14, so a lower median there is a fault in the data.",
    examples="""
payer | answer_days | is_answered | state || median
A     | 10          | yes         | paid  ||
A     | 20          | yes         | paid  ||
A     | 30          | yes         | paid  ||
A     | 15          | no          | open  ||
A     | 40          | no          | open  || 30
B     | 5           | yes         | paid  ||
B     | 90          | no          | open  ||
B     | 90          | no          | open  || none
""",
)
