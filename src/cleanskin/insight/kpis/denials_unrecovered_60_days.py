"""Refused dollars still refused 60 days and more after the first refusal."""

from cleanskin.insight.kpis.framework.recovery import unrecovered_dollars

KPI = unrecovered_dollars(id="KPI-DEN-045", days=60)
