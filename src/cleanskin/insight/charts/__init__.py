"""Charts as SVG, each kind drawn by one function and used by the page and by the PDF alike.

Own writer, no chart library: the drawing carries classes instead of colors (so that it follows the page's theme), text
stays text, every mark says its value when pointed at, and a value withheld is hatched, never zero.
Read `draw` first, then `svg.py` and the file of the kind.
"""

from collections.abc import Callable

from cleanskin.insight.charts.bars import draw_bars
from cleanskin.insight.charts.columns import draw_columns, draw_stacked
from cleanskin.insight.charts.heat import draw_heat
from cleanskin.insight.charts.line import draw_line, draw_steps
from cleanskin.insight.charts.scale import point_text, x_text, x_values
from cleanskin.insight.charts.style import own_css
from cleanskin.insight.charts.svg import Canvas
from cleanskin.insight.report.model import Chart

__all__ = ["NARROW", "WIDE", "draw", "point_text", "x_text", "x_values"]

WIDE = 760
"""Width in pixels of a chart on a desk; its PDF twin is scaled from it."""
NARROW = 350
"""Width in pixels of the same chart drawn for a phone."""

_KINDS: dict[str, Callable[[Chart, Canvas], float]] = {
    "line": draw_line,
    "steps": draw_steps,
    "bars": draw_bars,
    "columns": draw_columns,
    "stacked_columns": draw_stacked,
    "heat_map": draw_heat,
}


def draw(chart: Chart, *, width: int = WIDE, alone: bool = False) -> str:
    """Return a chart as an SVG text.

    `alone` puts the light style sheet inside, for a reader that has no page around it.  A chart without any series
    says so instead of showing empty axes.
    """
    canvas = Canvas(width)
    if any(series.x for series in chart.series):
        height = _KINDS[chart.kind](chart, canvas)
    else:
        height = 60.0
        canvas.hatch(0, 0, width, 60, gap=9)
        canvas.text(width / 2, 34, "nothing to show from these files", "ch-vh", anchor="middle")
    return canvas.svg(height, title=chart.title, description=chart.alt, style=own_css() if alone else "")
