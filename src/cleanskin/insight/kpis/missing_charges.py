"""Missing charges: visits that were never billed."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-CLM-120",
    name="missing_charges",
    group="claims",
    question="Which visits were never billed?",
    numerator_is="checked-in visits without a charge after three days",
    denominator_is="checked-in visits",
    date_basis="day of service",
    unit="ratio",
    better="lower",
    needs=("the appointment book with check-ins",),
)
