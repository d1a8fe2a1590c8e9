"""Horizontal bars: a name, a bar, its value and n; bounds as a thin line, a withheld value as a hatched stub."""

from cleanskin.insight.charts.scale import at, legend, numbers, reference_text, reference_values, ticks, tip, x_text
from cleanskin.insight.charts.style import SERIES_COUNT
from cleanskin.insight.charts.svg import Canvas, shorten, text_width, wrap
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Scalar, Series

_BAR = 16.0


def draw_bars(chart: Chart, canvas: Canvas) -> float:
    """Draw the kind `bars`; return the height."""
    names = list(dict.fromkeys(x for one in chart.series for x in one.x))
    texts = [x_text(name, chart.x_unit) for name in names]
    stacked_names = canvas.width < 560
    name_room = 0.0 if stacked_names else min(max(text_width(t, 12.5) for t in texts) + 14, canvas.width * 0.34)
    value_room = max(_value_room(one, chart) for one in chart.series) + 12
    high = max([*numbers(chart.series), *reference_values(chart.reference), 0.0])
    low = min([*numbers(chart.series), 0.0])
    end = ticks(low, high)[-1] if high > low else 1.0
    end = min(end, max(high, 1.0)) if chart.y_unit == "ratio" else max(high, end * 0.9)
    scale = _Scale(name_room, canvas.width - value_room, low, end)
    top = legend(canvas, [s.label for s in chart.series] if len(chart.series) > 1 else [], top=2)
    top += _reference_labels(chart, canvas, scale, top)
    row = len(chart.series) * (_BAR + 3) + (28 if stacked_names else 9)
    bottom = top + row * len(names)
    canvas.line(scale.place(0), top, scale.place(0), bottom, "ch-a")
    for index, (name, text) in enumerate(zip(names, texts, strict=True)):
        y = top + index * row
        _write_name(canvas, text, y=y, row=row, room=name_room)
        for place, series in enumerate(chart.series):
            offset = y + (21 if stacked_names else 4) + place * (_BAR + 3)
            _bar(canvas, chart, series, name, y=offset, scale=scale, index=place % SERIES_COUNT)
    for one in chart.reference:
        _reference_line(canvas, scale, one.value, one.low, one.high, top, bottom)
    if chart.y_label:
        canvas.text(scale.place(0), bottom + 15, chart.y_label, "ch-n")
        bottom += 16
    return bottom + 6


class _Scale:
    """Maps values to places along x."""

    def __init__(self, left: float, right: float, low: float, high: float) -> None:
        self.left, self.right, self.low, self.high = left, right, low, high

    def place(self, value: float) -> float:
        """Return the place of a value."""
        return self.left + (value - self.low) / ((self.high - self.low) or 1) * (self.right - self.left)


def _value_room(series: Series, chart: Chart) -> float:
    room = 60.0
    for index, y in enumerate(series.y):
        text = words.value_text(y, chart.y_unit) if y is not None else "withheld"
        room = max(room, text_width(text) + text_width(_count(series, index), 10.5) + 6)
    return room


def _count(series: Series, index: int) -> str:
    count = at(series.n, index)
    return f"  n {count:,}" if count is not None else ""


def _write_name(canvas: Canvas, text: str, *, y: float, row: float, room: float) -> None:
    if not room:
        canvas.text(0, y + 16, shorten(text, canvas.width, 12.5), "ch-s")
        return
    rows = wrap(text, room - 14, size=12.5, lines=2 if row > 30 else 1)
    base = y + row / 2 + 4 - (len(rows) - 1) * 7.5
    for k, part in enumerate(rows):
        canvas.text(room - 9, base + k * 15, part, "ch-s", anchor="end")


def _bar(canvas: Canvas, chart: Chart, series: Series, name: Scalar, *, y: float, scale: _Scale, index: int) -> None:
    if name not in series.x:
        return
    k = series.x.index(name)
    value, zero = series.y[k], scale.place(0)
    count = _count(series, k).strip()
    if value is None:
        canvas.hatch(zero, y, 46, _BAR, tip=tip(series, k, chart), gap=6)
        canvas.text(zero + 54, y + 12, "withheld" + (f" ({count})" if count else ""))
        return
    young = k < len(series.young) and series.young[k]
    start, end = sorted((zero, scale.place(value)))
    canvas.rect(
        start, y, max(end - start, 1.5), _BAR, f"{'yb' if young else 's'}{index}", tip=tip(series, k, chart), radius=2
    )
    low, high = at(series.low, k), at(series.high, k)
    edge = end
    if low is not None and high is not None:
        a, b = scale.place(low), min(scale.place(high), scale.right)
        middle = y + _BAR / 2
        canvas.line(a, middle, b, middle, "ch-w")
        canvas.line(a, middle - 3.5, a, middle + 3.5, "ch-w")
        canvas.line(b, middle - 3.5, b, middle + 3.5, "ch-w")
        edge = max(edge, b)
    text = words.value_text(value, chart.y_unit)
    canvas.text(edge + 7, y + 12, text, "ch-vh")
    if count:
        canvas.text(edge + 7 + text_width(text) + 9, y + 12, count, "ch-n")


def _reference_labels(chart: Chart, canvas: Canvas, scale: _Scale, top: float) -> float:
    """Write the labels of the reference lines above the bars; return the height used."""
    depth = 0.0
    for one in chart.reference:
        values = reference_values([one])
        if not values:
            continue
        text = shorten(reference_text(one, chart.y_unit), canvas.width)
        place = scale.place(max(values))
        anchor = "end" if place + text_width(text) / 2 > canvas.width else "middle"
        if anchor == "middle" and place < text_width(text) / 2:
            anchor = "start"
        spread = text_width(text)
        if anchor == "end" and place < spread:
            place = spread
        canvas.text(place, top + depth + 13, text, "ch-rt", anchor=anchor)
        depth += 16
    return depth + (8 if depth else 0)


def _reference_line(
    canvas: Canvas,
    scale: _Scale,
    value: float | None,
    low: float | None,
    high: float | None,
    top: float,
    bottom: float,
) -> None:
    if low is not None and high is not None:
        canvas.rect(scale.place(low), top - 4, scale.place(high) - scale.place(low), bottom - top + 4, "ch-rb")
    if value is not None:
        canvas.line(scale.place(value), top - 4, scale.place(value), bottom, "ch-r")
