"""Keyed rows on disk: sorted keys and packed rows, looked up one at a time without loading the rest.

Slots, half of them empty, say where the rows of a key lie: each is one number of the place, the length and eight bits
of the key's checksum, by which other keys in its way are passed over.  A look-up touches a slot and the rows,
nothing else.  Rows lie with their key: a pair of the key and its row, or of the key and all of its rows when any key of
the table has several.  A row is a msgpack map with the names of its fields, so that a field added later (with a
default) does not make older files unreadable.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar
from zlib import crc32

import msgspec

from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "keyed-2"
_KEY_LENGTH_MAX = 12
_PLACE_MAX, _LENGTH_MAX = (1 << 32) - 1, (1 << 24) - 1

Row = TypeVar("Row", bound=msgspec.Struct)


class _Head(msgspec.Struct, frozen=True):
    row_type: str
    rows: int
    slots: int  # by what checksums are divided; a few more may follow
    are_unique: bool  # no key has a second row


def is_key(text: str) -> bool:
    """True for 1 to 12 upper-case ASCII letters and digits."""
    return len(text) <= _KEY_LENGTH_MAX and text.isascii() and text.isalnum() and text == text.upper()


def write_keyed(path: Path, *, row_type: type[msgspec.Struct], rows: Iterable[tuple[str, msgspec.Struct]]) -> int:
    """Write rows sorted by key, shorter keys first, those of one key in the order given; return how many.

    Raises ValueError for a key that is none and for rows too large for a table (16 MB a key, 4 GB together), TypeError
    for a row of another type.
    """
    encode = msgspec.msgpack.Encoder().encode
    packed: list[tuple[str, bytes]] = []
    for key, row in rows:
        if type(row) is not row_type:
            raise TypeError(f"a row is {type(row).__name__}, the table holds {row_type.__name__}")
        if not is_key(key):
            raise ValueError("a key is 1 to 12 upper-case letters and digits")
        packed.append((key, encode(row)))
    packed.sort(key=lambda one: (len(one[0]), one[0]))
    are_unique = all(one != other for (one, _), (other, _) in pairwise(packed))
    if are_unique:
        records = [(key, encode((key, msgspec.Raw(row)))) for key, row in packed]
    else:
        by_key = groupby(packed, key=itemgetter(0))
        records = [(key, encode((key, [msgspec.Raw(row) for _, row in group]))) for key, group in by_key]
    head = msgspec.msgpack.encode(_Head(row_type.__name__, len(packed), _size(records), are_unique))
    sections = (_slots(records), b"".join([record for _, record in records]))
    write_sections(path, form=FORM, head=head, sections=sections)
    return len(packed)


def _size(records: Sequence[tuple[str, bytes]]) -> int:
    return 2 * len(records) + 1


def _slots(records: Sequence[tuple[str, bytes]]) -> Sequence[int]:
    """Return for each slot the place (32 bits), length (24) and checksum (8) of a record, 0 where there is none.

    A record's slot is the remainder of its key's checksum by twice the number of records and one; or the next free one.
    The last slots are for those which have come past that number, and one stays empty.
    """
    size = _size(records)
    places, start = [], 0
    for key, record in records:
        if start > _PLACE_MAX or len(record) > _LENGTH_MAX:
            raise ValueError("the rows are too large for a table")
        checksum = crc32(key.encode())
        places.append((checksum % size, start << 32 | len(record) << 8 | checksum >> 24))
        start += len(record)
    slots, at = array("Q", bytes(8 * (size + 1))), -1
    for home, place in sorted(places):
        at = max(home, at + 1)
        slots.extend([0] * (at + 2 - len(slots)))
        slots[at] = place
    return slots


class PackedTable(Generic[Row]):
    """A table that `write_keyed` wrote, memory-mapped."""

    __slots__ = ("_are_unique", "_decode", "_decode_row", "_payload", "_rows", "_size", "_slots", "row_type")

    def __init__(self, path: Path, row_type: type[Row]) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if head.row_type != row_type.__name__ or len(sections) != 2:
            raise DamagedTable(f"the file holds rows of {head.row_type}, not {row_type.__name__}")
        self._slots, self._payload = sections[0].cast("Q"), sections[1]
        self._rows, self._size, self._are_unique = head.rows, head.slots, head.are_unique
        value: Any = row_type if head.are_unique else tuple[row_type, ...]  # type: ignore[valid-type]
        self._decode: Any = msgspec.msgpack.Decoder(tuple[str, value]).decode
        self._decode_row: Any = msgspec.msgpack.Decoder(row_type).decode
        self.row_type = row_type

    def __len__(self) -> int:
        return self._rows

    @property
    def are_unique(self) -> bool:
        """True when no key has a second row."""
        return self._are_unique

    def rows(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a key in the order they were given, () when there are none."""
        found = self.found(key)
        return () if found is None else (found,) if self._are_unique else found

    def found(self, key: str) -> Any:
        """Return the row of a key, or all of its rows unless keys are unique; None when there is none."""
        try:
            checksum = crc32(key.encode())
        except UnicodeEncodeError:
            return None
        slots, bits = self._slots, checksum >> 24
        slot = checksum % self._size
        while place := slots[slot]:
            if place & 0xFF == bits:
                start = place >> 32
                named, found = self._decode(self._payload[start : start + (place >> 8 & _LENGTH_MAX)])
                if named == key:
                    return found
            slot += 1
        return None

    def items(self) -> Iterator[tuple[str, Row]]:
        """Iterate over all keys and rows: shorter keys first, then digits before letters."""
        for record in self._records():
            key, found = self._decode(record)
            if self._are_unique:
                yield key, found
            else:
                yield from ((key, row) for row in found)

    def packed_items(self) -> Iterator[tuple[str, memoryview]]:
        """Iterate like `items`, with the rows as they lie in the file."""
        value: Any = msgspec.Raw if self._are_unique else tuple[msgspec.Raw, ...]
        decode = msgspec.msgpack.Decoder(tuple[str, value]).decode
        for record in self._records():
            key, found = decode(record)
            for raw in (found,) if self._are_unique else found:
                yield key, memoryview(raw)

    def read(self, packed: bytes | memoryview) -> Row:
        """Read a row as `packed_items` gives it."""
        row: Row = self._decode_row(packed)
        return row

    def keys(self) -> Iterator[str]:
        """Iterate over the keys, each once."""
        decode = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw]).decode
        for record in self._records():
            yield decode(record)[0]

    def _records(self) -> Iterator[memoryview]:
        """Iterate over the records in their order: by place, which is the upper part of what a slot holds."""
        for place in sorted(place for place in self._slots if place):
            yield self._payload[place >> 32 : (place >> 32) + (place >> 8 & _LENGTH_MAX)]
