"""Rows of the pair edits in columns: read in pieces as text, checked and typed without a loop over rows.

Not an importer: `ncci_ptp.py` reads through it.  Pieces keep the memory small: as text, a release takes ten times what
it takes once codes and rationales are numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from cleanskin.reference.importers import spreadsheet
from cleanskin.reference.importers.code_shapes import PROCEDURE, PROCEDURE_SHAPE, is_procedure
from cleanskin.reference.importers.delimited import decoded
from cleanskin.reference.importers.row_problems import SHOWN, RowProblems

COLUMNS = ("column1", "column2", "before_1996", "effective", "deletion", "indicator", "rationale")


NO_ROWS = "No row begins with two codes."

_FIRST_ROW = re.compile(rb"^[ \t\"]{0,2}(?!(?i:col))[0-9A-Za-z.]{3,8}\t[0-9A-Za-z.]{3,8}\t", re.M)
_PIECE_BYTES = 16_000_000
_PIECE_ROWS = 200_000
_SWAPPED_SHARE = 0.2
_SORTED_ROWS_MIN = 100
_SCHEMA = dict.fromkeys(COLUMNS, pl.String)


@dataclass
class _Tally:
    """What is counted over all pieces, to judge the file as a whole.  Mutable: it lives inside one reading."""

    rows: int = 0
    bad_codes: int = 0
    backwards: int = 0
    without_effective: int = 0
    without_indicator: int = 0
    sorted_by_1: bool = True
    sorted_by_2: bool = True
    first_code_2: str = ""
    last_codes: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Edits:
    """The edits of a file.

    Columns of `frame`: those of `importing.PairTable`; the codes are categorical.  `last_day` is the newest day that
    stands in a row; `rows_read` counts the bad rows too.
    """

    frame: pl.DataFrame
    rows_read: int
    first_effective: date
    newest_effective: date
    last_day: date


def pieces_of_text(data: bytes) -> Iterator[pl.DataFrame]:
    """Yield the rows below the preamble, in pieces, as text columns with their `line`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decoded(data).encode()
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    first = _FIRST_ROW.search(data)
    start, line = (first.start(), data.count(b"\n", 0, first.start()) + 1) if first else (len(data), 1)
    while start < len(data):
        end = data.find(b"\n", start + _PIECE_BYTES) + 1 or len(data)
        piece = data[start:end]
        frame = pl.read_csv(
            piece,
            separator="\t",
            has_header=False,
            schema=_SCHEMA,
            missing_columns="insert",
            extra_columns="ignore",
            quote_char=None,
            truncate_ragged_lines=True,
            encoding="utf8-lossy",
        )
        yield _stripped(frame, first_line=line, is_cut=end == len(data) and not piece.endswith((b"\n", b"\r")))
        start, line = end, line + piece.count(b"\n")


def pieces_of_workbook(data: bytes) -> Iterator[pl.DataFrame]:
    """Yield the rows of the first sheet like `pieces_of_text`.  A code that is a number there gets its zeros back."""
    lines: list[int] = []
    cells: list[tuple[str, ...]] = []
    for row in spreadsheet.rows(data):
        first, second, *others = (*row.cells[:7], *("",) * (7 - len(row.cells)))
        if not (_is_like_code(first) and _is_like_code(second)):
            continue
        codes = (code.zfill(5) if code.isdigit() else code for code in (first, second))
        cells.append((*codes, *others))
        lines.append(row.line)
        if len(lines) == _PIECE_ROWS:
            yield _of_cells(lines, cells)
            lines, cells = [], []
    if lines:
        yield _of_cells(lines, cells)


def _is_like_code(cell: str) -> bool:
    """True for what may stand where a code stands, well formed or not, but not for a heading."""
    return 1 <= len(cell) <= 8 and cell.replace(".", "").isalnum() and not cell.lower().startswith("col")


def _of_cells(lines: list[int], cells: list[tuple[str, ...]]) -> pl.DataFrame:
    frame = pl.DataFrame(dict(zip(COLUMNS, zip(*cells, strict=True), strict=True)), schema=_SCHEMA)
    return frame.with_columns(line=pl.Series(lines, dtype=pl.UInt32))


