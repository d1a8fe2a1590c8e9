"""Verdict change rate: services that were booked as medical or cosmetic and turned out otherwise."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi

KPI = Kpi(
    id="KPI-COD-080",
    name="verdict_change_rate",
    group="coding",
    question="How often is a service something else after the visit than what was planned at booking?",
    numerator_is="services whose final verdict (medical, cosmetic, conditional) is not the planned one",
    denominator_is="services with a verdict at booking and one after the visit",
    date_basis="day of service",
    reads="verdicts",
    month="",
    unit="ratio",
    better="lower",
    owner="front desk",
    needs=("verdicts at booking and after the visit",),
    needs_observed=False,
    among=pl.col("is_changed").is_not_null(),
    numerator=pl.col("is_changed").sum(),
    denominator=pl.len(),
    grain=("planned_verdict", "service", "payer"),
    excludes=("services without a verdict at booking",),
    caution="A change is no fault: a finding of the visit may make a cosmetic wish a disease.  Read by what was planned: "
    "planned medical and found cosmetic is a bill that the patient did not expect.",
    examples="""
planned_verdict | is_changed || rate
medical         | no         ||
medical         | yes        ||
medical         | no         ||
medical         | no         || 0.25
cosmetic        | yes        ||
cosmetic        | no         || 0.5
-               | -          || none
""",
)
