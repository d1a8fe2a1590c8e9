"""Columns handed to Polars as they lie in memory, by the Arrow C data interface (format 1.x, sections on ArrowArray and
the PyCapsule interface).

Nothing is copied: Polars keeps the arrays until its last frame over them is gone, then says so by a callback.  Texts
must be valid UTF-8; nobody checks them again.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np
import numpy.typing as npt
import polars as pl

Bytes = npt.NDArray[np.generic]


_FIELDS = 10
"""Words of the structure: length, null_count, offset, n_buffers, n_children, buffers, children, dictionary, release,
private_data."""

_Words = ctypes.c_int64 * _FIELDS
_WORD_BYTES = 8

_HELD: dict[int, object] = {}
"""What Polars still uses, by the number in `private_data` of the whole."""

_NUMBERS = count(1)


def _release(address: int, held: dict[int, object] = _HELD, words: type[ctypes.Array[ctypes.c_int64]] = _Words) -> None:
    """Forget what one array holds; called once, from whatever thread drops the last use."""
    array = words.from_address(address)
    array[8] = 0
    held.pop(array[9], None)


_callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release)
# Arrays may be dropped when the interpreter ends, after this module: the callback is never freed.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_callback))
_RELEASE = ctypes.cast(_callback, ctypes.c_void_p).value or 0

_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_CAPSULE_NAME = b"arrow_array"


@dataclass
class Column:
    """One column: rows, how many are null, its buffers in the order of the format (None for one that is absent)."""

    rows: int
    nulls: int
    buffers: Sequence[Bytes | None]
    children: "list[Column]" = field(default_factory=list)


class _Handed:
    """What Polars asks for a schema and an array, once."""

    def __init__(self, schema: pl.Schema, rows: int, columns: list[Column]) -> None:
        self._schema = schema
        self._whole = Column(rows, 0, (None,), columns)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        columns = _flat(self._whole)
        number = next(_NUMBERS)
        structures = _structures(columns, number)
        _HELD[number] = structures, columns
        capsule = _new_capsule(ctypes.addressof(structures), _CAPSULE_NAME, None)
        return self._schema.__arrow_c_schema__(), capsule


def _flat(column: Column) -> list[Column]:
    """Return a column and all below it, itself first."""
    columns = [column]
    for parent in columns:
        columns.extend(parent.children)
    return columns


def _structures(columns: list[Column], number: int) -> "ctypes.Array[ctypes.c_int64]":
    """Return the structures of columns that `_flat` gave, one after the other, then what they point to."""
    pointers = sum(len(column.buffers) + len(column.children) for column in columns)
    made = (ctypes.c_int64 * (_FIELDS * len(columns) + pointers))()
    base = ctypes.addressof(made)
    words: list[ctypes.c_int64 | int] = []
    tail: list[int] = []
    tail_at = base + _WORD_BYTES * _FIELDS * len(columns)
    child = 1
    for column in columns:
        buffers = tail_at + _WORD_BYTES * len(tail)
        tail.extend(_address(buffer) for buffer in column.buffers)
        children = tail_at + _WORD_BYTES * len(tail)
        count = len(column.children)
        tail.extend(base + _WORD_BYTES * _FIELDS * place for place in range(child, child + count))
        child += count
        words += (column.rows, column.nulls, 0, len(column.buffers), count, buffers, children, 0, _RELEASE, 0)
    words[_FIELDS - 1] = number
    made[:] = [*words, *tail]
    return made


def _address(buffer: Bytes | None) -> int:
    if buffer is None:
        return 0
    address: int = buffer.__array_interface__["data"][0]
    return address


def frame_of(schema: pl.Schema, rows: int, columns: list[Column]) -> pl.DataFrame:
    """Return a frame over the columns, which must be those of the schema and must not be changed any more."""
    return pl.DataFrame(_Handed(schema, rows, columns))
