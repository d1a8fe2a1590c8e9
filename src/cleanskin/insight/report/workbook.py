"""report.xlsx: the report's figures, tables and recommendations to sort and filter, and the first work rows.

Amounts are dollars with two decimals, ratios are percentages, dates are dates.  No cell can start a formula.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from cleanskin.insight.report import model, words
from cleanskin.insight.report.masking import mask_report
from cleanskin.insight.report.tables import DetailTable, guard, masked_frame
from cleanskin.insight.report.view import figure_view, privacy
from cleanskin.record.frame import Column

MAXIMUM_WORK_ROWS = 5_000
"""More rows than a person works through; all of them are in the detail tables."""

_FORMATS: dict[model.Unit, str] = {
    "ratio": "0.0%",
    "cents": "$#,##0.00;[Red]-$#,##0.00",
    "days": "#,##0.0",
    "count": "#,##0",
    "per_claim": "#,##0.00",
    "date": "mmm d, yyyy",
}
_UNITS: dict[str, model.Unit] = {
    "cents": "cents",
    "ratio": "ratio",
    "count": "count",
    "date": "date",
    "quantity": "per_claim",
}
_WIDTHS = {"cents": 15.0, "ratio": 11.0, "days": 10.0, "count": 10.0, "per_claim": 11.0, "date": 14.0}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class _Book:
    """A workbook being written: its formats and the names of its sheets."""

    def __init__(self, sink: BytesIO) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(sink, options)
        self.made: dict[str, Any] = {}
        self.names = {"history"}
        """Sheet names taken, in small letters; Excel keeps one for itself."""

    def style(self, **traits: Any) -> Any:
        """Return a cell format, made once."""
        name = repr(sorted(traits.items()))
        if name not in self.made:
            self.made[name] = self.book.add_format({"valign": "top", "font_name": "Calibri", "font_size": 11, **traits})
        return self.made[name]

    def sheet(self, title: str) -> Any:
        """Add a sheet under a name that Excel accepts and that no other sheet has."""
        base = " ".join(title.translate(_FORBIDDEN).split())[:31] or "Sheet"
        name, number = base, 2
        while name.lower() in self.names:
            name = f"{base[:27]} {number}"
            number += 1
        self.names.add(name.lower())
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def put(
        self, sheet: Any, row: int, column: int, value: model.Scalar | bool, unit: model.Unit, **traits: Any
    ) -> None:
        """Write one value in its unit; text is guarded, money becomes dollars here and nowhere before."""
        if value is None:
            sheet.write_blank(row, column, None, self.style(**traits))
        elif isinstance(value, bool):
            sheet.write_string(row, column, "yes" if value else "no", self.style(**traits))
        elif isinstance(value, date):
            moment = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell's date has no zone
            sheet.write_datetime(row, column, moment, self.style(num_format=_FORMATS["date"], align="left", **traits))
        elif isinstance(value, str):
            sheet.write_string(row, column, guard(value)[:32_767], self.style(text_wrap=True, **traits))
        else:
            shown = value / 100 if unit == "cents" else value
            sheet.write_number(row, column, shown, self.style(num_format=_FORMATS.get(unit, "General"), **traits))

    def head(self, sheet: Any, row: int, labels: Sequence[str]) -> None:
        """Write a row of column names."""
        style = self.style(bold=True, bg_color="#12304F", font_color="#FFFFFF", text_wrap=True, valign="vcenter")
        for column, label in enumerate(labels):
            sheet.write_string(row, column, guard(label), style)


def render_workbook(report: model.Report, *, work: DetailTable | None = None) -> bytes:
    """Return the workbook; `work` is the table of claims to work, of which the first 5,000 rows are shown."""
    report = mask_report(report)
    sink = BytesIO()
    book = _Book(sink)
    title = f"{report.practice}: where the money stands"
    day = datetime(report.as_of.year, report.as_of.month, report.as_of.day)  # noqa: DTZ001
    book.book.set_properties({"title": title, "comments": privacy(report)["text"], "created": day})
    _verdicts(book, report)
    _figures(book, report)
    _recommendations(book, report)
    for tables in _by_title(report):
        _table(book, tables)
    if work is not None:
        _work(book, work, names_shown=report.names_shown)
    book.book.close()
    return sink.getvalue()


def _verdicts(book: _Book, report: model.Report) -> None:
    sheet = book.sheet("Verdict")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 92)
    mark = privacy(report)
    rows: list[tuple[str, model.Scalar]] = [
        (mark["short"], mark["text"]),
        ("Practice", report.practice),
        ("As of", report.as_of),
        ("First service", report.period_start),
        ("Last service", report.period_end),
        ("Made by", f"Cleanskin {report.version}"),
    ]
    for entity in report.entities:
        verdict = entity.verdict
        rows += [("", None), (entity.label, verdict.headline), *(("", sentence) for sentence in verdict.sentences)]
        rows.append(("Dollars at stake", words.span(verdict.at_stake_low, verdict.at_stake_high, "cents")))
        rows.append(("", verdict.at_stake_words))
        share = verdict.share_observed
        rows.append(("Share of charges observed", words.ratio(share) if share is not None else "not known"))
        rows.append(("How sure", verdict.sureness))
        if verdict.withheld:
            rows.append(("Withheld", verdict.withheld))
    for index, (label, value) in enumerate(rows):
        book.put(sheet, index, 0, label, "text", bold=True)
        book.put(sheet, index, 1, value, "text", bold=label in ("Practice",))


def _all_figures(report: model.Report) -> list[tuple[str, model.Figure]]:
    """Return every figure of the report once an entity, in the order of the report."""
    found: dict[tuple[str, str], model.Figure] = {}
    for entity in report.entities:
        figures = list(entity.verdict.figures)
        for section in entity.sections:
            figures += [one for block in section.blocks if isinstance(block, model.FigureGrid) for one in block.figures]
        for figure in figures:
            found.setdefault((entity.label, figure.key), figure)
    return [(label, figure) for (label, _), figure in found.items()]


def _figures(book: _Book, report: model.Report) -> None:
    sheet = book.sheet("Figures")
    labels = ("Entity", "Figure", "Value", "Unit", "Low", "High", "Numerator", "Denominator", "n", "Standing")
    book.head(sheet, 0, (*labels, "Why there is no value", "Compared with", "How this is counted", "Claims behind it"))
    figures = _all_figures(report)
    for row, (label, figure) in enumerate(figures, start=1):
        view = figure_view(figure)
        why = f"needs {view['needs']}" if view["state"] == "unknown" else view["withheld"]
        versus = "; ".join(
            f"{one['label']} {one['value']} ({one['kind_words'].lower()})" for one in view["comparisons"]
        )
        detail = f"tables/{figure.table}.csv" if figure.table else ""
        cells: list[tuple[model.Scalar, model.Unit]] = [
            (label, "text"),
            (figure.label, "text"),
            (figure.value, figure.unit),
            ("US dollars" if figure.unit == "cents" else figure.unit, "text"),
            (figure.low, figure.unit),
            (figure.high, figure.unit),
            (figure.numerator, figure.parts_unit),
            (figure.denominator, figure.parts_unit),
            (figure.n, "count"),
            (view["standing_words"], "text"),
            (why, "text"),
            (versus, "text"),
            (figure.explanation, "text"),
            (detail, "text"),
        ]
        for column, (value, unit) in enumerate(cells):
            book.put(sheet, row, column, value, unit)
    _finish(sheet, len(figures), (26, 30, 12, 10, 12, 12, 14, 14, 10, 13, 40, 48, 70, 30), freeze=2)


def _recommendations(book: _Book, report: model.Report) -> None:
    sheet = book.sheet("Recommendations")
    labels = (
        "Entity",
        "Rank",
        "What to change",
        "Least",
        "Most",
        "A year, least",
        "A year, most",
        "Owner",
        "First step",
    )
    book.head(
        sheet,
        0,
        (*labels, "Do", "Because", "Arithmetic", "How sure", "Claims", "Amount of those claims", "Listed in", "Where"),
    )
    row = 0
    for entity in report.entities:
        for one in (block for section in entity.sections for block in section.blocks):
            if not isinstance(one, model.Recommendation):
                continue
            row += 1
            proof = one.proof
            cells: list[tuple[model.Scalar, model.Unit]] = [
                (entity.label, "text"),
                (one.rank, "count"),
                (one.title, "text"),
                *((amount, "cents") for amount in (one.amount_low, one.amount_high, one.annual_low, one.annual_high)),
                *(
                    (text, "text")
                    for text in (one.owner, one.first_step, one.what, one.why, one.arithmetic, one.sureness)
                ),
                (proof.claims if proof else None, "count"),
                (proof.amount if proof else None, "cents"),
                (f"tables/{proof.detail}.csv" if proof and proof.detail else "", "text"),
                (proof.filter if proof else "", "text"),
            ]
            for column, (value, unit) in enumerate(cells):
                book.put(sheet, row, column, value, unit)
    _finish(sheet, row, (26, 7, 40, 14, 14, 14, 14, 16, 40, 50, 50, 50, 30, 10, 16, 28, 40), freeze=3)


def _finish(sheet: Any, rows: int, widths: Sequence[float], *, freeze: int) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, freeze)
    sheet.autofilter(0, 0, max(rows, 1), len(widths) - 1)
    sheet.repeat_rows(0)


def _by_title(report: model.Report) -> list[list[tuple[str, model.Table]]]:
    """Gather the report's tables: those of one title and the same columns, told of several entities, together."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, model.Table]]] = {}
    several = len(report.entities) > 1
    sections = [(entity.label if several else "", section) for entity in report.entities for section in entity.sections]
    for label, section in [*sections, *(("", section) for section in report.back)]:
        for block in section.blocks:
            if isinstance(block, model.Table):
                names = tuple(column.name for column in block.columns)
                found.setdefault((block.title, names), []).append((label, block))
    return list(found.values())


