"""Pair edits on disk: a sorted, memory-mapped table of four bytes a pair.

Codes are numbered in the order of their text.  Pairs are sorted by column 1, column 2 and first day; for each pair the
file holds one number: that of its column 2 in the upper half, that of its terms in the lower.  Terms are the distinct
combinations of first day, end day, indicator and rationale: quarterly dates make them few.  Where each column-1 code
begins stands in the head.
"""

import sys
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

_NARROW, _WIDE = 16, 32
_LETTERS = {_NARROW: "I", _WIDE: "Q"}


class _Head(msgspec.Struct, frozen=True):
    shift: int
    codes: tuple[str, ...]
    heads: tuple[int, ...]  # numbers of the column-1 codes
    starts: tuple[int, ...]  # where each one's pairs begin; one more for the end
    terms: tuple[tuple[date, date | None, int, str], ...]


class Term(NamedTuple):
    """What many pairs share.

    It held from `start` to before `end`: the days of `period` (the last day possible when it is open), and none at all
    when the edit was withdrawn.
    """

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

    if frame["effective_on"].null_count() or frame["modifier_indicator"].null_count():
        raise ValueError("every pair edit has a first day and an indicator")
    columns = ["effective_on", "ended_on", "modifier_indicator", "rationale"]
    codes = pl.concat([frame[name].unique().cast(pl.String) for name in ("column1", "column2")]).unique().sort()
    numbers = pl.Enum(codes)
    pairs = frame.select(pl.col("column1", "column2").cast(numbers).to_physical().cast(pl.UInt32))
    terms = frame.select(columns).unique()
    terms = terms[terms.select(pl.all().cast(pl.String)).with_row_index("at").sort(columns, nulls_last=True)["at"]]
    terms = terms.with_row_index("term")
    of_rows = frame.select(columns).join(terms, on=columns, how="left", nulls_equal=True, maintain_order="left")["term"]
    table = pairs.with_columns(of_rows).sort("column1", "column2", "term")
    terms = terms.with_columns(pl.col("rationale").cast(pl.String))
    heads = table.group_by("column1", maintain_order=True).len()
    starts = [0, *heads["len"].cum_sum().to_list()]
    shift = _NARROW if max(len(codes), len(terms)) <= 1 << _NARROW else _WIDE
    head = _Head(
        shift=shift,
        codes=tuple(codes.to_list()),
        heads=tuple(heads["column1"].to_list()),
        starts=tuple(starts),
        terms=tuple(terms.select(columns).rows()),
    )
    rows = table.select(pl.col("column2").cast(pl.UInt64) * (1 << shift) + pl.col("term").cast(pl.UInt64)).to_series()
    section = rows.cast(pl.UInt32 if shift == _NARROW else pl.UInt64).to_numpy().tobytes()
    write_sections(path, form=FORM, head=msgspec.msgpack.encode(head), sections=[section])
    return len(table)


class PairsFile:
    """A table that `write_pairs` wrote, memory-mapped."""

    __slots__ = ("_bytes", "_code_numbers", "_codes", "_heads", "_mask", "_rows", "_shift", "_starts", "spans", "terms")

    def __init__(self, path: Path) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if len(sections) != 1 or head.shift not in _LETTERS:
            raise DamagedTable("the file has other sections than a table of pairs")
        self._codes = head.codes
        self._code_numbers = {code: number for number, code in enumerate(head.codes)}
        self._bytes, self._rows = sections[0], sections[0].cast(_LETTERS[head.shift])  # type: ignore[call-overload]
        self._shift, self._mask = head.shift, (1 << head.shift) - 1
        self._heads, self._starts = array("I", head.heads), array("I", head.starts)
        self.spans = {
            head.codes[number]: (head.starts[at], head.starts[at + 1]) for at, number in enumerate(head.heads)
        }
        self.terms = _terms(head.terms)

    def __len__(self) -> int:
        return len(self._rows)

    def term_on(self, column1: str, column2: str, on: date) -> Term | None:
        """Return the terms of the edit that holds for the pair on a day; None when there is none."""
        first, last = self.spans.get(column1, (0, 0))
        return self.term_between(first, last, column2, on)

    def term_between(self, first: int, last: int, column2: str, on: date) -> Term | None:
        """Like `term_on`, among the rows from `first` to before `last`: the span of a column-1 code."""
        number = self._code_numbers.get(column2)
        if number is None:
            return None
        rows, shift = self._rows, self._shift
        at = bisect_left(rows, number << shift, first, last)
        while at < last:
            row = rows[at]
            if row >> shift != number:
                return None
            term: Term = self.terms[row & self._mask]
            if term[0] <= on < term[1]:
                return term
            at += 1
        return None

    def history(self, column1: str, column2: str) -> tuple[PairEdit, ...]:
        """Return every edit of a pair, withdrawn ones too, by first day."""
        span, number = self.spans.get(column1), self._code_numbers.get(column2)
        if span is None or number is None:
            return ()
        first = bisect_left(self._rows, number << self._shift, *span)
        last = bisect_left(self._rows, (number + 1) << self._shift, first, span[1])
        return tuple(self._edit(column1, self._rows[at]) for at in range(first, last))

    def beside(self, column1: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 1, by column 2."""
        first, last = self.spans.get(column1, (0, 0))
        for at in range(first, last):
            yield self._edit(column1, self._rows[at])

    def under(self, column2: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 2, by column 1.  Searches the whole table."""
        number = self._code_numbers.get(column2)
        if number is None:
            return
        width = self._rows.itemsize
        offset = width // 2 if sys.byteorder == "little" else 0
        data, wanted = bytes(self._bytes), number.to_bytes(width // 2, sys.byteorder)
        place = data.find(wanted)
        while place >= 0:
            if place % width == offset:
                at = place // width
                head = self._heads[bisect_right(self._starts, at) - 1]
                yield self._edit(self._codes[head], self._rows[at])
            place = data.find(wanted, place + 1)

    def all(self) -> Iterator[PairEdit]:
        """Iterate over all edits by column 1, column 2 and first day."""
        for column1 in self.spans:
            yield from self.beside(column1)

    def layout(self) -> "Layout":
        """Return the whole table in columns, for comparing it with another."""
        return Layout(self._codes, self._heads, self._starts, self._rows, self._shift)

    def _edit(self, column1: str, row: int) -> PairEdit:
        term = self.terms[row & self._mask]
        return PairEdit(column1, self._codes[row >> self._shift], term.period, term.modifier_indicator, term.rationale)


class Layout(NamedTuple):
    """A table of pairs as it lies in the file.

    `heads` are the numbers of the column-1 codes, `starts` where each one's rows begin (and the end); each of `rows` is
    the number of a column-2 code, shifted left by `shift`, and the number of its terms.
    """

    codes: tuple[str, ...]
    heads: Sequence[int]
    starts: Sequence[int]
    rows: memoryview
    shift: int


def _terms(rows: Sequence[tuple[date, date | None, int, str]]) -> tuple[Term, ...]:
    """Build the terms; days, periods and texts that are equal are one object, near at hand."""
    one_of: dict[Any, Any] = {}
    found = []
    for start, end, indicator, rationale in rows:
        # a row that ends before it begins never held; it is kept as the empty period of its first day
        last = None if end is None else max(start, end)
        start, last = one_of.setdefault(start, start), one_of.setdefault(last, last)
        period = one_of.setdefault((start, last), Period(start, last))
        reason = one_of.setdefault(rationale, rationale)
        until = start if indicator == WITHDRAWN else last or date.max
        found.append(Term(start, until, period, cast(ModifierIndicator, indicator), reason))
    return tuple(found)
