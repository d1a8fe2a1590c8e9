"""Patient responsibility: what part of the allowed amount falls to patients."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-PAT-010",
    name="patient_responsibility_share",
    group="patients",
    question="How much of what is allowed must we collect from patients?",
    numerator_is="patient share by the latest decision of the last payer that spoke",
    denominator_is="paid by all payers plus that patient share",
    date_basis="month of first submission",
    unit="ratio",
    better="neither",
    owner="front_desk",
    among=pl.col("is_judged"),
    numerator=pl.col("amount_patient").sum(),
    denominator=(pl.col("amount_paid") + pl.col("amount_patient")).sum(),
    grain=("entity", "payer", "month", "location", "visit_class"),
    excludes=("pends", "duplicates", "payers and months not observed"),
    caution="Owed, not collected: patient payments are not in these files.  High from January to April with deductibles.",
    examples="""
payer | amount_patient | amount_paid || share
A     | 2000           | 8000        ||
A     | 10000          | 0           ||
A     | 0              | 28000       || 0.25
B     | 0              | 0           || none
""",
)
