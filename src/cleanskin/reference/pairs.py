"""Pair edits on disk: a sorted, memory-mapped table of four bytes a pair.

Codes are numbered in the order of their text.  Pairs are sorted by column 1, column 2 and first day; for each pair the
file holds the number of its column 2 and the number of its terms.  Terms are the distinct combinations of first day,
end day, indicator and rationale: quarterly dates make them few.  Where each column-1 code begins stands in the head.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.record.procedure import ModifierIndicator, PairEdit
from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "pairs"
WITHDRAWN = 9
"""The modifier indicator of an edit that never held."""

_SMALL_MAX = 1 << 16


class _Head(msgspec.Struct, frozen=True):
    codes: tuple[str, ...]
    heads: tuple[int, ...]  # numbers of the column-1 codes
    starts: tuple[int, ...]  # where each one's pairs begin; one more for the end
    terms: tuple[tuple[date, date | None, int, str], ...]


class Term(NamedTuple):
    """What many pairs share.  `start` and `end` are the days of `period` (end: the last day possible when open)."""

    start: date
    end: date
    period: Period
    modifier_indicator: ModifierIndicator
    rationale: str


def write_pairs(path: Path, frame: Any) -> int:
    """Write a frame with the columns of `importing.PairTable`, without a loop over its rows; return how many rows.

    Raises ValueError when a first day or an indicator is missing.
    """
    import polars as pl

    columns = ("effective_on", "ended_on", "modifier_indicator", "rationale")
    if frame["effective_on"].null_count() or frame["modifier_indicator"].null_count():
        raise ValueError("every pair edit has a first day and an indicator")
    frame = frame.with_columns(pl.col("column1", "column2", "rationale").cast(pl.String))
    codes = pl.concat([frame["column1"].unique(), frame["column2"].unique()]).unique().sort()
    numbers = pl.Enum(codes)
    terms = frame.select(columns).unique().sort(columns, nulls_last=True).with_row_index("term")
    table = (
        frame.select(pl.col("column1", "column2").cast(numbers).to_physical().cast(pl.UInt32), *columns)
        .join(terms, on=columns, how="left", nulls_equal=True)
        .select("column1", "column2", "term")
        .sort("column1", "column2", "term")
    )
    heads = table.group_by("column1", maintain_order=True).len()
    starts = [0, *heads["len"].cum_sum().to_list()]
    head = _Head(
        codes=tuple(codes.to_list()),
        heads=tuple(heads["column1"].to_list()),
        starts=tuple(starts),
        terms=tuple(terms.select(columns).rows()),
    )
    sections = [_packed(table["column2"], len(codes)), _packed(table["term"], len(terms))]
    write_sections(path, form=FORM, head=msgspec.msgpack.encode(head), sections=sections)
    return len(table)


def _packed(column: Any, different: int) -> Any:
    """Return a column of numbers as bytes, two each when that is enough."""
    import polars as pl

    return column.cast(pl.UInt16 if different <= _SMALL_MAX else pl.UInt32).to_numpy().tobytes()


class PairsFile:
    """A table that `write_pairs` wrote, memory-mapped."""

    __slots__ = ("_code_numbers", "_codes", "_column2", "_heads", "_rows", "_starts", "_terms", "spans", "terms")

    def __init__(self, path: Path) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if len(sections) != 2:
            raise DamagedTable("the file lacks a section")
        self._codes = head.codes
        self._code_numbers = {code: number for number, code in enumerate(head.codes)}
        self._column2 = sections[0].cast("H" if len(head.codes) <= _SMALL_MAX else "I")
        self._terms = sections[1].cast("H" if len(head.terms) <= _SMALL_MAX else "I")
        self._rows = sections[0]
        self._heads, self._starts = array("I", head.heads), array("I", head.starts)
        self.spans = {
            head.codes[number]: (head.starts[at], head.starts[at + 1]) for at, number in enumerate(head.heads)
        }
        self.terms = tuple(_term(*values) for values in head.terms)

    def __len__(self) -> int:
        return len(self._column2)

    def term_on(self, column1: str, column2: str, on: date) -> Term | None:
        """Return the terms of the edit that holds for the pair on a day; None when there is none."""
        span = self.spans.get(column1)
        number = self._code_numbers.get(column2)
        if span is None or number is None:
            return None
        first, last = span
        column = self._column2
        at = bisect_left(column, number, first, last)
        while at < last and column[at] == number:
            term = self.terms[self._terms[at]]
            if term[0] <= on < term[1] and term[3] != WITHDRAWN:
                return term
            at += 1
        return None

    def history(self, column1: str, column2: str) -> tuple[PairEdit, ...]:
        """Return every edit of a pair, withdrawn ones too, by first day."""
        span, number = self.spans.get(column1), self._code_numbers.get(column2)
        if span is None or number is None:
            return ()
        first = bisect_left(self._column2, number, *span)
        last = bisect_right(self._column2, number, first, span[1])
        return tuple(self._edit(column1, at) for at in range(first, last))

    def beside(self, column1: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 1, by column 2."""
        first, last = self.spans.get(column1, (0, 0))
        for at in range(first, last):
            yield self._edit(column1, at)

    def under(self, column2: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 2, by column 1.  Searches the whole column."""
        number = self._code_numbers.get(column2)
        if number is None:
            return
        width = self._column2.itemsize
        data, wanted = bytes(self._rows), array(self._column2.format, [number]).tobytes()
        place = data.find(wanted)
        while place >= 0:
            if place % width == 0:
                at = place // width
                head = self._heads[bisect_right(self._starts, at) - 1]
                yield self._edit(self._codes[head], at)
            place = data.find(wanted, place + 1)

    def all(self) -> Iterator[PairEdit]:
        """Iterate over all edits by column 1, column 2 and first day."""
        for column1 in self.spans:
            yield from self.beside(column1)

    def columns(self) -> tuple[Sequence[str], memoryview, memoryview, Sequence[tuple[int, int, int]]]:
        """Return the codes, the column-2 numbers, the term numbers, and (column-1 number, first, end) of each span."""
        spans = [(number, self._starts[at], self._starts[at + 1]) for at, number in enumerate(self._heads)]
        return self._codes, self._column2, self._terms, spans

    def _edit(self, column1: str, at: int) -> PairEdit:
        term = self.terms[self._terms[at]]
        code = self._codes[self._column2[at]]
        return PairEdit(column1, code, term.period, term.modifier_indicator, term.rationale)


def _term(start: date, end: date | None, indicator: int, rationale: str) -> Term:
    # a row that ends before it begins never held; it is kept as the empty period of its first day
    last = date.max if end is None else max(start, end)
    return Term(start, last, Period(start, end and last), cast(ModifierIndicator, indicator), rationale)
