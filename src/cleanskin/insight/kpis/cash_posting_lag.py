"""Cash posting lag: from deposit to posting."""

from cleanskin.insight.kpis.framework.definition import unanswerable

KPI = unanswerable(
    id="KPI-LAG-110",
    name="cash_posting_lag",
    group="speed",
    question="How long does money lie before it is posted?",
    numerator_is="days from 835 or deposit to posting",
    denominator_is="deposits",
    date_basis="deposit date",
    unit="days",
    better="lower",
    needs=(
        "posting dates",
        "bank deposits",
    ),
)
