"""Denials recovered within 90 days of the first refusal, by claims."""

from cleanskin.insight.kpis.framework.recovery import recovered_within

KPI = recovered_within(id="KPI-DEN-043", days=90)
