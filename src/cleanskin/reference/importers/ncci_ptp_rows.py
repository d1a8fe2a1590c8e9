"""Rows of the pair edits in columns: read as text, then checked and typed without a loop over rows.

Not an importer: `ncci_ptp.py` reads through it.
"""

import re
from datetime import date

import polars as pl

from cleanskin.reference.importers import spreadsheet
from cleanskin.reference.importers.delimited import decoded
from cleanskin.reference.importers.row_problems import SHOWN, RowProblems

COLUMNS = ("column1", "column2", "before_1996", "effective", "deletion", "indicator", "rationale")
CODE = r"^(?:[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4})$"
CODE_SHAPE = "Five characters: four digits and a digit or capital letter, or a capital letter and four digits."

_FIRST_ROW = re.compile(rb"^[ \t\"]{0,2}[0-9A-Za-z.]{3,8}\t[0-9A-Za-z.]{3,8}\t", re.M)
_SWAPPED_SHARE = 0.2
_SORTED_ROWS_MIN = 100
_SCHEMA = dict.fromkeys(COLUMNS, pl.String)


def frame_of_text(data: bytes) -> tuple[pl.DataFrame, int]:
    """Return the rows below the preamble as text columns with their `line`, and how many rows there are."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decoded(data).encode()
    first = _FIRST_ROW.search(data)
    if first is None:
        return _empty(), 0
    skipped = data.count(b"\n", 0, first.start())
    frame = pl.read_csv(
        data,
        skip_lines=skipped,
        separator="\t",
        has_header=False,
        schema=_SCHEMA,
        quote_char=None,
        truncate_ragged_lines=True,
        encoding="utf8-lossy",
    )
    cut = not data.endswith((b"\n", b"\r"))
    return _told(frame, first_line=skipped + 1, cut=cut)


def frame_of_workbook(data: bytes) -> tuple[pl.DataFrame, int]:
    """Return the rows of the first sheet like `frame_of_text`."""
    found = [row for row in spreadsheet.rows(data) if re.fullmatch(r"[0-9A-Za-z.]{3,8}", row.cell(1))]
    columns = {name: [row.cell(place) for row in found] for place, name in enumerate(COLUMNS)}
    for name in ("column1", "column2"):
        columns[name] = [code.zfill(5) if code.isdigit() else code for code in columns[name]]
    frame = pl.DataFrame(columns, schema=_SCHEMA).with_columns(
        line=pl.Series([row.line for row in found], dtype=pl.UInt32)
    )
    return frame, len(frame)


def span(edits: pl.DataFrame) -> tuple[date, date, date]:
    """Return the first and the newest effective day, and the newest day of all, of at least one edit."""
    first, newest = edits.select(pl.col("effective_on").min(), newest=pl.col("effective_on").max()).row(0)
    last = edits.select(pl.col("deleted_on").max()).item()
    return first, newest, max(newest, last or newest)


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema={**_SCHEMA, "line": pl.UInt32})


def _told(frame: pl.DataFrame, *, first_line: int, cut: bool) -> tuple[pl.DataFrame, int]:
    """Strip cells, number lines, leave out blank lines and a last row that was cut before its rationale."""
    text = pl.col(*COLUMNS).str.strip_chars(' \r"').fill_null("")
    frame = frame.with_row_index("line", offset=first_line).with_columns(text)
    frame = frame.filter((pl.col("column1") != "") | (pl.col("column2") != ""))
    if cut and len(frame) and frame["rationale"][-1] == "":
        frame = frame.head(-1)
    return frame, len(frame)


def checked(frame: pl.DataFrame, problems: RowProblems) -> pl.DataFrame | str:
    """Type the rows, note and leave out the bad ones; or say in one sentence why the columns are not the official ones.

    Columns: those of `importing.PairTable`, and `deleted_on`, the last day of the edit or null.
    """
    swapped = _swapped_codes(frame)
    if swapped:
        return swapped
    typed = frame.with_columns(
        effective_on=pl.col("effective").str.to_date("%Y%m%d", strict=False),
        deleted_on=pl.col("deletion").str.to_date("%Y%m%d", strict=False),
        is_open=pl.col("deletion").is_in(["*", ""]),
        modifier_indicator=pl.col("indicator").replace_strict(
            {"0": 0, "1": 1, "9": 9}, default=None, return_dtype=pl.UInt8
        ),
        codes_fit=pl.col("column1").str.contains(CODE) & pl.col("column2").str.contains(CODE),
    )
    backwards = (pl.col("deleted_on") < pl.col("effective_on")).fill_null(False)
    dates_fit = (
        pl.col("effective_on").is_not_null() & (pl.col("is_open") | pl.col("deleted_on").is_not_null()) & ~backwards
    )
    typed = typed.with_columns(dates_fit=dates_fit, indicator_fits=pl.col("modifier_indicator").is_not_null())
    reason = _wrong_columns(typed)
    if reason:
        return reason
    _note(typed, problems)
    kept = typed.filter(pl.col("codes_fit") & pl.col("dates_fit") & pl.col("indicator_fits"))
    return _without_repeats(_dated(kept), problems) if len(kept) else "No row has the shape of an edit."


def _swapped_codes(frame: pl.DataFrame) -> str:
    """Official files are sorted by column 1 (and not by column 2)."""
    if len(frame) < _SORTED_ROWS_MIN or frame["column1"].is_sorted() or not frame["column2"].is_sorted():
        return ""
    return "The rows are sorted by the second column: column 1 and column 2 are swapped."


def _wrong_columns(typed: pl.DataFrame) -> str:
    """Say which columns are swapped or missing, judged by how many rows do not fit."""
    allowed = len(typed) * _SWAPPED_SHARE
    backwards = typed.filter(
        (pl.col("deleted_on") < pl.col("effective_on"))
        | (pl.col("effective") == "*") & pl.col("deleted_on").is_not_null()
    )
    if len(backwards) > allowed:
        return "Effective dates stand where deletion dates belong: the two columns are swapped."
    if typed["effective_on"].null_count() > max(allowed, 1):
        return "The fourth column holds no effective dates."
    if typed["modifier_indicator"].null_count() > max(allowed, 1):
        return "The sixth column holds no modifier indicators (0, 1 or 9)."
    if (~typed["codes_fit"]).sum() > max(allowed, 1) and len(typed) > 1:
        return "The first two columns do not hold procedure codes."
    return ""


def _note(typed: pl.DataFrame, problems: RowProblems) -> None:
    codes = typed.filter(~pl.col("codes_fit"))
    for line, first, second in codes.select("line", "column1", "column2").head(SHOWN).iter_rows():
        code = first if re.search(CODE, first) is None else second
        problems.bad_code(line=line, code=code, expected=CODE_SHAPE)
    problems.add_more("code-not-well-formed", len(codes) - SHOWN)
    dates = typed.filter(pl.col("codes_fit") & ~pl.col("dates_fit"))
    for line, first, last in dates.select("line", "effective", "deletion").head(SHOWN).iter_rows():
        message = f'The edit runs from "{first[:10]}" to "{last[:10]}".'
        problems.add("dates-contradict", line=line, message=message, expected="YYYYMMDD, the deletion not earlier.")
    problems.add_more("dates-contradict", len(dates) - SHOWN)
    others = typed.filter(pl.col("codes_fit") & pl.col("dates_fit") & ~pl.col("indicator_fits"))
    for line, indicator in others.select("line", "indicator").head(SHOWN).iter_rows():
        message = f'The modifier indicator is "{indicator[:5]}".'
        problems.add("row-not-readable", line=line, message=message, expected="0, 1 or 9.")
    problems.add_more("row-not-readable", len(others) - SHOWN)


def _dated(kept: pl.DataFrame) -> pl.DataFrame:
    """Turn the last day of an edit into the first day on which it no longer holds; a withdrawn edit holds on no day."""
    withdrawn = (pl.col("modifier_indicator") == 9) & (pl.col("deleted_on") == pl.col("effective_on"))
    ended = pl.when(withdrawn).then(pl.col("effective_on")).otherwise(pl.col("deleted_on").dt.offset_by("1d"))
    return kept.select(
        "column1",
        "column2",
        "effective_on",
        ended.alias("ended_on"),
        "modifier_indicator",
        "rationale",
        "deleted_on",
        "line",
    )


def _without_repeats(edits: pl.DataFrame, problems: RowProblems) -> pl.DataFrame:
    """Keep the last of rows with the same pair and first day; note those that differ."""
    key = ["column1", "column2", "effective_on"]
    repeated = edits.group_by(key).agg(pl.len().alias("times"), pl.col("line").last())
    repeated = repeated.filter(pl.col("times") > 1).sort("line")
    if not len(repeated):
        return edits.drop("line")
    again = edits.join(repeated.select(key), on=key, how="semi").drop("line").unique()
    differing = again.group_by(key).len().filter(pl.col("len") > 1)
    for line in repeated.join(differing, on=key, how="semi").sort("line")["line"].head(SHOWN):
        problems.add(
            "row-repeated", line=line, message="The edit stands twice with the same first day.", loses_row=False
        )
    return edits.unique(subset=key, keep="last", maintain_order=True).drop("line")
