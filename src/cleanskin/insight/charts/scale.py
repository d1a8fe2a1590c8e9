"""Axes: round ticks, places along x for dates, numbers and words, and the frame that most charts share."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from cleanskin.insight.charts.style import SERIES_COUNT
from cleanskin.insight.charts.svg import Canvas, shorten, text_width
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Comparison, Scalar, Series, Unit


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return round values from at or below `low` to at or above `high`."""
    if not high > low:
        high = low + (abs(low) or 1)
    rough = (high - low) / max(count - 1, 1)
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def numbers(series: Sequence[Series], *, bounds: bool = True) -> list[float]:
    """Return every known y of the series, their bounds included."""
    found = [y for one in series for y in one.y]
    if bounds:
        found += [y for one in series for y in (*one.low, *one.high)]
    return [float(y) for y in found if y is not None]


def reference_values(reference: Sequence[Comparison]) -> list[float]:
    """Return the values at which reference lines and bands lie."""
    return [float(v) for one in reference for v in (one.value, one.low, one.high) if v is not None]


def y_ticks(chart: Chart, *, from_zero: bool, top: float | None = None) -> list[float]:
    """Return the ticks of the y axis; a line may leave zero out when all values lie in the upper half."""
    values = numbers(chart.series) + reference_values(chart.reference)
    if top is not None:
        values.append(top)
    if not values:
        return [0.0, 1.0]
    low, high = min(values), max(values)
    if from_zero or low < 0.6 * high:
        low = min(low, 0.0)
    found = ticks(low, high)
    if chart.y_unit == "ratio" and high <= 1:
        found = [tick for tick in found if tick <= 1.0001]
        if found[-1] < high:
            found.append(1.0)
    return found


def x_values(series: Sequence[Series]) -> list[Scalar]:
    """Return every x of the series once, in order (dates and numbers ascending, words as they come)."""
    seen = dict.fromkeys(x for one in series for x in one.x)
    values: list[Scalar] = list(seen)
    if all(isinstance(x, date) for x in values):
        return sorted(values)  # type: ignore[type-var]
    if all(isinstance(x, int | float) for x in values):
        return sorted(values)  # type: ignore[type-var]
    return values


def at(values: Sequence[float | int | None], index: int) -> float | int | None:
    """Return the value at a place of an optional row of values."""
    return values[index] if index < len(values) else None


def tip(series: Series, index: int, chart: Chart) -> str:
    """Say a point in words: series, x, value, bounds, n."""
    name = f"{series.label}, " if series.label else ""
    return f"{name}{x_text(series.x[index], chart.x_unit)}: {_point(series, index, chart)}"


def point_text(series: Series, x: Scalar, chart: Chart) -> str:
    """Say the value of a series at x with its bounds and n."""
    return _point(series, series.x.index(x), chart)


def _point(series: Series, index: int, chart: Chart) -> str:
    y = series.y[index]
    parts = ["withheld" if y is None else words.with_unit(y, chart.y_unit)]
    low, high = at(series.low, index), at(series.high, index)
    if low is not None or high is not None:
        parts.append(f"({words.span(low, high, chart.y_unit)})")
    count = at(series.n, index)
    if count is not None:
        parts.append(f"n {count:,}")
    if index < len(series.young) and series.young[index]:
        parts.append("not yet matured")
    return " ".join(parts)


def x_text(value: Scalar, unit: Unit) -> str:
    """Write an x value: months for first days of a month, days otherwise."""
    if isinstance(value, date):
        return words.month(value) if value.day == 1 else words.day(value)
    return words.value_text(value, unit)


@dataclass
class Plot:
    """The area of a chart with a y axis on the left: where it lies and how values map to places."""

    canvas: Canvas
    left: float
    right: float
    top: float
    bottom: float
    y_ticks: list[float]
    unit: Unit
    taken: list[tuple[float, float, float]] = field(default_factory=list)
    """Labels already placed: base line, left and right edge."""

    def y(self, value: float) -> float:
        """Return the place of a value."""
        low, high = self.y_ticks[0], self.y_ticks[-1]
        inside = min(max(value, low), high)
        return self.bottom - (inside - low) / (high - low) * (self.bottom - self.top)

    def grid(self, label: str) -> None:
        """Draw the grid lines, their labels and the name of the axis."""
        for tick in self.y_ticks:
            place = self.y(tick)
            self.canvas.line(self.left, place, self.right, place, "ch-g")
            self.canvas.text(self.left - 7, place + 4, words.compact(tick, self.unit), anchor="end")
        if self.y_ticks[0] <= 0 <= self.y_ticks[-1]:
            self.canvas.line(self.left, self.y(0), self.right, self.y(0), "ch-a")
        if label:
            self.canvas.text(0, self.top - 13, label, "ch-n")

    def free(self, base: float, left: float, right: float) -> bool:
        """True when a label there would touch no other; the place is taken then."""
        if any(abs(base - b) < 12.5 and left < r and right > x for b, x, r in self.taken):
            return False
        self.taken.append((base, left, right))
        return True

    def references(self, reference: Sequence[Comparison], *, named: bool) -> None:
        """Draw the reference lines and bands; `named` writes their labels at the left end."""
        for one in reference:
            if one.low is not None and one.high is not None:
                top, bottom = self.y(one.high), self.y(one.low)
                self.canvas.rect(self.left, top, self.right - self.left, bottom - top, "ch-rb")
            if one.value is not None:
                self.canvas.line(self.left, self.y(one.value), self.right, self.y(one.value), "ch-r")
        for one in reference if named else ():
            self._reference_label(one)

    def _reference_label(self, one: Comparison) -> None:
        values = reference_values([one])
        if not values:
            return
        text = reference_text(one, self.unit)
        spread = text_width(text)
        place = self.y(max(values))
        for base in (place - 5, place + 14, place - 18, place + 27, place - 31):
            if self.top - 4 <= base <= self.bottom and self.free(base, self.left + 5, self.left + 5 + spread):
                self.canvas.text(self.left + 5, base, text, "ch-rt")
                return