def _stripped(frame: pl.DataFrame, *, first_line: int, is_cut: bool) -> pl.DataFrame:
    """Strip cells, number lines, leave out blank lines and a last row that was cut before its rationale."""
    text = pl.col(*COLUMNS).str.strip_chars(' \r"').fill_null("")
    frame = frame.with_row_index("line", offset=first_line).with_columns(text)
    frame = frame.filter((pl.col("column1") != "") | (pl.col("column2") != ""))
    return frame.head(-1) if is_cut and len(frame) and frame["rationale"][-1] == "" else frame


def edits_of(pieces: Iterable[pl.DataFrame], problems: RowProblems) -> Edits | str:
    """Type the rows, note and leave out the bad ones; or say in one sentence why they are not the official columns."""
    tally = _Tally()
    kept = []
    last_day = date.min
    for piece in pieces:
        typed = _typed(piece)
        _count(tally, typed)
        _note(typed, problems)
        good = typed.filter(pl.col("codes_fit") & pl.col("dates_fit") & pl.col("modifier_indicator").is_not_null())
        last_day = max(last_day, _newest(good["deleted_on"]))
        kept.append(_dated(good))
    reason = _wrong_columns(tally)
    if reason:
        return reason
    frame = _without_repeats(pl.concat(kept, rechunk=False), problems)
    days = frame["effective_on"]
    first, newest = _oldest(days), _newest(days)
    return Edits(frame.drop("line"), tally.rows, first, newest, max(newest, last_day))


def _newest(days: pl.Series) -> date:
    newest = days.max()
    return newest if isinstance(newest, date) else date.min


def _oldest(days: pl.Series) -> date:
    oldest = days.min()
    return oldest if isinstance(oldest, date) else date.max


def _typed(piece: pl.DataFrame) -> pl.DataFrame:
    indicators = {"0": 0, "1": 1, "9": 9}
    typed = piece.with_columns(
        effective_on=pl.col("effective").str.to_date("%Y%m%d", strict=False),
        deleted_on=pl.col("deletion").str.to_date("%Y%m%d", strict=False),
        is_open=pl.col("deletion").is_in(["*", ""]),
        modifier_indicator=pl.col("indicator").replace_strict(indicators, default=None, return_dtype=pl.UInt8),
        codes_fit=pl.col("column1").str.contains(PROCEDURE) & pl.col("column2").str.contains(PROCEDURE),
    )
    is_backwards = (pl.col("deleted_on") < pl.col("effective_on")).fill_null(False)
    has_end = pl.col("is_open") | pl.col("deleted_on").is_not_null()
    return typed.with_columns(
        is_backwards=is_backwards | ((pl.col("effective") == "*") & pl.col("deleted_on").is_not_null()),
        dates_fit=pl.col("effective_on").is_not_null() & has_end & ~is_backwards,
    )


def _count(tally: _Tally, typed: pl.DataFrame) -> None:
    if not len(typed):
        return
    tally.rows += len(typed)
    tally.bad_codes += int((~typed["codes_fit"]).sum())
    tally.backwards += int(typed["is_backwards"].sum())
    tally.without_effective += typed["effective_on"].null_count()
    tally.without_indicator += typed["modifier_indicator"].null_count()
    first, second = typed["column1"], typed["column2"]
    tally.sorted_by_1 &= first.is_sorted() and tally.last_codes[0] <= first[0]
    tally.sorted_by_2 &= second.is_sorted() and tally.last_codes[1] <= second[0]
    tally.first_code_2 = tally.first_code_2 or second[0]
    tally.last_codes = (first[-1], second[-1])


