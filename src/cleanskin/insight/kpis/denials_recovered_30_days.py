"""Denials recovered within 30 days of the first refusal, by claims."""

from cleanskin.insight.kpis.framework.recovery import recovered_within

KPI = recovered_within(id="KPI-DEN-041", days=30)
