"""Refused dollars still refused 90 days and more after the first refusal."""

from cleanskin.insight.kpis.framework.recovery import unrecovered_dollars

KPI = unrecovered_dollars(id="KPI-DEN-046", days=90)
