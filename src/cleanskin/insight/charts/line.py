"""Lines over time and survival curves, with bands, young points shaded and the lines named at their ends."""

import itertools

from cleanskin.insight.charts.scale import Plot, at, left_margin, legend, reference_text, tip, x_axis, x_values, y_ticks
from cleanskin.insight.charts.style import SERIES_COUNT
from cleanskin.insight.charts.svg import BOLD, Canvas, shorten, text_width
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Scalar, Series

_HEIGHT = 230.0
_END_SIZE = 12 * BOLD
_Place = tuple[float, float]


def draw_line(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `line`; return the height."""
    return _draw(chart, canvas, steps=False)


def draw_steps(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `steps`: each value holds until the next x; return the height."""
    return _draw(chart, canvas, steps=True)


def _draw(chart: Chart, canvas: Canvas, *, steps: bool) -> float:
    marks = y_ticks(chart, from_zero=steps)
    withheld = any(y is None for one in chart.series for y in one.y)
    many = len(chart.series) > 1
    ends = [text_width(_end_label(one, chart), _END_SIZE) + 12 for one in chart.series] if many else [16.0]
    beside = canvas.width >= 560 or not many
    keys = [one.label for one in chart.series] if many and not beside else []
    lines = [reference_text(one, chart.y_unit) for one in chart.reference] if many else []
    top = 24 + legend(canvas, keys, top=2, references=lines, withheld=withheld)
    right = canvas.width - (min(max(ends), canvas.width * 0.36) if beside else 12)
    plot = Plot(canvas, left_margin(marks, chart.y_unit), right, top, top + _HEIGHT - 30, marks, chart.y_unit)
    values = x_values(chart.series)
    places = _places(values, plot)
    _shade_young(chart, plot, places)
    if not many:
        _hatch_withheld(chart.series[0], plot, places)
    plot.grid(chart.y_label)
    if not many:
        _keep_free(chart.series[0], plot, places)
    plot.references(chart.reference, named=not many)
    for index, series in enumerate(chart.series):
        _band(series, plot, places, index=index % SERIES_COUNT, steps=steps)
    for index, series in enumerate(chart.series):
        _trace(series, chart, plot, places, index=index % SERIES_COUNT, steps=steps)
    if many and beside:
        _name_ends(chart, plot, places, room=canvas.width - right - 10)
    elif not many:
        _write_values(chart, plot, places)
    counts = chart.series[0].n if not many and values == list(chart.series[0].x) else ()
    return plot.bottom + x_axis(plot, chart, places, counts=counts) + 8


def _end_label(series: Series, chart: Chart) -> str:
    last = next((y for y in reversed(series.y) if y is not None), None)
    return f"{series.label} {words.value_text(last, chart.y_unit)}"


def _places(values: list[Scalar], plot: Plot) -> dict[Scalar, float]:
    """Map x to places: by size when all are numbers, else side by side."""
    left, right = plot.left + 12, plot.right - 12
    if len(values) > 1 and all(isinstance(value, int | float) for value in values):
        sizes = [float(value) for value in values if isinstance(value, int | float)]
        reach = (sizes[-1] - sizes[0]) or 1
        return {v: left + (s - sizes[0]) / reach * (right - left) for v, s in zip(values, sizes, strict=True)}
    step = (right - left) / max(len(values) - 1, 1)
    start = left if len(values) > 1 else (left + right) / 2
    return {value: start + index * step for index, value in enumerate(values)}


def _shade_young(chart: Chart, plot: Plot, places: dict[Scalar, float]) -> None:
    young = [places[x] for one in chart.series for x, flag in zip(one.x, one.young, strict=False) if flag]
    if not young:
        return
    before = [place for place in places.values() if place < min(young)]
    start = (max(before) + min(young)) / 2 if before else plot.left
    plot.canvas.rect(start, plot.top, plot.right - start, plot.bottom - plot.top, "ch-y")
    wide = plot.right - start
    label = next((t for t in ("not yet matured", "young") if text_width(t, 10.5) <= wide + 4), "")
    plot.canvas.text((start + plot.right) / 2, plot.top - 5, label, "ch-n", anchor="middle")


def _hatch_withheld(series: Series, plot: Plot, places: dict[Scalar, float]) -> None:
    half = (plot.right - plot.left) / max(len(places), 1) / 2
    for x, y in zip(series.x, series.y, strict=True):
        if y is None:
            left, right = max(places[x] - half, plot.left), min(places[x] + half, plot.right)
            plot.canvas.hatch(left, plot.top, right - left, plot.bottom - plot.top, tip="withheld", gap=9)


def _keep_free(series: Series, plot: Plot, places: dict[Scalar, float]) -> None:
    """Take the room of the line and its values, so that labels of reference lines stay clear of them."""
    for x, y in zip(series.x, series.y, strict=True):
        if y is not None:
            plot.taken.append((plot.y(y) - 9, places[x] - 20, places[x] + 20))
            plot.taken.append((plot.y(y) + 4, places[x] - 20, places[x] + 20))


def _runs(series: Series, plot: Plot, places: dict[Scalar, float]) -> list[list[tuple[int, _Place]]]:
    """Cut a series into runs without gaps."""
    runs: list[list[tuple[int, _Place]]] = [[]]
    for index, (x, y) in enumerate(zip(series.x, series.y, strict=True)):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((index, (places[x], plot.y(y))))
    return [run for run in runs if run]


def _band(series: Series, plot: Plot, places: dict[Scalar, float], *, index: int, steps: bool) -> None:
    """Shade what lies between low and high, cut where one of them is missing."""
    upper: list[_Place] = []
    lower: list[_Place] = []

    def draw() -> None:
        shape = _steps(upper) + _steps(lower)[::-1] if steps else upper + lower[::-1]
        plot.canvas.path(shape, f"b{index}", close=True)

    for k, x in enumerate(series.x):
        low, high = at(series.low, k), at(series.high, k)
        if low is None or high is None or series.y[k] is None:
            draw()
            upper, lower = [], []
            continue
        upper.append((places[x], plot.y(high)))
        lower.append((places[x], plot.y(low)))
    draw()


def _steps(points: list[_Place]) -> list[_Place]:
    """Put a corner between each two points: the value holds until the next x."""
    if not points:
        return []
    corners = [(x2, y1) for (_, y1), (x2, _) in itertools.pairwise(points)]
    return [points[0]] + [p for pair in zip(corners, points[1:], strict=True) for p in pair]


def _trace(series: Series, chart: Chart, plot: Plot, places: dict[Scalar, float], *, index: int, steps: bool) -> None:
    for run in _runs(series, plot, places):
        points = [place for _, place in run]
        points = _steps(points) if steps else points
        plot.canvas.path(points, f"l{index}")
    for run in _runs(series, plot, places):
        for k, (x, y) in run:
            young = k < len(series.young) and series.young[k]
            style = f"o{index}" if young else f"s{index}"
            plot.canvas.dot(x, y, "ch-p" if steps else style, radius=3.4, tip=tip(series, k, chart))


def _name_ends(chart: Chart, plot: Plot, places: dict[Scalar, float], *, room: float) -> None:
    """Write each line's name and last value at its end, pushed apart where they would touch."""
    ends = []
    for index, series in enumerate(chart.series):
        last = next((k for k in range(len(series.y) - 1, -1, -1) if series.y[k] is not None), None)
        if last is not None:
            ends.append([plot.y(float(series.y[last] or 0)) + 4, index])
    ends.sort()
    for k in range(1, len(ends)):
        ends[k][0] = max(ends[k][0], ends[k - 1][0] + 15)
    over = max(ends[-1][0] - plot.bottom, 0) if ends else 0
    for k in range(len(ends) - 1, -1, -1):
        limit = ends[k + 1][0] - 15 if k + 1 < len(ends) else ends[k][0] - over
        ends[k][0] = min(ends[k][0], limit)
    for base, which in ends:
        series = chart.series[int(which)]
        value = _end_label(series, chart)[len(series.label) :]
        label = shorten(series.label, room - text_width(value, _END_SIZE), _END_SIZE) + value
        plot.canvas.text(plot.right + 2, base, label, f"t{int(which) % SERIES_COUNT}")


def _write_values(chart: Chart, plot: Plot, places: dict[Scalar, float]) -> None:
    """Write the values on a single line: all when there is room, else the ends and the extremes."""
    series = chart.series[0]
    known = [(k, float(y)) for k, y in enumerate(series.y) if y is not None]
    if not known:
        return
    widest = max(text_width(words.value_text(series.y[k], chart.y_unit)) for k, _ in known)
    gap = (plot.right - plot.left) / max(len(places), 1)
    chosen = {known[0][0], known[-1][0], min(known, key=lambda p: p[1])[0], max(known, key=lambda p: p[1])[0]}
    if gap >= widest + 6:
        chosen = {k for k, _ in known}
    lowest = min(known, key=lambda p: p[1])[0]
    written: list[float] = []
    for k in sorted(chosen):
        x, y = places[series.x[k]], plot.y(float(series.y[k] or 0))
        if any(abs(x - other) < widest + 4 for other in written):
            continue
        written.append(x)
        below = k == lowest and len(chosen) < len(known) and y + 18 < plot.bottom
        text = words.value_text(series.y[k], chart.y_unit)
        edge = min(max(x, plot.left + text_width(text) / 2), plot.canvas.width - text_width(text) / 2)
        plot.canvas.text(edge, y + (18 if below else -9), text, "ch-vh", anchor="middle")