def reference_text(one: Comparison, unit: Unit) -> str:
    """Name a reference line, with its value and, for a vendor's figure, that it is one."""
    value = words.with_unit(one.value, unit) if one.value is not None else words.span(one.low, one.high, unit)
    kind = " (vendor claim)" if one.kind == "vendor" else ""
    return f"{one.label} {value}{kind}"


def left_margin(marks: Sequence[float], unit: Unit) -> float:
    """Return the room the labels of the y axis need."""
    return max(text_width(words.compact(tick, unit)) for tick in marks) + 10


def x_axis(plot: Plot, chart: Chart, places: dict[Scalar, float], *, counts: Sequence[int | None] = ()) -> float:
    """Write the labels along x, thinned to fit, with years below months and n below that; return the depth used."""
    canvas, values = plot.canvas, list(places)
    if len(values) > 1 and all(isinstance(value, int | float) for value in values):
        return _number_axis(plot, chart, places)
    texts = [_short(value, values, chart.x_unit) for value in values]
    room = (plot.right - plot.left) / max(len(values), 1)
    ordered = sorted(places.values())
    if len(ordered) > 1:
        room = max(min(b - a for a, b in itertools.pairwise(ordered)), 1)
    need = max((text_width(text) for text in texts), default=0) + 6
    every = max(1, math.ceil(need / room))
    depth, year = 17.0, None
    monthly = bool(values) and all(isinstance(value, date) for value in values)
    for index, value in enumerate(values):
        if index % every:
            continue
        canvas.text(places[value], plot.bottom + 17, texts[index], anchor="middle")
        if monthly and isinstance(value, date) and value.year != year:
            year = value.year
            canvas.text(places[value], plot.bottom + 31, str(year), "ch-n", anchor="middle")
            depth = 31
    known = [f"{count:,}" if count is not None else "" for count in counts]
    if any(known) and max(text_width(text, 10.5) for text in known) + 6 <= room:
        depth += 15
        for value, text in zip(values, known, strict=False):
            canvas.text(places[value], plot.bottom + depth, text, "ch-n", anchor="middle")
        canvas.text(plot.left - 7, plot.bottom + depth, "n", "ch-n", anchor="end")
    if chart.x_label:
        depth += 16
        canvas.text((plot.left + plot.right) / 2, plot.bottom + depth, chart.x_label, "ch-n", anchor="middle")
    return depth


def _number_axis(plot: Plot, chart: Chart, places: dict[Scalar, float]) -> float:
    """Write round numbers along x, at their places between the first and the last value; return the depth used."""
    known = [(float(value), place) for value, place in places.items() if isinstance(value, int | float)]
    (low, left), (high, right) = known[0], known[-1]
    for tick in ticks(low, high, 8 if plot.right - plot.left > 400 else 5):
        if low <= tick <= high:
            place = left + (tick - low) / (high - low) * (right - left)
            plot.canvas.line(place, plot.bottom, place, plot.bottom + 4, "ch-a")
            plot.canvas.text(place, plot.bottom + 18, words.compact(tick, chart.x_unit), anchor="middle")
    if chart.x_label:
        plot.canvas.text((plot.left + plot.right) / 2, plot.bottom + 34, chart.x_label, "ch-n", anchor="middle")
    return 34.0 if chart.x_label else 18.0


def _short(value: Scalar, values: Sequence[Scalar], unit: Unit) -> str:
    if isinstance(value, date):
        monthly = all(isinstance(one, date) and one.day == 1 for one in values)
        return words.month(value, with_year=False) if monthly else words.day(value).rsplit(",", 1)[0]
    return words.value_text(value, unit)


def legend(
    canvas: Canvas,
    labels: Sequence[str],
    *,
    top: float,
    references: Sequence[str] = (),
    withheld: bool = False,
    young: bool = False,
) -> float:
    """Draw colored keys with their names, wrapped over rows; return the height used."""
    x, y = 0.0, top
    entries = [(f"s{index % SERIES_COUNT}", label) for index, label in enumerate(labels)]
    entries += [("line", label) for label in references]
    entries += [("hatch", "withheld")] * withheld + [("yb0", "not yet matured")] * young
    if not entries:
        return 0
    for style, label in entries:
        need = text_width(label) + 34
        if x and x + need > canvas.width:
            x, y = 0.0, y + 18
        if style == "hatch":
            canvas.hatch(x, y, 12, 12, gap=4)
        elif style == "line":
            canvas.line(x - 1, y + 6, x + 14, y + 6, "ch-r")
        else:
            canvas.rect(x, y, 12, 12, style, radius=2)
        canvas.text(x + 18, y + 10.5, shorten(label, canvas.width - 20))
        x += need
    return y - top + 24
