"""Tables of the report as text: the shown tables, and the numbers behind each chart."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cleanskin.insight import charts
from cleanskin.insight.report import model, words

View = dict[str, Any]
"""Plain data for a layout: dicts, lists and text."""

_NUMBERS = ("ratio", "cents", "days", "count", "per_claim")
_LONG_CELL = 24
"""A text longer than this is given a wide column on a phone."""


def detail_link(detail: str) -> str:
    """Return the address of a detail table relative to the report; nothing without one."""
    return f"tables/{quote(detail, safe='')}.csv" if detail else ""


def table_view(table: model.Table) -> View:
    """Return a table as text, with the width of each bar in percent of its column's greatest value."""
    wholes = [_whole(table, index) for index in range(len(table.columns))]
    peaks = [_peak(table, index) for index in range(len(table.columns))]

    def cells(values: Sequence[model.Scalar], *, bars: bool) -> list[View]:
        shown = []
        for column, value, whole, peak in zip(table.columns, values, wholes, peaks, strict=False):
            width = None
            if bars and column.bar and isinstance(value, int | float) and peak:
                width = max(round(abs(value) / peak * 100), 1) if value else 0
            shown.append({"text": words.value_text(value, column.unit, whole=whole), "width": width})
        return shown

    return {
        "title": table.title,
        "columns": [
            {
                "label": column.label + _unit_mark(column),
                "number": column.unit in _NUMBERS,
                "bar": column.bar,
                "long": any(len(str(row[k])) > _LONG_CELL for row in table.rows if k < len(row)),
            }
            for k, column in enumerate(table.columns)
        ],
        "rows": [cells(row, bars=True) for row in table.rows],
        "total": cells(table.total, bars=False) if table.total is not None else None,
        "note": table.note,
        "detail": table.detail,
        "href": detail_link(table.detail),
    }


def _unit_mark(column: model.TableColumn) -> str:
    return " (days)" if column.unit == "days" and "day" not in column.label.lower() else ""


def _amounts(table: model.Table, index: int) -> list[int | float]:
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    return [v for row in rows if index < len(row) and isinstance(v := row[index], int | float)]


def _whole(table: model.Table, index: int) -> bool | None:
    """Whole dollars in a column of amounts when its greatest is $1,000 or more; None for other units."""
    if table.columns[index].unit != "cents":
        return None
    return max((abs(v) for v in _amounts(table, index)), default=0) >= 100_000


def _peak(table: model.Table, index: int) -> float:
    values = (row[index] for row in table.rows if index < len(row))
    return max((abs(v) for v in values if isinstance(v, int | float)), default=0)


def numbers_view(chart: model.Chart) -> View:
    """Return the numbers behind a chart as a table: one row an x, one column a series."""
    values = charts.x_values(chart.series)
    heads = [
        {"label": one.label or chart.y_label or chart.title, "number": True, "bar": False, "long": False}
        for one in chart.series
    ]
    rows = []
    for x in values:
        row: list[View] = [{"text": charts.x_text(x, chart.x_unit), "width": None}]
        for one in chart.series:
            text = charts.point_text(one, x, chart) if x in one.x else words.NOTHING
            row.append({"text": text, "width": None})
        rows.append(row)
    first = {"label": chart.x_label, "number": False, "bar": False, "long": False}
    return {"title": "", "columns": [first, *heads], "rows": rows, "total": None, "note": "", "detail": "", "href": ""}
