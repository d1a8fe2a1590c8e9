"""Detail tables: the claims behind every number, as CSV and Parquet, with a page that says what each column holds.

Amounts stay integer cents and say so in the column's name (`amount_billed_cents`), in both formats, so that no
spreadsheet rounds them.  Personal columns are masked unless names are to be shown.  A CSV cell can never start a
formula.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

import polars as pl

from cleanskin.record.frame import Column

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheets take for a formula (OWASP, CSV injection), the full-width ones included."""

_UNITS = {
    "cents": "US cents",
    "ratio": "fraction of 1",
    "count": "count",
    "quantity": "quantity",
    "date": "date, ISO 8601",
}


class DetailTable(Protocol):
    """What a detail table must tell of itself; `columns` document those of `data`, in order."""

    @property
    def name(self) -> str:
        """File name without ending."""

    @property
    def title(self) -> str:
        """What one row is, in words."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, with kind, meaning and whether they are personal."""

    @property
    def data(self) -> pl.DataFrame:
        """The rows."""


OpenFile = Callable[[str], AbstractContextManager[BinaryIO]]
"""Opens a new file by its name inside the folder of tables, for writing bytes."""


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def file_column(column: Column) -> str:
    """Return the column's name in files: amounts end in `_cents`."""
    return f"{column.name}_cents" if column.kind == "cents" and not column.name.endswith("_cents") else column.name


def masked_frame(data: pl.DataFrame, columns: Sequence[Column]) -> pl.DataFrame:
    """Mask the personal columns of a frame: text keeps its shape (x, 9), everything else is left out."""
    changes = []
    for column in columns:
        if not column.personal:
            continue
        kind = data.schema[column.name]
        value = pl.col(column.name)
        if isinstance(kind, pl.String | pl.Categorical | pl.Enum):
            shape = value.cast(pl.String).str.replace_all(r"\p{L}", "x").str.replace_all(r"\p{N}", "9")
            changes.append(shape.alias(column.name))
        else:
            changes.append(pl.lit(None, dtype=kind).alias(column.name))
    return data.with_columns(changes) if changes else data


def file_frame(table: DetailTable, *, names_shown: bool) -> pl.DataFrame:
    """Return a table's rows as they are written: documented columns only, masked, with the names files use."""
    data = table.data.select([column.name for column in table.columns])
    if not names_shown:
        data = masked_frame(data, table.columns)
    return data.rename({column.name: file_column(column) for column in table.columns})


def _for_csv(data: pl.DataFrame) -> pl.DataFrame:
    """Flatten lists to text and guard every text cell."""
    changes = []
    for name, kind in data.schema.items():
        value = pl.col(name)
        if isinstance(kind, pl.List):
            value = value.cast(pl.List(pl.String)).list.join(" ")
        elif isinstance(kind, pl.Categorical | pl.Enum):
            value = value.cast(pl.String)
        elif not isinstance(kind, pl.String):
            continue
        starts = pl.any_horizontal([value.str.starts_with(start) for start in FORMULA_STARTS])
        changes.append(pl.when(starts).then(pl.concat_str(pl.lit("'"), value)).otherwise(value).alias(name))
    return data.with_columns(changes) if changes else data


def write_csv(table: DetailTable, sink: BinaryIO, *, names_shown: bool) -> None:
    """Write a table as CSV: UTF-8, comma, header, ISO dates, empty for unknown."""
    _for_csv(file_frame(table, names_shown=names_shown)).write_csv(sink)


def write_parquet(table: DetailTable, sink: BinaryIO, *, names_shown: bool) -> None:
    """Write a table as Parquet; the meaning of each column is in the file's metadata."""
    meanings = {f"doc:{file_column(column)}": column.doc for column in table.columns}
    file_frame(table, names_shown=names_shown).write_parquet(sink, metadata={"title": table.title, **meanings})


def write_tables(tables: Iterable[DetailTable], open_file: OpenFile, *, names_shown: bool) -> Iterator[str]:
    """Write every table as CSV and Parquet and a README; yield the name of each file when it is done."""
    known = list(tables)
    for table in known:
        for ending, write in (("csv", write_csv), ("parquet", write_parquet)):
            with open_file(f"{table.name}.{ending}") as sink:
                write(table, sink, names_shown=names_shown)
            yield f"{table.name}.{ending}"
    with open_file("README.md") as sink:
        sink.write(dictionary(known, names_shown=names_shown).encode())
    yield "README.md"


def dictionary(tables: Iterable[DetailTable], *, names_shown: bool) -> str:
    """Return the data dictionary as Markdown: every table, its rows, its columns with unit and meaning."""
    shown = (
        "Names, member numbers and birth dates are shown."
        if names_shown
        else (
            "Personal columns are masked: text keeps its shape (x for a letter, 9 for a digit), other values are empty."
        )
    )
    lines = [
        "# Detail tables",
        "",
        "Each table is here twice: `.csv` for a spreadsheet, `.parquet` for programs. They may contain patient data: "
        f"share them only with people who may see it. {shown}",
        "",
        "Amounts are integer US cents, in columns whose name ends in `_cents`. An empty cell is a value that is not "
        "known. In CSV a text that a spreadsheet would take for a formula has an apostrophe before it.",
    ]
    for table in tables:
        lines += ["", f"## {table.name}", "", f"{table.title} ({table.data.height:,} rows)", ""]
        lines += ["| column | holds | unit | personal |", "|---|---|---|---|"]
        for column in table.columns:
            personal = "yes" if column.personal else ""
            meaning = column.doc.replace("|", "/")
            lines.append(
                f"| `{file_column(column)}` | {meaning} | {_UNITS.get(column.kind, column.kind)} | {personal} |"
            )
    return "\n".join(lines) + "\n"
