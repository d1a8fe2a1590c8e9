"""Worked examples of KPIs: a literal table with an answer somebody worked out by hand.

    payer | first_has_denied_line || initial_denial_rate_claims
    A     | no                    ||
    A     | yes                   || 0.5
    B     | no                    || 0.0

Left of `||` are columns of the view the KPI reads; right of it the answer, written on the last row of its group.  The
first column is what the answer is grouped by.  `-` is null, `none` on the right says that the answer is null.  Flags are
yes and no, amounts whole cents.  For shares the right side names the value of `share_by` too: `99213 0.5`.  Columns that
are not written take the values of `DEFAULTS`, else null.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import polars as pl

from cleanskin.insight import frames
from cleanskin.insight.kpis.framework.definition import Kpi
from cleanskin.insight.kpis.framework.views import EXTRA_COLUMNS
from cleanskin.record.frame import Column
from cleanskin.x12.bulk.schema import POLARS_TYPES

DEFAULTS: dict[str, Any] = {
    "observed": True, "population": "insurance", "is_cohort_matured": True, "is_answered": True, "is_judged": True,
    "is_first_submission": True, "is_first": True, "payer_order": "primary", "units": 1, "modifiers": "", "has_25": False,
    "is_counted_estimate": True, "is_recent": True, "window_days": 90, "kind": "decision", "is_timely_filing": False,
}  # fmt: skip

_KINDS = {
    column.name: column
    for column in (
        *EXTRA_COLUMNS,
        *frames.COVERAGE_CELLS.columns,
        *frames.LINE_FACTS.columns,
        *frames.CLAIM_FACTS.columns,
    )
}


class Example(msgspec.Struct, frozen=True):
    """A parsed example: the rows, the grouping column, and the answers (group, part of a share or '', value)."""

    rows: pl.DataFrame
    by: str
    answers: tuple[tuple[str, str, Decimal | None], ...]


def parse_example(kpi: Kpi) -> Example:
    """Parse the example table of a KPI; raises ValueError naming what is wrong with it."""
    lines = [line for line in kpi.examples.strip().splitlines() if line.strip()]
    if not lines or "||" not in lines[0]:
        raise ValueError(f"{kpi.name}: no example table")
    names = [cell.strip() for cell in lines[0].split("||")[0].split("|")]
    unknown = [name for name in names if name not in _KINDS and name != "payer_order"]
    if unknown:
        raise ValueError(f"{kpi.name}: unknown columns {unknown}")
    records, answers = [], []
    for line in lines[1:]:
        left, _, right = line.partition("||")
        cells = [cell.strip() for cell in left.split("|")]
        if len(cells) != len(names):
            raise ValueError(f"{kpi.name}: a row has {len(cells)} cells for {len(names)} columns")
        records.append({name: _read(cell, _KINDS.get(name)) for name, cell in zip(names, cells, strict=True)})
        if right.strip():
            *part, value = right.split()
            answers.append((cells[0], " ".join(part), None if value == "none" else Decimal(value)))
    return Example(rows=_frame(records), by=names[0], answers=tuple(answers))


def _frame(records: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows with every column a view may have: written values, else defaults, else null."""
    columns = {name: POLARS_TYPES[column.kind] for name, column in _KINDS.items()} | {
        "payer_order": pl.String(), "is_first": pl.Boolean(),
    }  # fmt: skip
    filled = [{name: record.get(name, DEFAULTS.get(name)) for name in columns} for record in records]
    return pl.DataFrame(filled, schema=columns, orient="row")


def _read(cell: str, column: Column | None) -> Any:
    if cell == "-":
        return None
    match column.kind if column else "code":
        case "flag":
            return {"yes": True, "no": False}[cell]
        case "count" | "cents" | "id":
            return int(cell)
        case "quantity":
            return Decimal(cell)
        case "date":
            return date.fromisoformat(cell)
        case _:
            return cell
