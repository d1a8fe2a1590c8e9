"""A file of checksummed byte sections, written once and memory-mapped ever after.

Processes that map the same file share its pages.  The layout: 32 bytes of prefix, then a msgpack head (which form of
table this is, the table's own head, the lengths of the sections), then the sections, each begun at a multiple of 8.
Numbers in sections are in the byte order of the machine that wrote them; the prefix says which.
"""

import mmap
import os
import struct
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

_MAGIC = b"CLNSKNR1"
_PREFIX = struct.Struct("<8sB3xIQI4x")  # magic, little-endian?, length of head, length of file, CRC-32 after the prefix
_ALIGNMENT = 8


class DamagedTable(Exception):
    """A table cannot be used; the text says why.  Caught where tables are opened and told as `release-damaged`."""


class _Head(msgspec.Struct, frozen=True):
    form: str
    head: bytes
    lengths: tuple[int, ...]


def _padding(length: int) -> int:
    return -length % _ALIGNMENT


def write_sections(path: Path, *, form: str, head: bytes, sections: Sequence[Any]) -> int:
    """Write a new file and force it to disk; `sections` are buffers of bytes.  Returns the file's length."""
    views = [memoryview(section).cast("B") if len(section) else memoryview(b"") for section in sections]
    start = msgspec.msgpack.encode(_Head(form, head, tuple(len(view) for view in views)))
    pieces: list[memoryview | bytes] = [start, bytes(_padding(_PREFIX.size + len(start)))]
    for view in views:
        pieces += [view, bytes(_padding(len(view)))]
    checksum = 0
    for piece in pieces:
        checksum = zlib.crc32(piece, checksum)
    length = _PREFIX.size + sum(len(piece) for piece in pieces)
    with path.open("xb") as file:
        file.write(_PREFIX.pack(_MAGIC, sys.byteorder == "little", len(start), length, checksum))
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return length


def map_sections(path: Path, *, form: str) -> tuple[bytes, tuple[memoryview, ...]]:
    """Map a file that `write_sections` wrote; return the table's head and a read-only view of each section.

    Raises DamagedTable when the file is missing bytes, does not match its checksum, or is of another form.
    """
    try:
        with path.open("rb") as file:
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise DamagedTable("the file cannot be mapped") from error
    if len(whole) < _PREFIX.size:
        raise DamagedTable("the file is cut off")
    magic, little_endian, head_length, length, checksum = _PREFIX.unpack_from(whole)
    if magic != _MAGIC:
        raise DamagedTable("the file is of no known layout")
    if length != len(whole):
        raise DamagedTable(f"the file has {len(whole)} bytes, {length} were written")
    if bool(little_endian) != (sys.byteorder == "little"):
        raise DamagedTable("the file was written on a machine of another byte order")
    if zlib.crc32(whole[_PREFIX.size :]) != checksum:
        raise DamagedTable("the file does not match its checksum")
    try:
        head = msgspec.msgpack.decode(whole[_PREFIX.size : _PREFIX.size + head_length], type=_Head)
    except msgspec.DecodeError as error:
        raise DamagedTable("the file's head cannot be read") from error
    if head.form != form:
        raise DamagedTable(f"the file holds a table of the form {head.form}, not {form}")
    views: list[memoryview] = []
    position = _PREFIX.size + head_length + _padding(_PREFIX.size + head_length)
    for size in head.lengths:
        views.append(whole[position : position + size])
        position += size + _padding(size)
    return head.head, tuple(views)
