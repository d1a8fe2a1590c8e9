"""Cost to collect: what the revenue cycle costs per dollar collected."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-CST-110",
    name="cost_to_collect",
    group="cost",
    question="What does it cost us to collect a dollar?",
    numerator_is="all revenue-cycle cost: staff, software, clearinghouse, agencies, vendors",
    denominator_is="patient-service cash collected",
    date_basis="trailing twelve months",
    unit="ratio",
    better="lower",
    needs=(
        "payroll and vendor costs",
        "cash collected",
    ),
    benchmarks=(Benchmark(label="physician billing", low=0.04, high=0.08, source=sources.GENERAL_KNOWLEDGE),),
)
