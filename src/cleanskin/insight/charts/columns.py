"""Vertical columns, side by side or stacked, with values written on them."""

from cleanskin.insight.charts.scale import Plot, at, left_margin, legend, reference_text, tip, x_axis, x_values, y_ticks
from cleanskin.insight.charts.style import SERIES_COUNT
from cleanskin.insight.charts.svg import Canvas, text_width
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Scalar, Series

_HEIGHT = 210.0


def draw_columns(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `columns`; return the height."""
    plot, places = _frame(chart, canvas, top_value=None)
    slot = (plot.right - plot.left) / max(len(places), 1)
    for x, middle in places.items():
        present = [k for k, one in enumerate(chart.series) if x in one.x]
        width = min(slot * 0.76 / len(present), 54)
        room = slot if len(present) == 1 else width + 8
        for place, k in enumerate(present):
            left = middle + (place - len(present) / 2) * width
            _column(chart, k, x, plot, left=left, width=width - 2, room=room)
    return _finish(chart, plot, places)


def draw_stacked(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `stacked_columns`, first series at the bottom; return the height."""
    values = x_values(chart.series)
    totals = {x: sum(_known(one, x) for one in chart.series) for x in values}
    plot, places = _frame(chart, canvas, top_value=max(totals.values(), default=1))
    slot = (plot.right - plot.left) / max(len(values), 1)
    width = min(slot * 0.72, 64)
    shares = chart.y_unit == "ratio" and all(0.99 < total < 1.01 for total in totals.values())
    for x in values:
        reached = 0.0
        for index, series in enumerate(chart.series):
            reached += _segment(
                chart,
                series,
                x,
                plot,
                left=places[x] - width / 2,
                width=width,
                reached=reached,
                index=index % SERIES_COUNT,
            )
        text = words.compact(_round(totals[x], chart), chart.y_unit)
        if any(x in one.x and one.y[one.x.index(x)] is None for one in chart.series):
            text = f"≥ {text}"
        if not shares and text_width(text) <= slot:
            plot.canvas.text(places[x], plot.y(totals[x]) - 6, text, "ch-vh", anchor="middle")
    return _finish(chart, plot, places)


def _round(value: float, chart: Chart) -> float:
    """Cut a value to the digits a label on a column has room for."""
    if chart.y_unit == "ratio":
        return round(value, 3)
    if chart.y_unit == "cents":
        return round(value, -2) if abs(value) < 100_000 else float(f"{value:.3g}")
    return float(f"{value:.3g}") if abs(value) >= 1000 else round(value, 1)


def _known(series: Series, x: Scalar) -> float:
    return float(series.y[series.x.index(x)] or 0) if x in series.x else 0.0


def _frame(chart: Chart, canvas: Canvas, *, top_value: float | None) -> tuple[Plot, dict[Scalar, float]]:
    marks = y_ticks(chart, from_zero=True, top=top_value)
    many = len(chart.series) > 1
    withheld = any(y is None for one in chart.series for y in one.y)
    young = any(any(one.young) for one in chart.series)
    names = [one.label for one in chart.series] if many else []
    lines = [reference_text(one, chart.y_unit) for one in chart.reference]
    top = 24 + legend(canvas, names, top=2, references=lines, withheld=withheld, young=young)
    left = left_margin(marks, chart.y_unit)
    plot = Plot(canvas, left, canvas.width - 4, top, top + _HEIGHT - 30, marks, chart.y_unit)
    values = x_values(chart.series)
    slot = (plot.right - plot.left) / max(len(values), 1)
    plot.grid(chart.y_label)
    return plot, {value: plot.left + slot * (index + 0.5) for index, value in enumerate(values)}


def _finish(chart: Chart, plot: Plot, places: dict[Scalar, float]) -> float:
    plot.canvas.line(plot.left, plot.y(0), plot.right, plot.y(0), "ch-a")
    plot.references(chart.reference, named=False)
    counts = chart.series[0].n if chart.series[0].x == tuple(places) else ()
    return plot.bottom + x_axis(plot, chart, places, counts=counts) + 8


def _column(chart: Chart, which: int, x: Scalar, plot: Plot, *, left: float, width: float, room: float) -> None:
    """Draw one column and, where it has `room`, its value."""
    series, index = chart.series[which], which % SERIES_COUNT
    k = series.x.index(x)
    value, zero = series.y[k], plot.y(0)
    if value is None:
        plot.canvas.hatch(left, zero - 34, width, 34, tip=tip(series, k, chart), gap=6)
        return
    young = k < len(series.young) and series.young[k]
    top, bottom = sorted((plot.y(value), zero))
    style = f"{'yb' if young else 's'}{index}"
    plot.canvas.rect(left, top, width, max(bottom - top, 1.2), style, tip=tip(series, k, chart), radius=2)
    low, high = at(series.low, k), at(series.high, k)
    if low is not None and high is not None:
        middle = left + width / 2
        plot.canvas.line(middle, plot.y(low), middle, plot.y(high), "ch-w")
        top = min(top, plot.y(high))
    text = words.value_text(value, chart.y_unit)
    for short in (text, words.compact(_round(value, chart), chart.y_unit)):
        if text_width(short) <= room:
            plot.canvas.text(left + width / 2, top - 6, short, "ch-vh", anchor="middle")
            plot.taken.append((top - 6, left - 4, left + width + 4))
            break


def _segment(
    chart: Chart, series: Series, x: Scalar, plot: Plot, *, left: float, width: float, reached: float, index: int
) -> float:
    """Draw one layer of a stack and return its size."""
    if x not in series.x:
        return 0.0
    k = series.x.index(x)
    value = series.y[k]
    if value is None:
        plot.canvas.hatch(left, plot.y(reached) - 24, width, 24, tip=tip(series, k, chart), gap=6)
        return 0.0
    top, bottom = plot.y(reached + value), plot.y(reached)
    young = k < len(series.young) and series.young[k]
    plot.canvas.rect(
        left, top, width, max(bottom - top - 1, 0.6), f"{'yb' if young else 's'}{index}", tip=tip(series, k, chart)
    )
    text = words.compact(_round(value, chart), chart.y_unit)
    if bottom - top >= 17 and text_width(text, 11) <= width - 4:
        plot.canvas.text(left + width / 2, (top + bottom) / 2 + 3.5, text, "ch-s" if young else "ch-i", anchor="middle")
    return float(value)
