"""report.pdf: the same view as the page, set for US Letter by typst with the project's own cut of Inter.

Everything is in memory: the template, the view as JSON, the charts inside it.  No package and no font of the machine
is used, so the same report gives the same bytes anywhere.
"""

import json
import math
import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any, cast

import typst

from cleanskin.insight.report.model import Report
from cleanskin.insight.report.view import build_view
from cleanskin.insight.report.view_tables import View

_LONG = re.compile(r"[^\s\u200b]{15,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BREAK = "\u200b"
_WIDEST_COLUMN = 34
_LINE_CHARACTERS = 112
"""Characters of table text on a whole line of the page."""
_HALF_PAGE = 360
"""Points of height up to which a table is kept on one page."""
_LONGEST_CARD = 2_500
"""Characters up to which a recommendation is kept on one page."""


@cache
def _template() -> bytes:
    return files("cleanskin.insight.report").joinpath("templates/report.typ").read_bytes()


def _breakable(text: str) -> str:
    """Allow a very long word to break, after punctuation where it has any, so that it cannot leave its column."""

    def cut(match: re.Match[str]) -> str:
        word = re.sub(r"([_/,;:.\-|=])", rf"\1{_BREAK}", match.group())
        return re.sub(rf"[^{_BREAK}]{{14}}(?=[^{_BREAK}])", lambda part: part.group() + _BREAK, word)

    return _LONG.sub(cut, _CONTROL.sub("?", text))


def _prepare(value: Any) -> Any:
    """Make every text of a view safe to set; drawings stay as they are."""
    if isinstance(value, dict):
        return {key: item if key == "wide" else _prepare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_prepare(item) for item in value]
    return _breakable(value) if isinstance(value, str) else value


def _weights(table: View) -> list[float]:
    """Return the share of the page's width each column asks for, from its longest word and its longest cell."""
    found = []
    for index, column in enumerate(table["columns"]):
        cells = [row[index]["text"] for row in table["rows"] if index < len(row)]
        cells += [table["total"][index]["text"]] if table["total"] and index < len(table["total"]) else []
        words = [word for text in [column["label"], *cells] for word in re.split(rf"[\s{_BREAK}]+", text)]
        longest = max((len(word) for word in words), default=1)
        whole = min(max((len(text) for text in cells), default=1), _WIDEST_COLUMN)
        found.append(max(longest * 1.08, whole * (1 if column["number"] else 0.8), 4.0) + 2.2)
    return found


def _fits_together(table: View, weights: list[float]) -> bool:
    """True when a table is short enough to be kept on one page: half a page by its estimated number of lines."""
    whole = sum(weights)
    points = 0.0
    for row in table["rows"]:
        room = [_LINE_CHARACTERS * weight / whole for weight in weights]
        lines = max(
            (math.ceil(len(cell["text"]) / max(wide, 1)) for cell, wide in zip(row, room, strict=False)), default=1
        )
        points += 10 * lines + 9
    return points < _HALF_PAGE


def _ratio(svg: str) -> float:
    """Return the height of a drawing over its width."""
    width, height = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups()  # type: ignore[union-attr]
    return float(height) / float(width)


def _arranged(value: Any) -> Any:
    """Add what setting needs: column weights, whether a table or card stays on one page, a drawing's shape."""
    if isinstance(value, list):
        return [_arranged(item) for item in value]
    if not isinstance(value, dict):
        return value
    value = {key: _arranged(item) for key, item in value.items()}
    if value.get("kind") == "table":
        value["weights"] = _weights(value)
        value["together"] = _fits_together(value, value["weights"])
    elif value.get("kind") == "chart":
        value["ratio"] = _ratio(value["wide"])
    elif value.get("kind") == "recommendation":
        value["together"] = sum(len(text) for text in value.values() if isinstance(text, str)) < _LONGEST_CARD
    return value


def render_pdf(report: Report) -> bytes:
    """Return report.pdf.  The time stamp inside is the day the report speaks of, so equal reports are equal files."""
    view = _arranged(_prepare(build_view(report, alone=True)))
    sources = {"main.typ": _template(), "report.json": json.dumps(view).encode()}
    day = datetime(report.as_of.year, report.as_of.month, report.as_of.day, tzinfo=UTC)
    with as_file(files("cleanskin.insight.report").joinpath("fonts")) as fonts:
        return typst.compile(
            cast(Any, sources), font_paths=[str(fonts)], ignore_system_fonts=True, format="pdf", timestamp=day
        )
