"""The segments of one kind of transaction in a piece, and the keys their rows are given."""

from dataclasses import dataclass

import numpy as np

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.arrow import Batch
from cleanskin.x12.bulk.notes import Notes
from cleanskin.x12.bulk.pieces import NUMBER_BITS
from cleanskin.x12.bulk.scan import Rows, Segments, first_of, tag_of
from cleanskin.x12.bulk.spans import Flags, Ints, Keys, Spans, key_of
from cleanskin.x12.bulk.values import days, decimals, periods

_ALL = np.zeros(0, dtype=np.bool_)


@dataclass
class Money:
    """A column of amounts or quantities: values, and where they are valid or stood there unreadable."""

    value: Ints
    valid: Flags
    bad: Flags

    def take(self, rows: Ints) -> "Money":
        """Return the rows named; row -1 is null."""
        if not len(self.value):
            nothing = np.zeros(len(rows), dtype=np.bool_)
            return Money(np.zeros(len(rows), dtype=np.int64), nothing, nothing)
        has = rows >= 0
        return Money(self.value[rows], self.valid[rows] & has, self.bad[rows] & has)


@dataclass
class Days:
    """A column of dates: days since 1970-01-01 and where they are valid."""

    value: Ints
    valid: Flags

    def otherwise(self, other: "Days") -> "Days":
        """Return the column with nulls replaced by those of `other`."""
        return Days(np.where(self.valid, self.value, other.value), self.valid | other.valid)

    def take(self, rows: Ints) -> "Days":
        """Return the rows named; row -1 is null."""
        if not len(self.value):
            return Days(np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.bool_))
        return Days(self.value[rows], self.valid[rows] & (rows >= 0))


class Part:
    """The segments of the transactions of one kind, in order, with what their rows must carry."""

    def __init__(self, segments: Segments, transaction: Ints, notes: Notes, *, file: Ints, number: Ints) -> None:
        """`transaction`, `file` and `number` are those of each segment."""
        self.segments, self.transaction, self.notes = segments, transaction, notes
        self.file, self.number = file, number
        self._codes: dict[str, Keys] = {}

    def noted(self, name: str, rows: Ints, element: str) -> None:
        """Note that an element of these segments could not be read, or that their sums differ."""
        if len(rows):
            self.notes.values(name, (self.file[rows] << NUMBER_BITS) | self.number[rows], element)

    def only(self, rows: Ints) -> "Part":
        """Return the part with only the segments of `rows`, ascending."""
        transaction, file, number = self.transaction[rows], self.file[rows], self.number[rows]
        return Part(self.segments.subset(rows), transaction, self.notes, file=file, number=number)

    def __len__(self) -> int:
        return len(self.segments)

    def at(self, *tags: str) -> Flags:
        """True for segments with one of these ids."""
        mask: Flags = self.segments.tag == tag_of(tags[0])
        for tag in tags[1:]:
            mask |= self.segments.tag == tag_of(tag)
        return mask

    def codes(self, tag: str) -> Keys:
        """Return the keys of the first elements of all segments with that id."""
        keys = self._codes.get(tag)
        if keys is None:
            keys = self._codes[tag] = self.rows(self.segments.find(tag))[1].keys()
        return keys

    def rows(self, rows: Ints) -> Rows:
        """Return access to the elements of chosen segments."""
        return self.segments.rows(rows)

    def cents(self, rows: Ints, element: int, name: str, *, within: Rows | None = None) -> Money:
        """Read an amount of chosen segments; note those that are none."""
        return self._number(rows, element, name, 2, "amount-not-readable", within)

    def quantity(self, rows: Ints, element: int, name: str, *, within: Rows | None = None) -> Money:
        """Read a quantity in thousandths; note those that are none."""
        return self._number(rows, element, name, 3, "element-not-of-its-kind", within)

    def _number(self, rows: Ints, element: int, name: str, places: int, kind: str, within: Rows | None) -> Money:
        spans = (within or self.rows(rows))[element]
        value, valid, bad = decimals(spans, places)
        if bool(bad.any()):
            self.noted(kind, np.unique(rows[bad]), f"{name}{element:02d}")
        return Money(value, valid, bad)

    def days(self, rows: Ints, element: int, name: str, *, within: Rows | None = None) -> Days:
        """Read a date CCYYMMDD of chosen segments; note those that are none."""
        value, valid, bad = days((within or self.rows(rows))[element])
        if bool(bad.any()):
            self.noted("element-not-of-its-kind", np.unique(rows[bad]), f"{name}{element:02d}")
        return Days(value, valid)

    def periods(self, rows: Ints) -> tuple[Days, Days]:
        """Read DTP03 of chosen segments as first and last day; note those that are none."""
        first, first_valid, last, last_valid, bad = periods(self.rows(rows)[3])
        if bool(bad.any()):
            self.noted("element-not-of-its-kind", np.unique(rows[bad]), "DTP03")
        return Days(first, first_valid), Days(last, last_valid)

    def where(self, batch: Batch, rows: Ints) -> None:
        """Add the columns file_id, transaction_id and segment."""
        batch.integers(self.file[rows])
        batch.integers(self.transaction[rows])
        batch.integers(self.number[rows])


class Qualified:
    """Segments of one id inside their owners, by the code in their first element."""

    def __init__(self, part: Part, tag: str, owner: Ints, owners: int, keep: Flags | None = None) -> None:
        """Take the segments `tag` whose `owner` (an array over all segments) is not -1 and `keep` holds."""
        rows = part.segments.find(tag)
        if (fast := compiled.kernels()) is not None:
            rows, own, self.keys = fast.owned_rows(rows, part.codes(tag), owner, _ALL if keep is None else keep)
        else:
            own = owner[rows]
            kept = np.flatnonzero(own >= 0 if keep is None else (own >= 0) & keep[rows])
            if len(kept) < len(rows):
                rows, own = rows[kept], own[kept]
            self.keys = part.rows(rows)[1].keys()
        self.rows, self.owner, self.owners = rows, own, owners
        self.part = part

    def named(self, *codes: str) -> Flags:
        """True for the segments with one of these codes."""
        mask: Flags = self.keys == key_of(codes[0])
        for code in codes[1:]:
            mask |= self.keys == key_of(code)
        return mask

    def first(self, *codes: str) -> Ints:
        """Return for each owner the row of its first segment with one of these codes, -1 without one."""
        if (fast := compiled.kernels()) is not None:
            first, last = key_of(codes[0]), key_of(codes[-1])
            rows: Ints = fast.first_coded(self.keys, first, last, self.owner, self.rows, self.owners)
            return rows
        found = np.flatnonzero(self.named(*codes))
        return first_of(self.owner[found], self.rows[found], self.owners)

    def text(self, code: str, element: int = 2) -> Spans:
        """Return an element of each owner's first segment with that code."""
        return self.part.rows(self.first(code))[element]


Batches = dict[str, tuple[Frame, Batch]]
