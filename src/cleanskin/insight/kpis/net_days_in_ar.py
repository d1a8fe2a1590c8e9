"""Days in A/R, net: balance-sheet receivables in days of net revenue."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-AR-110",
    name="net_days_in_ar",
    group="receivables",
    question="How many days of net revenue are owed to us?",
    numerator_is="net patient receivables of the balance sheet",
    denominator_is="average daily net patient service revenue, 90 days",
    date_basis="month end",
    unit="days",
    better="lower",
    needs=(
        "the balance sheet",
        "an allowance model",
        "patient balances",
    ),
)
