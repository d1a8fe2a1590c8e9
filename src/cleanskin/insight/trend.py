"""A KPI month by month, as a chart: bounds where something is not observed, young months marked, n shown."""

import polars as pl

from cleanskin.insight.kpis.framework.compute import compute
from cleanskin.insight.kpis.framework.definition import Kpi
from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Series

MONTHS_MIN = 3
YOUNG_SHARE = 0.1
"""A month is young when more than this share of its rows is below the payer's usual answer time.  [assumed]"""


def kpi_trend(views: Views | None, kpi: Kpi, *, title: str, label: str) -> Chart | None:
    """Draw a ratio by its own month; None without views or with fewer than MONTHS_MIN months that have enough rows."""
    if views is None:
        return None
    monthly = compute(kpi, views, ("month",)).drop_nulls(kpi.month).sort(kpi.month)
    if monthly.filter("enough").height < MONTHS_MIN:
        return None
    rows = views.view(kpi.reads)
    young = dict(rows.group_by(kpi.month).agg((~pl.col("is_cohort_matured")).mean() > YOUNG_SHARE).iter_rows())
    months = monthly[kpi.month].to_list()
    shown = monthly.with_columns(pl.when("enough").then(pl.col("value", "low", "high")))
    known = shown.drop_nulls("value")
    ends = known.sort("value")
    alt = (
        f"{title}. Lowest {words.ratio(ends['value'].item(0))} in {words.month(ends[kpi.month].item(0))}, highest "
        f"{words.ratio(ends['value'].item(-1))} in {words.month(ends[kpi.month].item(-1))}."
    )
    bounded = shown["low"].null_count() < shown.height
    return Chart(
        kind="line",
        title=title,
        alt=alt,
        x_label=kpi.date_basis.split(",")[0].capitalize(),
        y_label=label,
        y_unit="ratio",
        x_unit="date",
        series=(
            Series(
                label=label,
                x=tuple(months),
                y=tuple(shown["value"].to_list()),
                low=tuple(shown["low"].to_list()) if bounded else (),
                high=tuple(shown["high"].to_list()) if bounded else (),
                n=tuple(monthly["n"].to_list()),
                young=tuple(bool(young.get(month)) for month in months),
            ),
        ),
    )
