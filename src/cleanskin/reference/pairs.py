"""Pair edits on disk: a memory-mapped table of six bytes a pair, in which one step finds most pairs.

Codes are numbered, and each column-1 code has a block of slots, blocks in the order of their codes' text.  The slot of
a pair is the remainder of its column 2's number by the size of the block, or the next free one; the edits of one pair
lie together, by first day, and every block ends in an empty slot.  Numbers scatter the codes, so that neighbors do not
crowd.  A slot holds one number: that of its column 2 in the upper half, that of its terms in the lower.  Terms are the
distinct combinations of first day, end day, indicator and rationale: quarterly dates make them few.  Where the blocks
begin and how large they are stands in the head.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, TypeAlias, cast
from zlib import crc32

import msgspec

from cleanskin.kernel.period import Period
from cleanskin.record.procedure import ModifierIndicator, PairEdit
from cleanskin.record.provenance import Answer, Provenance
from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "pairs-2"
WITHDRAWN = 9
"""The modifier indicator of an edit that never held."""

_NARROW, _WIDE = 16, 32
_LETTERS = {_NARROW: "I", _WIDE: "Q"}
_EMPTY = 0xFFFFFFFF  # a slot of a narrow table in which no pair lies
_NOT_THERE = 0xFFFE  # a number that no code of a narrow table has

Term: TypeAlias = tuple[date, date, Period, ModifierIndicator, str]
"""What many pairs share: first day, the day before which it ended, period, modifier indicator, rationale.

It held from the first day to before the second: the days of the period (the last day possible when it is open), and
none at all when the edit was withdrawn.
"""


class _Head(msgspec.Struct, frozen=True):
    shift: int
    edits: int
    codes: tuple[str, ...]  # by number
    heads: tuple[int, ...]  # numbers of the column-1 codes, in the order of their text
    starts: tuple[int, ...]  # where each one's block begins; one more for the end
    sizes: tuple[int, ...]  # by what each one's numbers are divided
    terms: tuple[tuple[date, date | None, int, str], ...]


class Layout(NamedTuple):
    """A table of pairs as it lies in the file.

    `heads` are the numbers of the column-1 codes, `starts` where each one's block begins (and the end), `sizes` what
    its numbers are divided by; each of `rows` is the number of a column-2 code, shifted left by `shift`, and the number
    of its terms, or `empty`.
    """

    codes: tuple[str, ...]
    heads: Sequence[int]
    starts: Sequence[int]
    sizes: Sequence[int]
    rows: memoryview
    shift: int

    @property
    def empty(self) -> int:
        """What a slot holds in which no pair lies: all bits set."""
        return (1 << 2 * self.shift) - 1


def write_pairs(path: Path, frame: Any) -> int:
    """Write a frame with the columns of `importing.PairTable`, without a loop over its rows; return how many rows.

    Raises ValueError when a first day or an indicator is missing.
    """
    import polars as pl

    if frame["effective_on"].null_count() or frame["modifier_indicator"].null_count():
        raise ValueError("every pair edit has a first day and an indicator")
    names = pl.concat([frame[name].unique().cast(pl.String) for name in ("column1", "column2")]).unique().sort()
    codes = sorted(names.to_list(), key=lambda code: (crc32(code.encode()), code))
    numbers = {code: number for number, code in enumerate(codes)}
    number_of = pl.Series([numbers[name] for name in names], dtype=pl.Int64)
    columns = frame.select(pl.col("column1", "column2").cast(pl.Enum(names)).to_physical().cast(pl.UInt32))
    terms, of_rows = _numbered_terms(frame)
    table = pl.DataFrame(
        {
            "column1": columns["column1"],
            "number": number_of.gather(columns["column2"]),
            "term": of_rows,
            "effective_on": frame["effective_on"],
        }
    )
    shift = _NARROW if len(codes) <= _NOT_THERE and len(terms) <= 1 << _NARROW else _WIDE
    section, starts, sizes = _slots(table, shift)
    head = _Head(
        shift=shift,
        edits=len(table),
        codes=tuple(codes),
        heads=tuple(number_of.gather(columns["column1"].unique().sort()).to_list()),
        starts=starts,
        sizes=sizes,
        terms=terms,
    )
    write_sections(path, form=FORM, head=msgspec.msgpack.encode(head), sections=[section])
    return len(table)


def _numbered_terms(frame: Any) -> tuple[tuple[Any, ...], Any]:
    """Return the distinct terms, the most frequent ones first (they lie together), and the number of each row's."""
    import polars as pl

    columns = ["effective_on", "ended_on", "modifier_indicator", "rationale"]
    terms = frame.group_by(columns).len()
    texts = terms.select(pl.col("len"), pl.col(columns).cast(pl.String)).with_row_index("at")
    order = texts.sort("len", *columns, descending=[True, False, False, False, False], nulls_last=True)["at"]
    terms = terms[order].drop("len").with_row_index("term")
    of_rows = frame.select(columns).join(terms, on=columns, how="left", nulls_equal=True, maintain_order="left")["term"]
    return tuple(terms.with_columns(pl.col("rationale").cast(pl.String)).select(columns).rows()), of_rows


