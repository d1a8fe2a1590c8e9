"""Credit balances: money we owe back."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-PAT-140",
    name="credit_balances",
    group="patients",
    question="How much do we owe to payers and patients?",
    numerator_is="account-level credits",
    denominator_is="days of charges",
    date_basis="month end",
    unit="days",
    better="lower",
    needs=(
        "account balances",
        "patient payments",
    ),
    caution="A separate positive figure: it never hides receivables.",
)
