"""Underpayments: paid lines allowed below contract."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-CSH-120",
    name="underpayment_rate",
    group="cash",
    question="How often do payers pay less than the contract says?",
    numerator_is="paid lines allowed below the contract by more than a dollar or 2 %",
    denominator_is="paid lines with a loaded contract",
    date_basis="remittance date",
    unit="ratio",
    better="lower",
    needs=("payer contracts or fee schedules",),
    caution="Multiple-procedure reduction, sequestration and patient share must be applied before comparing.",
)