def _table(book: _Book, tables: list[tuple[str, model.Table]]) -> None:
    """Write one shown table on a sheet of its own; with several entities, which one it is stands first."""
    first = tables[0][1]
    several = any(label for label, _ in tables)
    lead = [model.TableColumn(name="entity", label="Entity", unit="text")] if several else []
    columns = [*lead, *first.columns]
    sheet = book.sheet(first.title)
    book.head(sheet, 0, [column.label for column in columns])
    rows = [((label,) if several else ()) + values for label, table in tables for values in table.rows]
    for row, values in enumerate(rows, start=1):
        for column, value in enumerate(values):
            book.put(sheet, row, column, value, columns[column].unit)
    below = len(rows) + 1
    for label, table in tables:
        if table.total is not None:
            for column, value in enumerate(((label,) if several else ()) + table.total):
                book.put(sheet, below, column, value, columns[column].unit, bold=True, top=1)
            below += 1
    notes = [first.title, *dict.fromkeys(table.note for _, table in tables)]
    notes += [f"All of them: tables/{first.detail}.csv"] if first.detail else []
    for k, text in enumerate(text for text in notes if text):
        sheet.write_string(below + 1 + k, 0, guard(text), book.style(italic=True, font_color="#56616F"))
    widths = [_width(column, [row[k] for row in rows if k < len(row)]) for k, column in enumerate(columns)]
    _finish(sheet, len(rows), widths, freeze=1)