def _slots(table: Any, shift: int) -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
    """Return the slots of all blocks, where each block begins (and the end), and the blocks' sizes.

    A third of a block's slots is empty: a pair is found, or found missing, within one or two steps.
    """
    import numpy as np
    import polars as pl

    size = (pl.len() * 3 // 2).cast(pl.Int64) | 1
    within = pl.int_range(pl.len(), dtype=pl.Int64)
    table = table.with_columns((pl.col("number") % size.over("column1")).alias("home"))
    table = table.sort("column1", "home", "number", "effective_on", "term")
    # each lies at its home or behind the one before it
    table = table.with_columns(((pl.col("home") - within).cum_max() + within).over("column1").alias("place"))
    blocks = table.group_by("column1", maintain_order=True).agg(
        size.alias("size"),
        pl.max_horizontal(size, pl.col("place").max() + 1).alias("length") + 1,
        pl.len().alias("edits"),
    )
    starts = np.concatenate([np.zeros(1, dtype=np.int64), blocks["length"].to_numpy().cumsum()])
    rows: Any = np.full(starts[-1], -1, dtype=np.int64)
    packed = (table["number"] * (1 << shift) + table["term"].cast(pl.Int64)).to_numpy()
    rows[np.repeat(starts[:-1], blocks["edits"].to_numpy()) + table["place"].to_numpy()] = packed
    section = rows.astype(np.uint32 if shift == _NARROW else np.uint64).tobytes()
    return section, tuple(starts.tolist()), tuple(blocks["size"].to_list())


class PairsFile:
    """A table that `write_pairs` wrote, memory-mapped: the edits of one file, for walking through them.

    `layout` is how it lies there; `terms` are what the lower halves of its rows count.
    """

    __slots__ = ("_bytes", "_edits", "_heads", "_mask", "_numbers", "layout", "terms")

    def __init__(self, path: Path) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if len(sections) != 1 or head.shift not in _LETTERS:
            raise DamagedTable("the file has other sections than a table of pairs")
        rows = sections[0].cast(_LETTERS[head.shift])  # type: ignore[call-overload]
        codes = tuple([intern(code) for code in head.codes])  # files of one release name the same ones
        sizes = array("I", head.sizes)
        self.layout = Layout(codes, array("I", head.heads), array("I", head.starts), sizes, rows, head.shift)
        self.terms = _terms(head.terms)
        self._bytes, self._mask, self._edits = sections[0], (1 << head.shift) - 1, head.edits
        self._numbers: dict[str, int] | None = None
        self._heads: dict[int, int] = {}

    def __len__(self) -> int:
        return self._edits

    def history(self, column1: str, column2: str) -> tuple[PairEdit, ...]:
        """Return every edit of a pair, withdrawn ones too, by first day."""
        number, block = self._number(column2), self._block(column1)
        if number is None or block is None:
            return ()
        _, _, starts, sizes, rows, shift = self.layout
        empty = self.layout.empty
        found, at = [], starts[block] + number % sizes[block]
        while (row := rows[at]) != empty:
            if row >> shift == number:
                found.append(self._edit(column1, row))
            at += 1
        return tuple(found)

    def beside(self, column1: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 1, by column 2."""
        block = self._block(column1)
        if block is None:
            return
        codes, _, starts, _, rows, shift = self.layout
        empty = self.layout.empty
        held = [row for row in rows[starts[block] : starts[block + 1]] if row != empty]
        for row in sorted(held, key=lambda row: codes[row >> shift]):
            yield self._edit(column1, row)

    def under(self, column2: str) -> Iterator[PairEdit]:
        """Iterate over the edits with a code in column 2, by column 1.  Searches the whole table."""
        codes, heads, starts, _, rows, shift = self.layout
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

    def _block(self, column1: str) -> int | None:
        """Return which block is a column-1 code's."""
        number = self._number(column1)
        if not self._heads:
            self._heads = {head: block for block, head in enumerate(self.layout.heads)}
        return None if number is None else self._heads.get(number)

    def _edit(self, column1: str, row: int) -> PairEdit:
        _, _, period, indicator, rationale = self.terms[row & self._mask]
        return PairEdit(column1, self.layout.codes[row >> self.layout.shift], period, indicator, rationale)


class PairIndex:
    """Look-ups of a day over the files of one release: where each column-1 code's block lies, and in which file.

    A look-up anywhere in millions of pairs waits for memory: it touches one slot, and what its codes lead to.
    """

    __slots__ = ("_blocks", "_files", "_notice", "_numbers", "_spread")

    def __init__(self, files: Sequence[tuple[PairsFile, Provenance]], notice: str) -> None:
        """`notice` is what every answer carries."""
        self._files, self._notice = tuple(files), notice
        names = sorted({code for file, _ in files for code in file.layout.codes})
        self._numbers = {code: number for number, code in enumerate(names)}
        self._blocks: dict[str, tuple[memoryview, int, int, Sequence[int], tuple[Term, ...], Provenance]] = {}
        self._spread: set[str] = set()
        """Codes whose edits lie in more than one file, which the publisher avoids, or in a file of wide rows."""
        for file, provenance in files:
            codes, heads, starts, sizes, rows, shift = file.layout
            if shift != _NARROW:
                self._spread.update(codes[head] for head in heads)
                continue
            own = array("H", [_NOT_THERE]) * len(names)
            for number, code in enumerate(codes):
                own[self._numbers[code]] = number
            for head, start, size in zip(heads, starts, sizes, strict=False):
                if codes[head] in self._blocks:
                    self._spread.add(codes[head])
                self._blocks[codes[head]] = (rows, start, size, own, file.terms, provenance)
        for code in self._spread:
            self._blocks.pop(code, None)

    def answer(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Return the edit that holds for the pair on a day; None when there is none."""
        try:
            rows, at, size, own, terms, provenance = self._blocks[column1]
            number = own[self._numbers[column2]]
        except KeyError:
            return self._answer_of_several(column1, column2, on) if column1 in self._spread else None
        at += number % size
        row = rows[at]
        while row >> 16 != number:
            if row == _EMPTY:
                return None
            at += 1
            row = rows[at]
        while row >> 16 == number:
            start, end, period, indicator, rationale = terms[row & 0xFFFF]
            if start <= on < end:
                return Answer(PairEdit(column1, column2, period, indicator, rationale), provenance, self._notice)
            at += 1
            row = rows[at]
        return None

    def _answer_of_several(self, column1: str, column2: str, on: date) -> Answer[PairEdit] | None:
        """Answer from whichever file holds an edit of that day."""
        for file, provenance in self._files:
            for edit in file.history(column1, column2):
                if on in edit.period and edit.modifier_indicator != WITHDRAWN:
                    return Answer(edit, provenance, self._notice)
        return None


def _terms(rows: Sequence[tuple[date, date | None, int, str]]) -> tuple[Term, ...]:
    """Build the terms; days, periods and texts that are equal are one object, near at hand."""
    one_of: dict[Any, Any] = {}
    found: list[Term] = []
    for start, end, indicator, rationale in rows:
        # a row that ends before it begins never held; it is kept as the empty period of its first day
        last = None if end is None else max(start, end)
        start, last = one_of.setdefault(start, start), one_of.setdefault(last, last)
        period = one_of.setdefault((start, last), Period(start, last))
        reason = one_of.setdefault(rationale, rationale)
        until = start if indicator == WITHDRAWN else last or date.max
        found.append((start, until, period, cast(ModifierIndicator, indicator), reason))
    return tuple(found)
