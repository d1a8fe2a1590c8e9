"""Touches per claim: human actions after the charge is final."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-CST-120",
    name="touches_per_claim",
    group="cost",
    question="How much handwork does a claim take?",
    numerator_is="human actions after charge entry is final",
    denominator_is="original claims",
    date_basis="submission date",
    unit="per_claim",
    better="lower",
    needs=("the activity log of the billing system",),
)