def _wrong_columns(tally: _Tally) -> str:
    """Say which columns are swapped or missing, judged by how many rows do not fit; "" when none."""
    allowed = max(tally.rows * _SWAPPED_SHARE, 1)
    if not tally.rows:
        return NO_ROWS
    only_by_2 = tally.sorted_by_2 and not tally.sorted_by_1 and tally.first_code_2 < tally.last_codes[1]
    if tally.rows >= _SORTED_ROWS_MIN and only_by_2:
        return "The rows are sorted by the second column: column 1 and column 2 are swapped."
    if tally.backwards > allowed:
        return "Effective dates stand where deletion dates belong: the two columns are swapped."
    if tally.without_effective > allowed or tally.without_effective == tally.rows:
        return "The fourth column holds no effective dates."
    if tally.without_indicator > allowed or tally.without_indicator == tally.rows:
        return "The sixth column holds no modifier indicators (0, 1 or 9)."
    if tally.bad_codes > allowed or tally.bad_codes == tally.rows:
        return "The first two columns do not hold procedure codes."
    return ""


def _note(typed: pl.DataFrame, problems: RowProblems) -> None:
    codes = typed.filter(~pl.col("codes_fit"))
    for line, first, second in codes.select("line", "column1", "column2").head(SHOWN).iter_rows():
        code = first if not is_procedure(first) else second
        problems.bad_code(line=line, code=code, expected=PROCEDURE_SHAPE)
    problems.add_more("code-not-well-formed", len(codes) - SHOWN)
    dates = typed.filter(pl.col("codes_fit") & ~pl.col("dates_fit"))
    for line, first, last in dates.select("line", "effective", "deletion").head(SHOWN).iter_rows():
        message = f'The edit runs from "{first[:10]}" to "{last[:10]}".'
        problems.add("dates-contradict", line=line, message=message, expected="YYYYMMDD, the deletion not earlier.")
    problems.add_more("dates-contradict", len(dates) - SHOWN)
    others = typed.filter(pl.col("codes_fit") & pl.col("dates_fit") & pl.col("modifier_indicator").is_null())
    for line, indicator in others.select("line", "indicator").head(SHOWN).iter_rows():
        message = f'The modifier indicator is "{indicator[:5]}".'
        problems.add("row-not-readable", line=line, message=message, expected="0, 1 or 9.")
    problems.add_more("row-not-readable", len(others) - SHOWN)


def _dated(good: pl.DataFrame) -> pl.DataFrame:
    """Turn the last day of an edit into the first day on which it no longer holds; a withdrawn edit holds on no day."""
    withdrawn = (pl.col("modifier_indicator") == 9) & (pl.col("deleted_on") == pl.col("effective_on"))
    ended_on = pl.when(withdrawn).then(pl.col("effective_on")).otherwise(pl.col("deleted_on").dt.offset_by("1d"))
    return good.select(
        pl.col("column1", "column2").cast(pl.Categorical),
        "effective_on",
        ended_on.alias("ended_on"),
        "modifier_indicator",
        pl.col("rationale").cast(pl.Categorical),
        "line",
    )


def _without_repeats(edits: pl.DataFrame, problems: RowProblems) -> pl.DataFrame:
    """Keep the last of rows with the same pair and first day; note those that differ.

    Withdrawn edits are left alone: the official file lists some twice, and they hold on no day.
    """
    key = ["column1", "column2", "effective_on"]
    # one number a row is enough to see whether there are any: the codes' numbers stay far below two million
    numbers = pl.col("column1", "column2").to_physical().cast(pl.UInt64)
    days = (pl.col("effective_on").to_physical().cast(pl.Int64) + 1_000_000).cast(pl.UInt64)
    packed = edits.filter(pl.col("modifier_indicator") != 9).select(numbers, "line", days=days)
    joined = packed.select("line", number=pl.col("column1") * 2**43 + pl.col("column2") * 2**22 + pl.col("days"))
    lines = joined.filter(pl.col("number").is_duplicated())["line"]
    if not len(lines):
        return edits
    is_repeated = pl.col("line").is_in(lines.implode())
    again = edits.filter(is_repeated)
    for _, rows in again.group_by(key, maintain_order=True):
        if rows.drop("line").n_unique() > 1:
            line = rows["line"][-1]
            problems.add(
                "row-repeated", line=line, message="The edit stands twice with one first day.", loses_row=False
            )
    last = again.unique(subset=key, keep="last", maintain_order=True)
    return pl.concat([edits.filter(~is_repeated), last])
