"""Writing a diagnosis to a folder: the report in every form, and the tables behind it.

Files are written under temporary names and put in place at the end, so that a folder never holds half a report.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cleanskin.insight.diagnose import Diagnosis
from cleanskin.insight.report.deidentify import deidentify_report, deidentify_table
from cleanskin.insight.report.html import render_html
from cleanskin.insight.report.json import render_json
from cleanskin.insight.report.pdf import render_pdf
from cleanskin.insight.report.tables import DetailTable, write_tables
from cleanskin.insight.report.workbook import render_workbook

WORK_TABLE = "recommendation_lines"
"""The detail table whose first rows go into the workbook."""
_NAMES = ("report.html", "report.pdf", "report.json", "report.xlsx", "tables")


def write_report(diagnosis: Diagnosis, out: Path, *, names_shown: bool, deidentify: bool) -> tuple[Path, ...]:
    """Write the report below `out` and return the files written, report.html first.

    An earlier report in the folder is replaced; other files there are left alone.
    """
    report, tables = diagnosis.report, list(diagnosis.details.tables.values())
    shown: list[DetailTable] = list(tables)
    if deidentify:
        key = secrets.token_bytes(32)
        report = deidentify_report(report, key=key)
        shown = [deidentify_table(table, key=key) for table in tables]
    work = next((table for table in shown if table.name == WORK_TABLE), None)
    out.mkdir(parents=True, exist_ok=True)
    part = out / f".part-{os.getpid()}"
    part.mkdir(mode=0o700)
    try:
        (part / "report.html").write_bytes(render_html(report))
        (part / "report.pdf").write_bytes(render_pdf(report))
        (part / "report.json").write_bytes(render_json(report))
        (part / "report.xlsx").write_bytes(render_workbook(report, work=work))
        (part / "tables").mkdir()
        names = list(write_tables(shown, _opener(part / "tables"), names_shown=names_shown))
        for name in _NAMES:
            _replace(part / name, out / name)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return (*(out / name for name in _NAMES if name != "tables"), *(out / "tables" / name for name in names))


def _opener(folder: Path):  # type: ignore[no-untyped-def]
    @contextmanager
    def open_file(name: str) -> Iterator[BinaryIO]:
        with (folder / name).open("wb") as sink:
            yield sink

    return open_file


def _replace(made: Path, place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    made.replace(place)
