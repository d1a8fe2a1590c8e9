"""Heat maps: a grid of cells, each with its value (and n), darker for more; cells without a value are hatched."""

from dataclasses import dataclass

from cleanskin.insight.charts.scale import at, numbers, tip, x_text, x_values
from cleanskin.insight.charts.style import HEAT_STEPS
from cleanskin.insight.charts.svg import Canvas, shorten, text_width, wrap
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Scalar, Series

_LINE = 14.0
_UPRIGHT = 118.0
"""Room in pixels for a column's name that is turned to read upward."""
_MANY_ROWS = 20
"""More rows than this are drawn low and without n, so that the chart stays on one page."""
_FULL, _SMALL = 11.5, 9.5
"""Sizes of the values in the cells, in pixels."""


@dataclass(frozen=True)
class _Grid:
    """What all cells share: where they begin, their size, the greatest value, how values are written."""

    canvas: Canvas
    chart: Chart
    left: float
    width: float
    height: float
    peak: float
    short: bool
    size: float
    counted: bool

    def text(self, value: float) -> str:
        """Write a value as all cells of this chart write theirs."""
        if self.size == 0:
            return ""
        return _compact(value, self.chart) if self.short else words.value_text(value, self.chart.y_unit)

    def step(self, value: float) -> int:
        """Return the shade of a value."""
        return min(int(abs(value) / self.peak * HEAT_STEPS), HEAT_STEPS - 1)


def draw_heat(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `heat_map`: one row a series, one column an x; return the height.

    A narrow drawing with many columns grows wider than asked, so that its values stay readable; a page lets it scroll.
    """
    values = x_values(chart.series)
    room = min(max(text_width(one.label, 12.5) for one in chart.series) + 12, canvas.width * 0.3)
    least = _least_cell(chart)
    if canvas.width < 560:
        canvas.width = max(canvas.width, room + least * len(values))
    room = max(min(room, canvas.width - least * len(values)), min(room, 84.0))
    cell = (canvas.width - room) / max(len(values), 1)
    top = _heads(canvas, chart, [x_text(x, chart.x_unit) for x in values], room=room, cell=cell)
    grid = _grid(canvas, chart, room, cell)
    for index, series in enumerate(chart.series):
        y = top + index * grid.height
        rows = wrap(series.label, room - 8, size=12.5, lines=2 if grid.height > 30 else 1)
        for k, part in enumerate(rows):
            canvas.text(0, y + grid.height / 2 + 4 - (len(rows) - 1) * 7.5 + k * 15, part, "ch-s")
        for column, x in enumerate(values):
            _cell(grid, series, x, left=room + column * cell, top=y)
    bottom = top + grid.height * len(chart.series)
    return bottom + _key(grid, bottom)


def _compact(value: float, chart: Chart) -> str:
    return words.compact(round(value, 3) if chart.y_unit == "ratio" else float(f"{value:.3g}"), chart.y_unit)


def _count_width(chart: Chart) -> float:
    """Return the width of the longest n of a chart, 0 without any."""
    counts = [count for one in chart.series for count in one.n if count is not None]
    return max((text_width(f"n {count:,}", _SMALL) for count in counts), default=0.0)


def _least_cell(chart: Chart) -> float:
    """Return the width a cell needs to hold any value of the chart in short form, and its n."""
    values = max((text_width(_compact(value, chart), _FULL) for value in numbers(chart.series)), default=30.0)
    return max(values, _count_width(chart)) + 6


def _grid(canvas: Canvas, chart: Chart, left: float, cell: float) -> _Grid:
    """Choose one way of writing for all cells: exact, else short, else small, else none."""
    known = numbers(chart.series, bounds=False)
    exact = max((text_width(words.value_text(value, chart.y_unit), 1) for value in known), default=0)
    short = max((text_width(_compact(value, chart), 1) for value in known), default=0)
    ways = ((exact, False, _FULL), (short, True, _FULL), (exact, False, _SMALL), (short, True, _SMALL))
    fitting = ((brief, size) for wide, brief, size in ways if wide * size <= cell - 3)
    brief, size = next(fitting, (True, 0.0))
    many = len(chart.series) > _MANY_ROWS
    counted = 0 < _count_width(chart) <= cell - 3 and not many
    height = 42.0 if counted else 22.0 if many else 32.0
    peak = max((abs(value) for value in known), default=1) or 1
    return _Grid(canvas, chart, left, cell, height, peak, brief, size, counted)


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


def _cell(grid: _Grid, series: Series, x: Scalar, *, left: float, top: float) -> None:
    canvas = grid.canvas
    box = (left + 1, top + 1, grid.width - 2, grid.height - 2)
    if x not in series.x:
        canvas.rect(*box, "ch-y", tip="no such claims")
        return
    k = series.x.index(x)
    value = series.y[k]
    if value is None:
        canvas.hatch(*box, tip=tip(series, k, grid.chart), gap=6)
        return
    step, middle, base = grid.step(value), left + grid.width / 2, top + grid.height / 2
    canvas.rect(*box, f"h{step}", tip=tip(series, k, grid.chart), radius=2)
    count = at(series.n, k)
    small = f"n {count:,}" if count is not None else ""
    fits = bool(small) and grid.counted
    style = "kv" if grid.size == _FULL else "kn"
    canvas.text(middle, base + (-1 if fits else 4), grid.text(value), f"{style} k{step}", anchor="middle")
    if fits:
        canvas.text(middle, base + 12, small, f"kn k{step}", anchor="middle")


def _key(grid: _Grid, top: float) -> float:
    """Draw the color key below the cells; return the height used."""
    canvas, unit = grid.canvas, grid.chart.y_unit
    y, x = top + 10, grid.left
    least = words.compact(0, unit)
    canvas.text(x, y + 10, least, "ch-n")
    x += text_width(least, 10.5) + 6
    for step in range(HEAT_STEPS):
        canvas.rect(x + step * 18, y, 18, 12, f"h{step}")
    x += HEAT_STEPS * 18 + 6
    most = words.value_text(grid.peak if unit == "ratio" else round(grid.peak), unit)
    canvas.text(x, y + 10, most, "ch-n")
    x += text_width(most, 10.5) + 18
    if all(value is not None for one in grid.chart.series for value in one.y):
        return 28.0
    if x + 150 > canvas.width:
        x, y = grid.left, y + 19
    canvas.hatch(x, y, 18, 12, gap=4)
    canvas.text(x + 24, y + 10, "withheld or no claims", "ch-n")
    return y - top + 18