def _width(column: model.TableColumn, values: Sequence[model.Scalar]) -> float:
    if column.unit in _WIDTHS:
        return max(_WIDTHS[column.unit], min(len(column.label) + 3, 24))
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(longest, len(column.label)) + 3, 48)


def _work(book: _Book, work: DetailTable, *, names_shown: bool) -> None:
    sheet = book.sheet("Work list")
    total = work.data.height
    rows = work.data.select([column.name for column in work.columns]).head(MAXIMUM_WORK_ROWS)
    if not names_shown:
        rows = masked_frame(rows, work.columns)
    book.head(sheet, 0, [_label(column) for column in work.columns])
    for row, values in enumerate(rows.iter_rows(), start=1):
        for column, value in enumerate(values):
            kind = work.columns[column].kind
            text = " ".join(map(str, value)) if isinstance(value, list) else value
            book.put(sheet, row, column, text, _UNITS.get(kind, "text"))
    widths = [max(_WIDTHS.get(_UNITS.get(column.kind, "text"), 18.0), 12.0) for column in work.columns]
    _finish(sheet, rows.height, widths, freeze=1)
    if total > rows.height:
        text = f"The first {rows.height:,} of {total:,} rows; all of them are in tables/{work.name}.csv"
        sheet.write_string(rows.height + 2, 0, text, book.style(italic=True, font_color="#56616F"))


def _label(column: Column) -> str:
    return column.name.replace("_", " ").capitalize()
