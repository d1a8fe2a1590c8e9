"""Heat maps: a grid of cells, each with its value (and n), darker for more; withheld cells are hatched."""

from cleanskin.insight.charts.scale import at, tip, x_text, x_values
from cleanskin.insight.charts.style import HEAT_STEPS
from cleanskin.insight.charts.svg import Canvas, shorten, text_width, wrap
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Scalar, Series

_LINE = 14.0
_UPRIGHT = 118.0
"""Room in pixels for a column's name that is turned to read upward."""


def draw_heat(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `heat_map`: one row a series, one column an x; return the height."""
    values = x_values(chart.series)
    names = [one.label for one in chart.series]
    widest = max(text_width(name, 12.5) for name in names) + 12
    least = 40.0
    room = min(widest, canvas.width * 0.3, max(canvas.width - least * len(values), 84.0))
    cell = (canvas.width - room) / max(len(values), 1)
    top = _heads(canvas, chart, [x_text(x, chart.x_unit) for x in values], room=room, cell=cell)
    counted = any(count is not None for one in chart.series for count in one.n)
    height = 42.0 if counted else 32.0
    peak = max((abs(y) for one in chart.series for y in one.y if y is not None), default=1) or 1
    for index, series in enumerate(chart.series):
        y = top + index * height
        rows = wrap(series.label, room - 8, size=12.5, lines=2)
        for k, part in enumerate(rows):
            canvas.text(0, y + height / 2 + 4 - (len(rows) - 1) * 7.5 + k * 15, part, "ch-s")
        for column, x in enumerate(values):
            _cell(canvas, chart, series, x, left=room + column * cell, top=y, width=cell, height=height, peak=peak)
    return top + height * len(chart.series) + _key(canvas, chart, room, top + height * len(chart.series), peak)


def _heads(canvas: Canvas, chart: Chart, texts: list[str], *, room: float, cell: float) -> float:
    """Write the names of the columns, turned upward where they would be cut; return where the cells begin."""
    start = 16.0 if chart.x_label else 0.0
    heads = [wrap(text, cell - 4, size=12, lines=3) for text in texts]
    turned = any(row.endswith("…") for rows in heads for row in rows)
    depth = max(len(rows) for rows in heads) * _LINE
    if turned:
        heads = [wrap(text, _UPRIGHT, size=12, lines=2 if cell >= 32 else 1) for text in texts]
        depth = max(text_width(row) for rows in heads for row in rows) + 6
    top = start + depth + 10
    if chart.x_label:
        canvas.text(room, 11, chart.x_label, "ch-n")
    if chart.y_label:
        canvas.text(0, top - 8, shorten(chart.y_label, room - 6, 10.5), "ch-n")
    for index, rows in enumerate(heads):
        middle = room + cell * (index + 0.5)
        for k, part in enumerate(rows):
            if turned:
                canvas.text(middle + 4 + (k - (len(rows) - 1) / 2) * _LINE, top - 6, part, upright=True)
            else:
                canvas.text(middle, top - 8 - (len(rows) - 1 - k) * _LINE, part, anchor="middle")
    return top


def _step(value: float, peak: float) -> int:
    return min(int(abs(value) / peak * HEAT_STEPS), HEAT_STEPS - 1)


def _cell(
    canvas: Canvas,
    chart: Chart,
    series: Series,
    x: Scalar,
    *,
    left: float,
    top: float,
    width: float,
    height: float,
    peak: float,
) -> None:
    box = (left + 1, top + 1, width - 2, height - 2)
    k = series.x.index(x) if x in series.x else -1
    middle = left + width / 2
    if k < 0 or series.y[k] is None:
        where = tip(series, k, chart) if k >= 0 else "no such claims"
        canvas.hatch(*box, tip=where, gap=6) if k >= 0 else canvas.rect(*box, "ch-y", tip=where)
        return
    value = float(series.y[k] or 0)
    step = _step(value, peak)
    canvas.rect(*box, f"h{step}", tip=tip(series, k, chart), radius=2)
    exact = words.value_text(series.y[k], chart.y_unit)
    short = words.compact(round(value, 3) if chart.y_unit == "ratio" else float(f"{value:.3g}"), chart.y_unit)
    text = next((t for t in (exact, short) if text_width(t, 11.5) <= width - 4), "")
    count = at(series.n, k)
    small = f"n {count:,}" if count is not None else ""
    fits = bool(small) and text_width(small, 9.5) <= width - 4
    canvas.text(middle, top + height / 2 + (-1 if fits else 4), text, f"kv k{step}", anchor="middle")
    if fits:
        canvas.text(middle, top + height / 2 + 12, small, f"kn k{step}", anchor="middle")


def _key(canvas: Canvas, chart: Chart, left: float, top: float, peak: float) -> float:
    """Draw the color key below the cells; return the height used."""
    y, x = top + 10, left
    least = words.compact(0, chart.y_unit)
    canvas.text(x, y + 10, least, "ch-n")
    x += text_width(least, 10.5) + 6
    for step in range(HEAT_STEPS):
        canvas.rect(x + step * 18, y, 18, 12, f"h{step}")
    x += HEAT_STEPS * 18 + 6
    most = words.value_text(peak if chart.y_unit == "ratio" else round(peak), chart.y_unit)
    canvas.text(x, y + 10, most, "ch-n")
    x += text_width(most, 10.5) + 18
    withheld = any(y is None for one in chart.series for y in one.y)
    if not withheld:
        return 28.0
    if x + 120 > canvas.width:
        x, y = left, y + 19
    canvas.hatch(x, y, 18, 12, gap=4)
    canvas.text(x + 24, y + 10, "withheld: too few", "ch-n")
    return y - top + 18
