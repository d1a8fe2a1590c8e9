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
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "pairs"
WITHDRAWN = 9
"""The modifier indicator of an edit that never held."""

_NARROW, _WIDE = 16, 32
_LETTERS = {_NARROW: "I", _WIDE: "Q"}
_NOWHERE, _SEVERAL = 255, 254
_NOT_THERE = 0xFFFFFFFF


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
    terms = frame.group_by(columns).len()
    texts = terms.select(pl.col("len"), pl.col(columns).cast(pl.String)).with_row_index("at")
    order = texts.sort("len", *columns, descending=[True, False, False, False, False], nulls_last=True)["at"]
    terms = terms[order].drop("len")  # the most frequent lie together
    terms = terms.with_row_index("term")
    of_rows = frame.select(columns).join(terms, on=columns, how="left", nulls_equal=True, maintain_order="left")["term"]
    table = pairs.with_columns(of_rows, frame["effective_on"]).sort("column1", "column2", "effective_on", "term")
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
    """A table that `write_pairs` wrote, memory-mapped: the edits of one file, for walking through them.

    `layout` is how it lies there; `terms` are what the lower halves of its rows count.
    """

    __slots__ = ("_bytes", "_mask", "_numbers", "layout", "terms")

    def __init__(self, path: Path) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if len(sections) != 1 or head.shift not in _LETTERS:
            raise DamagedTable("the file has other sections than a table of pairs")
        rows = sections[0].cast(_LETTERS[head.shift])  # type: ignore[call-overload]
        self.layout = Layout(head.codes, array("I", head.heads), array("I", head.starts), rows, head.shift)
        self.terms = _terms(head.terms)
        self._bytes, self._mask = sections[0], (1 << head.shift) - 1
        self._numbers: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.layout.rows)

    def history(self, column1: str, column2: str) -> tuple[PairEdit, ...]:
        """Return every edit of a pair, withdrawn ones too, by first day."""
        rows, shift, number = self.layout.rows, self.layout.shift, self._number(column2)
        if number is None:
            return ()
        first, last = self._span(column1)
        first = bisect_left(rows, number << shift, first, last)
        last = bisect_left(rows, (number + 1) << shift, first, last)
        return tuple(self._edit(column1, rows[at]) for at in range(first, last))

    def beside(self, column1: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 1, by column 2."""
        for at in range(*self._span(column1)):
            yield self._edit(column1, self.layout.rows[at])

    def under(self, column2: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 2, by column 1.  Searches the whole table."""
        codes, heads, starts, rows, shift = self.layout
        number = self._number(column2)
        if number is None:
            return
        width = rows.itemsize
        offset = width // 2 if sys.byteorder == "little" else 0
        data, wanted = bytes(self._bytes), number.to_bytes(shift // 8, sys.byteorder)
        place = data.find(wanted)
        while place >= 0:
            if place % width == offset:
                at = place // width
                yield self._edit(codes[heads[bisect_right(starts, at) - 1]], rows[at])
            place = data.find(wanted, place + 1)

    def all(self) -> Iterator[PairEdit]:
        """Iterate over all edits by column 1, column 2 and first day."""
        for number in self.layout.heads:
            yield from self.beside(self.layout.codes[number])

    def _number(self, code: str) -> int | None:
        if self._numbers is None:
            self._numbers = {name: number for number, name in enumerate(self.layout.codes)}
        return self._numbers.get(code)

    def _span(self, column1: str) -> tuple[int, int]:
        """Return the first row of a column-1 code and the one after its last."""
        number, heads, starts = self._number(column1), self.layout.heads, self.layout.starts
        at = bisect_left(heads, number) if number is not None else len(heads)
        return (starts[at], starts[at + 1]) if at < len(heads) and heads[at] == number else (0, 0)

    def _edit(self, column1: str, row: int) -> PairEdit:
        term, column2 = self.terms[row & self._mask], self.layout.codes[row >> self.layout.shift]
        return PairEdit(column1, column2, term.period, term.modifier_indicator, term.rationale)


class PairIndex:
    """Look-ups of a day over the files of one release: each code has one number, each column-1 code one file.

    Arrays by number, not dictionaries of tuples: a look-up anywhere in millions of pairs waits for memory, and these
    fit into the processor's cache.
    """

    __slots__ = ("_files", "_firsts", "_homes", "_lasts", "_notice", "_numbers", "_parts")

    def __init__(self, files: Sequence[tuple[PairsFile, Provenance]], notice: str) -> None:
        """`notice` is what every answer carries."""
        self._files, self._notice = tuple(files), notice
        names = sorted({code for file, _ in files for code in file.layout.codes})
        numbers = self._numbers = {code: number for number, code in enumerate(names)}
        self._homes = bytearray([_NOWHERE]) * len(names)
        self._firsts, self._lasts = array("I", [0]) * len(names), array("I", [0]) * len(names)
        self._parts: list[tuple[memoryview, int, int, tuple[Term, ...], array, Provenance]] = []  # type: ignore[type-arg]
        for home, (file, provenance) in enumerate(files):
            codes, heads, starts, rows, shift = file.layout
            own = array("I", [_NOT_THERE]) * len(names)
            for number, code in enumerate(codes):
                own[numbers[code]] = number
            for at, head in enumerate(heads):
                number = numbers[codes[head]]
                self._homes[number] = home if self._homes[number] == _NOWHERE else _SEVERAL
                self._firsts[number], self._lasts[number] = starts[at], starts[at + 1]
            self._parts.append((rows, shift, (1 << shift) - 1, file.terms, own, provenance))

    def answer(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Return the edit that holds for the pair on a day; None when there is none."""
        one, other = self._numbers.get(column1), self._numbers.get(column2)
        if one is None or other is None:
            return None
        home = self._homes[one]
        if home >= _SEVERAL:
            return None if home == _NOWHERE else self._answer_of_several(column1, column2, on)
        rows, shift, mask, terms, own, provenance = self._parts[home]
        number, last = own[other], self._lasts[one]
        at = bisect_left(rows, number << shift, self._firsts[one], last)
        while at < last:
            row = rows[at]
            if row >> shift != number:
                return None
            term = terms[row & mask]
            if term[0] <= on < term[1]:
                return Answer(PairEdit(column1, column2, term[2], term[3], term[4]), provenance, self._notice)
            at += 1
        return None

    def _answer_of_several(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Answer for a code whose edits lie in more than one file, which the publisher's files avoid."""
        for file, provenance in self._files:
            for edit in file.history(column1, column2):
                if on in edit.period and edit.modifier_indicator != WITHDRAWN:
                    return Answer(edit, provenance, self._notice)
        return None


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
