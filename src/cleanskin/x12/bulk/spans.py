"""Spans: places of text in a buffer of bytes, as arrays.  What columns are made of before they are values.

A span is (start, size); a size below one means null, for no text is empty.
"""

from collections.abc import Sequence
from types import ModuleType

import numpy as np
import numpy.typing as npt

from cleanskin.x12.bulk import compiled

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]

SLACK_BYTES = 32
"""Readable bytes after the end of every buffer, so that eight can be loaded anywhere."""

# by size from 0 to 8; the last entry answers to size -1
_LOW_BYTES = np.array([*((1 << 8 * size) - 1 for size in range(9)), 0], dtype=np.uint64)


def key_of(code: str) -> np.uint64:
    """Return the key of a code of at most seven characters, to compare with `Spans.keys`."""
    return np.uint64(int.from_bytes(code.encode().ljust(8, b"\0"), "little"))


class Source:
    """A buffer of bytes with slack at its end, and the same bytes as overlapping 64-bit words."""

    __slots__ = ("buffer", "data", "words")

    def __init__(self, *data: bytes) -> None:
        """`data` without slack; it is added here."""
        self.data = b"".join((*data, bytes(SLACK_BYTES)))
        self.buffer: npt.NDArray[np.uint8] = np.frombuffer(self.data, dtype=np.uint8)
        self.words: Keys = np.ndarray(shape=(len(self.data) - 8,), dtype="<u8", buffer=self.data, strides=(1,))


class Spans:
    """A column of spans into one source."""

    __slots__ = ("_size", "_start", "source")

    def __init__(self, source: Source, start: Ints, size: Ints) -> None:
        self.source, self._start, self._size = source, start, size

    @property
    def start(self) -> Ints:
        """Where each span begins."""
        return self._start

    @property
    def size(self) -> Ints:
        """How many bytes each span has; below one means null."""
        return self._size

    @classmethod
    def nulls(cls, source: Source, rows: int) -> "Spans":
        """Return a column of nulls."""
        return cls(source, np.zeros(rows, dtype=np.int64), np.full(rows, -1, dtype=np.int64))

    @classmethod
    def of_texts(cls, texts: Sequence[bytes]) -> "Spans":
        """Return a column of the texts given; an empty one is null."""
        sizes = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
        starts = np.cumsum(sizes) - sizes
        return cls(Source(b"".join(texts)), starts, np.where(sizes > 0, sizes, -1))

    def __len__(self) -> int:
        return len(self.size)

    @property
    def valid(self) -> Flags:
        """Where there is text."""
        return self.size > 0

    def take(self, rows: Ints) -> "Spans":
        """Return the rows named; row -1 is null."""
        if not len(self.size):
            return Spans.nulls(self.source, len(rows))
        if (fast := compiled.kernels()) is not None:
            return Spans(self.source, *fast.take_spans(self.start, self.size, rows))
        size = np.where(rows < 0, -1, self.size[rows])
        return Spans(self.source, self.start[rows], size)

    def below(self, others: "Sequence[Spans]") -> "Spans | None":
        """Return the columns of `others`, this one among them, below one another if that needs no look at them."""
        return None

    def where(self, keep: Flags) -> "Spans":
        """Return the column with null where `keep` is false."""
        return Spans(self.source, self.start, np.where(keep, self.size, -1))

    def otherwise(self, other: "Spans") -> "Spans":
        """Return the column with nulls replaced by those of `other`, of the same source."""
        if other.source is not self.source:
            raise ValueError("columns of two sources")
        has = self.size > 0
        if bool(has.all()):
            return self
        return Spans(self.source, np.where(has, self.start, other.start), np.where(has, self.size, other.size))

    def keys(self) -> Keys:
        """Return the first eight bytes of each span as a number, zero for null."""
        if (fast := compiled.kernels()) is not None:
            found: Keys = fast.span_keys(self.source.words, self.start, self.size)
            return found
        masked: Keys = self.source.words[self.start] & _LOW_BYTES[np.minimum(self.size, 8)]
        return masked

    def high_keys(self, rows: Ints) -> Keys:
        """Return bytes nine to twelve of the spans of `rows`."""
        masked: Keys = self.source.words[self.start[rows] + 8] & _LOW_BYTES[np.clip(self.size[rows] - 8, 0, 4)]
        return masked

    def equals(self, code: str) -> Flags:
        """True where the text is `code` (at most seven characters)."""
        if (fast := compiled.kernels()) is not None:
            found: Flags = fast.span_equals(self.source.words, self.start, self.size, key_of(code))
            return found
        same: Flags = self.keys() == key_of(code)
        return same

    def byte(self, place: int) -> npt.NDArray[np.uint8]:
        """Return the byte at `place` of each span, whether or not the span reaches it."""
        found: npt.NDArray[np.uint8] = self.source.buffer[self.start + place]
        return found

    def gather(self, rows: Ints) -> npt.NDArray[np.uint8]:
        """Return the bytes of the spans of `rows`, one after the other."""
        size = self.size[rows]
        total = int(size.sum())
        shift = np.repeat(self.start[rows] - (np.cumsum(size) - size), size)
        shift += np.arange(total)
        found: npt.NDArray[np.uint8] = self.source.buffer[shift]
        return found

    def bytes_at(self, row: int) -> bytes:
        """Return one span's bytes, empty for null."""
        start, size = int(self.start[row]), int(self.size[row])
        return self.source.data[start : start + size] if size > 0 else b""


