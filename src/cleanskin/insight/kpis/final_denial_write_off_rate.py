"""Final denials: what was written off for denial reasons."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-DEN-110",
    name="final_denial_write_off_rate",
    group="denials",
    question="How much do we give up because of denials?",
    numerator_is="write-offs coded to denial reasons, net of recoveries",
    denominator_is="net patient service revenue or expected allowed",
    date_basis="write-off posting date, trailing three months",
    unit="ratio",
    better="lower",
    needs=("write-offs by reason",),
    benchmarks=(Benchmark(label="good", high=0.02, source=sources.GENERAL_KNOWLEDGE),),
)
