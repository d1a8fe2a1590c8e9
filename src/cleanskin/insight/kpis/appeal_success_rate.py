"""Appeal success: appeals that brought money."""

from cleanskin.insight.kpis.framework import sources
from cleanskin.insight.kpis.framework.definition import Benchmark, unanswerable

KPI = unanswerable(
    id="KPI-DEN-120",
    name="appeal_success_rate",
    group="denials",
    question="How often do our appeals win?",
    numerator_is="appeals closed with extra payment",
    denominator_is="appeals closed, a missed deadline counted as lost",
    date_basis="decision date",
    unit="ratio",
    better="higher",
    needs=("appeals filed and their decisions",),
    caution="Corrected claims are not appeals.",
    benchmarks=(Benchmark(label="private payers, hospitals, 2022", value=0.543, years="2022", source=sources.PREMIER),),
)