def concatenated(columns: Sequence[Spans]) -> Spans:
    """Return columns of one source below one another."""
    together = columns[0].below(columns)
    if together is not None:
        return together
    start = np.concatenate([column.start for column in columns])
    return Spans(columns[0].source, start, np.concatenate([column.size for column in columns]))


def joined(parts: Sequence[Spans], separator: bytes) -> Spans:
    """Return the parts of each row that are not null, joined; null when all are.

    Parts that stand in the source as they are to be joined are left there; else all rows are copied.
    """
    if (fast := compiled.kernels()) is not None:
        return _joined_fast(fast, parts, separator)
    sizes = np.stack([np.maximum(part.size, 0) for part in parts])
    count = (sizes > 0).sum(axis=0)
    result = parts[0]
    for part in parts[1:]:
        result = result.otherwise(part)
    many = np.flatnonzero(count > 1)
    if not len(many):
        return result
    total = sizes.sum(axis=0) + (count - 1) * len(separator)
    ends = np.stack([part.start + size for part, size in zip(parts, sizes)])
    reach = np.where(sizes > 0, ends, 0).max(axis=0) - result.start
    follower = parts[0].source.buffer[result.start + np.maximum(result.size, 0)]
    stands = (reach[many] == total[many]) & (follower[many] == separator[0])
    if len(separator) == 1 and bool(stands.all()):
        return Spans(result.source, result.start, np.where(count > 0, total, -1))
    return _copied(parts, separator, np.where(count > 0, total, 0))


def _joined_fast(fast: ModuleType, parts: Sequence[Spans], separator: bytes) -> Spans:
    source = parts[0].source
    starts, sizes = np.stack([part.start for part in parts]), np.stack([part.size for part in parts])
    start, size, several, stand = fast.join_plan(source.buffer, starts, sizes, separator[0])
    if not several or (stand and len(separator) == 1):
        return Spans(source, start, size)
    more = np.frombuffer(separator[1:], dtype=np.uint8)
    out, start, size = fast.joined_bytes(source.buffer, starts, sizes, separator[0], more)
    return Spans(Source(out.tobytes()), start, size)


def _copied(parts: Sequence[Spans], separator: bytes, total: Ints) -> Spans:
    """Return the joined parts in a source of their own; `total` are the sizes of the joined rows."""
    start = np.cumsum(total) - total
    out = np.empty(int(total.sum()), dtype=np.uint8)
    cursor = start.copy()
    begun = np.zeros(len(total), dtype=np.bool_)
    for part in parts:
        rows = np.flatnonzero(part.size > 0)
        again = rows[begun[rows]]
        for place, byte in enumerate(separator):
            out[cursor[again] + place] = byte
        cursor[again] += len(separator)
        size = part.size[rows]
        to = np.repeat(cursor[rows] - (np.cumsum(size) - size), size)
        to += np.arange(len(to))
        out[to] = part.gather(rows)
        cursor[rows] += size
        begun[rows] = True
    return Spans(Source(out.tobytes()), start, np.where(total > 0, total, -1))


def replaced(spans: Spans, rows: Ints, texts: Sequence[bytes]) -> Spans:
    """Return the column with the texts of `rows` replaced; it gets a source of its own."""
    old = spans.source.data[:-SLACK_BYTES]
    sizes = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    start, size = spans.start.copy(), spans.size.copy()
    start[rows] = len(old) + np.cumsum(sizes) - sizes
    size[rows] = np.where(sizes > 0, sizes, -1)
    return Spans(Source(old + b"".join(texts)), start, size)
