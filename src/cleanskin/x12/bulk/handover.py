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


class _ArrowArray(ctypes.Structure):
    """The structure of the interface, by its order of fields."""


_POINTER = ctypes.c_void_p
_ArrowArray._fields_ = [
    ("length", ctypes.c_int64),
    ("null_count", ctypes.c_int64),
    ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("buffers", _POINTER),
    ("children", _POINTER),
    ("dictionary", _POINTER),
    ("release", _POINTER),
    ("private_data", _POINTER),
]

_HELD: dict[int, object] = {}
"""What Polars still uses, by the number in `private_data`."""

_NUMBERS = count(1)


def _release(address: int, held: dict[int, object] = _HELD, kind: type[_ArrowArray] = _ArrowArray) -> None:
    """Forget what one array holds; called once, from whatever thread drops the last use."""
    array = kind.from_address(address)
    array.release = None
    if array.private_data:
        held.pop(array.private_data, None)


_callback = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(_release)
# Arrays may be dropped when the interpreter ends, after this module: the callback is never freed.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_callback))
_RELEASE = ctypes.cast(_callback, ctypes.c_void_p).value

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
        self._whole = Column(rows, 0, [None], columns)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        keep: list[object] = []
        array = _array(self._whole, keep)
        number = next(_NUMBERS)
        array.private_data = number
        _HELD[number] = keep
        capsule = _new_capsule(ctypes.addressof(array), _CAPSULE_NAME, None)
        return self._schema.__arrow_c_schema__(), capsule


def _array(column: Column, keep: list[object]) -> _ArrowArray:
    """Return the structure of a column; what it points to goes to `keep`."""
    pointers = [None if buffer is None else buffer.ctypes.data for buffer in column.buffers]
    buffers = (ctypes.c_void_p * len(pointers))(*pointers)
    parts = [_array(child, keep) for child in column.children]
    children = (ctypes.c_void_p * len(parts))(*(ctypes.addressof(part) for part in parts))
    array = _ArrowArray(
        column.rows,
        column.nulls,
        0,
        len(pointers),
        len(parts),
        ctypes.addressof(buffers),
        ctypes.addressof(children) if parts else None,
        None,
        _RELEASE,
        None,
    )
    keep.extend((column.buffers, buffers, children, array))
    return array


def frame_of(schema: pl.Schema, rows: int, columns: list[Column]) -> pl.DataFrame:
    """Return a frame over the columns, which must be those of the schema and must not be changed any more."""
    return pl.DataFrame(_Handed(schema, rows, columns))
