"""Appeal cycle time: from denial to filing to decision."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-DEN-121",
    name="appeal_cycle_time",
    group="denials",
    question="How long do our appeals take?",
    numerator_is="days from denial to filing, filing to decision, denial to resolution",
    denominator_is="closed appeals",
    date_basis="decision date",
    unit="days",
    better="lower",
    needs=("appeals filed and their decisions",),
)
