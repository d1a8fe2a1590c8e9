"""Resubmission time: days from the first refusal to the next submission of the claim."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-LAG-030",
    name="resubmission_time",
    group="speed",
    question="How long does a refused claim lie before somebody sends it again?",
    numerator_is="days from the first refusal to the next submission: median and 90th percentile of the survival curve",
    denominator_is="claims first refused in whole or in part, sent again or not",
    date_basis="date of the first refusal",
    form="survival",
    days="resubmission_days",
    answered="is_resubmitted",
    month="month_first_answer",
    unit="days",
    better="lower",
    owner="biller",
    among=pl.col("first_has_denied_line").fill_null(False) & pl.col("is_judged"),
    grain=("entity", "payer", "month", "category"),
    excludes=("pends", "duplicates"),
    caution="Appeals by letter, telephone or portal are not in these files: a claim being appealed looks idle here.",
    examples="""
payer | first_has_denied_line | resubmission_days | is_resubmitted || median
A     | yes                   | 10                | yes            ||
A     | yes                   | 20                | yes            ||
A     | yes                   | 90                | no             ||
A     | no                    | 300               | no             || 20
B     | yes                   | 50                | no             || none
""",
)
