"""Columns of numpy arrays into Polars frames, without a Python object per value and without a copy.

Text columns are string views: sixteen bytes a value, made from spans of the bytes that were read, so short text costs
two loads.  Layout: Arrow columnar format 1.4, section on variable-size binary views.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.handover import Bytes, Column, frame_of
from cleanskin.x12.bulk.scan import Picked
from cleanskin.x12.bulk.schema import kept_schema
from cleanskin.x12.bulk.spans import Spans

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_INLINE_BYTES = 12


class Batch:
    """A frame in the making: columns are added in the order of the frame's declaration.

    Arrays given to it must not be changed any more.
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._columns: list[Column] = []

    def _add(self, values: Bytes, valid: Flags | None) -> None:
        nulls = 0 if valid is None else len(valid) - int(np.count_nonzero(valid))
        bitmap = np.packbits(valid, bitorder="little") if nulls and valid is not None else None
        self._columns.append(Column(self.rows, nulls, (bitmap, values)))

    def integers(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of 64-bit integers."""
        self._add(np.ascontiguousarray(values, dtype=np.int64), valid)

    def days(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of dates, given as days since 1970-01-01."""
        self._add(values.astype(np.int32), valid)

    def thousandths(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of decimals with three places, given in thousandths."""
        wide = np.empty((len(values), 2), dtype=np.int64)
        wide[:, 0] = values
        wide[:, 1] = values >> 63
        self._add(wide, valid)

    def flags(self, values: Flags) -> None:
        """Add a column of true or false."""
        self._add(np.packbits(values, bitorder="little"), None)

    def text(self, spans: Spans) -> None:
        """Add a column of text."""
        self._columns.append(_text(spans))

    def texts(self, offsets: Ints, spans: Spans) -> None:
        """Add a column of lists of text: list i holds the spans from offsets[i] to offsets[i + 1]."""
        values = np.ascontiguousarray(offsets, dtype=np.int64)
        self._columns.append(Column(self.rows, 0, (None, values), [_text(spans)]))

    def frame(self, declared: Frame) -> pl.DataFrame:
        """Return the frame; its columns are those added, which must be all that are declared."""
        return frame_of(kept_schema(declared), self.rows, self._columns)


def _text(spans: Spans) -> Column:
    rows = len(spans)
    long: npt.NDArray[np.uint8] | None
    bitmap: npt.NDArray[np.uint8] | None
    fast = compiled.kernels()
    if fast is not None and isinstance(spans, Picked):
        views, long, bitmap, nulls = fast.picked_views(spans.rows, *spans.at)
    elif fast is not None:
        views, long, bitmap, nulls = fast.views(spans.source.words, spans.source.buffer, spans.start, spans.size)
    else:
        valid = spans.size > 0
        nulls = rows - int(np.count_nonzero(valid))
        bitmap = np.packbits(valid, bitorder="little")
        views, long = _views(spans)
    if long is None or not len(long):
        return Column(rows, nulls, (bitmap if nulls else None, views, np.zeros(0, dtype=np.int64)))
    return Column(rows, nulls, (bitmap if nulls else None, views, long, np.array([len(long)], dtype=np.int64)))


def _views(spans: Spans) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint8] | None]:
    """Return string views of spans, and the buffer of the texts longer than twelve bytes."""
    size = np.maximum(spans.size, 0)
    widest = int(size.max(initial=0))
    if not widest:
        return np.zeros((len(size), 2), dtype=np.uint64), None
    views = np.empty((len(size), 2), dtype=np.uint64)
    low = spans.keys()
    np.bitwise_or(low << np.uint64(32), size.view(np.uint64), out=views[:, 0])
    if widest <= 4:
        views[:, 1] = 0
        return views, None
    np.right_shift(low, np.uint64(32), out=views[:, 1])
    if widest > 8:
        over = np.flatnonzero(size > 8)
        views[over, 1] |= spans.high_keys(over) << np.uint64(32)
    if widest <= _INLINE_BYTES:
        return views, None
    long = np.flatnonzero(size > _INLINE_BYTES)
    sizes = size[long]
    places = np.cumsum(sizes) - sizes
    views[long, 1] = places.astype(np.uint64) << np.uint64(32)
    return views, spans.gather(long)
