"""Columns of numpy arrays into Polars frames, without a Python object per value.

A frame is written as an Arrow IPC stream of one record batch and read back by Polars.  Text columns are written as
string views: sixteen bytes a value, made from spans of the bytes that were read, so short text costs two loads.
Layout: Arrow columnar format 1.4, sections on the IPC streaming format and on variable-size binary views.
"""

import io
import struct
from functools import cache

import numpy as np
import numpy.typing as npt
import polars as pl

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.schema import polars_schema
from cleanskin.x12.bulk.spans import Spans

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_END_OF_STREAM = struct.pack("<iI", -1, 0)
_METADATA_V5 = 4
_RECORD_BATCH = 3
_INLINE_BYTES = 12


@cache
def _schema_message(frame: Frame) -> bytes:
    """Return the stream's first message: Polars' own description of the frame's schema."""
    stream = io.BytesIO()
    pl.DataFrame(schema=polars_schema(frame)).write_ipc_stream(stream, compat_level=pl.CompatLevel.newest())
    raw = stream.getvalue()
    (size,) = struct.unpack_from("<i", raw, 4)
    return raw[: 8 + size]


def _batch_message(
    rows: int, nodes: list[tuple[int, int]], buffers: list[tuple[int, int]], variadic: list[int], body_bytes: int
) -> bytes:
    """Return the metadata of a record batch (a flatbuffer Message holding a RecordBatch) with its length prefix."""
    out = bytearray(8)
    # vtable of Message: its own size, the table's size, then where version, header type, header, body length stand
    out += struct.pack("<HHHHHH", 12, 24, 4, 6, 8, 16)
    out += bytes(-len(out) % 8)
    table = len(out)
    out += struct.pack("<ihBxIIq", table - 8, _METADATA_V5, _RECORD_BATCH, 0, 0, body_bytes)
    struct.pack_into("<I", out, 0, table)
    vtable = len(out)
    # vtable of RecordBatch: length, nodes, buffers, no compression, variadic buffer counts
    out += struct.pack("<HHHHHHH", 14, 32, 8, 16, 20, 0, 24)
    out += bytes(-len(out) % 8)
    batch = len(out)
    out += struct.pack("<iIqIIII", batch - vtable, 0, rows, 0, 0, 0, 0)
    struct.pack_into("<I", out, table + 8, batch - (table + 8))
    vectors = (
        (16, len(nodes), b"".join(struct.pack("<qq", *node) for node in nodes)),
        (20, len(buffers), b"".join(struct.pack("<qq", *buffer) for buffer in buffers)),
        (24, len(variadic), struct.pack(f"<{len(variadic)}q", *variadic)),
    )
    for field, count, items in vectors:
        out += bytes((-len(out) - 4) % 8)
        struct.pack_into("<I", out, batch + field, len(out) - (batch + field))
        out += struct.pack("<I", count) + items
    out += bytes(-len(out) % 8)
    return struct.pack("<iI", -1, len(out)) + bytes(out)


class Batch:
    """One record batch in the making: columns are added in the order of the frame's declaration."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self._nodes: list[tuple[int, int]] = []
        self._buffers: list[tuple[int, int]] = []
        self._variadic: list[int] = []
        self._body: list[bytes | memoryview] = []
        self._size = 0

    def _buffer(self, data: npt.NDArray[np.generic] | bytes) -> None:
        raw: bytes | memoryview = b""
        if isinstance(data, bytes):
            raw = data
        elif data.size:
            raw = np.ascontiguousarray(data).data.cast("B")
        self._buffers.append((self._size, len(raw)))
        padding = -len(raw) % 64
        self._body.append(raw)
        self._body.append(bytes(padding))
        self._size += len(raw) + padding

    def _node(self, rows: int, valid: Flags | None) -> None:
        nulls = 0 if valid is None else rows - int(np.count_nonzero(valid))
        self._nodes.append((rows, nulls))
        self._buffer(b"" if not nulls or valid is None else np.packbits(valid, bitorder="little"))

    def integers(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of 64-bit integers."""
        self._node(len(values), valid)
        self._buffer(values.astype(np.int64, copy=False))

    def days(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of dates, given as days since 1970-01-01."""
        self._node(len(values), valid)
        self._buffer(values.astype(np.int32))

    def thousandths(self, values: Ints, valid: Flags | None = None) -> None:
        """Add a column of decimals with three places, given in thousandths."""
        self._node(len(values), valid)
        wide = np.empty((len(values), 2), dtype=np.int64)
        wide[:, 0] = values
        wide[:, 1] = values >> 63
        self._buffer(wide)

    def flags(self, values: Flags) -> None:
        """Add a column of true or false."""
        self._node(len(values), None)
        self._buffer(np.packbits(values, bitorder="little"))

    def text(self, spans: Spans) -> None:
        """Add a column of text."""
        if (fast := compiled.kernels()) is not None:
            made, text, bitmap, nulls = fast.views(spans.source.words, spans.source.buffer, spans.start, spans.size)
            self._nodes.append((len(spans), nulls))
            self._buffer(bitmap)
            self._buffer(made)
            self._variadic.append(int(len(text) > 0))
            if len(text):
                self._buffer(text)
            return
        valid = spans.size > 0
        self._node(len(spans.size), None if bool(valid.all()) else valid)
        views, long = _views(spans)
        self._buffer(views)
        if long is None:
            self._variadic.append(0)
        else:
            self._variadic.append(1)
            self._buffer(long)

    def texts(self, offsets: Ints, spans: Spans) -> None:
        """Add a column of lists of text: list i holds the spans from offsets[i] to offsets[i + 1]."""
        self._node(len(offsets) - 1, None)
        self._buffer(offsets)
        self.text(spans)

    def frame(self, declared: Frame) -> pl.DataFrame:
        """Return the frame; its columns are those added, which must be all that are declared."""
        head = _schema_message(declared)
        message = _batch_message(self.rows, self._nodes, self._buffers, self._variadic, self._size)
        stream = io.BytesIO()  # one made from bytes would be copied when its buffer is asked for
        stream.writelines([head, message, *self._body, _END_OF_STREAM])
        stream.seek(0)
        return pl.read_ipc_stream(stream)


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
