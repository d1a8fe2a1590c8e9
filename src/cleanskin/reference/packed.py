"""Keyed rows on disk: sorted keys and packed rows, looked up one at a time without loading the rest.

A key of up to 12 upper-case letters and digits is the number that it spells in base 36 behind a leading 1, which keeps
leading zeros.  Slots, half of them empty, say where a number stands, found by its remainder: one or two steps into
memory instead of the seventeen of a search among 100,000.  Rows are msgpack maps with the names of their fields, so
that a field added later (with a default) does not make older files unreadable.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "keyed"
_KEY_LENGTH_MAX = 12
_EMPTY = 0xFFFFFFFF
_SCATTER = 0x9E3779B1  # keeps codes that follow one another from filling slots that do
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Row = TypeVar("Row", bound=msgspec.Struct)


class _Head(msgspec.Struct, frozen=True):
    row_type: str
    rows: int
    are_unique: bool  # no key has a second row


def is_key(text: str) -> bool:
    """True for 1 to 12 upper-case ASCII letters and digits."""
    return len(text) <= _KEY_LENGTH_MAX and text.isascii() and text.isalnum() and text == text.upper()


def key_number(key: str) -> int:
    """Return the number of a key; raises ValueError when it is none."""
    if not is_key(key):
        raise ValueError("a key is 1 to 12 upper-case letters and digits")
    return int("1" + key, 36)


def key_text(number: int) -> str:
    """Return the key of a number."""
    letters = []
    while number:
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return "".join(reversed(letters[:-1]))


def write_keyed(path: Path, *, row_type: type[msgspec.Struct], rows: Iterable[tuple[str, msgspec.Struct]]) -> int:
    """Write rows sorted by key, those of one key in the order given; return how many.

    Raises ValueError for a key that is none and TypeError for a row of another type.
    """
    encoder = msgspec.msgpack.Encoder()
    packed: list[tuple[int, bytes]] = []
    for key, row in rows:
        if type(row) is not row_type:
            raise TypeError(f"a row is {type(row).__name__}, the table holds {row_type.__name__}")
        packed.append((key_number(key), encoder.encode(row)))
    packed.sort(key=lambda one: one[0])
    starts = array("Q", [0])
    for _, payload in packed:
        starts.append(starts[-1] + len(payload))
    keys = array("Q", [number for number, _ in packed])
    are_unique = all(one != other for one, other in pairwise(keys))
    head = msgspec.msgpack.encode(_Head(row_type.__name__, len(packed), are_unique))
    payload = b"".join([payload for _, payload in packed])
    write_sections(path, form=FORM, head=head, sections=(keys, starts, _slots(keys), payload))
    return len(packed)


def _slots(keys: Sequence[int]) -> Sequence[int]:
    """Return for each slot the place of the first key that belongs there."""
    size = 2 * len(keys) + 1
    slots = array("I", [_EMPTY]) * size
    before = 0
    for at, number in enumerate(keys):
        if number == before:
            continue
        before, slot = number, number * _SCATTER % size
        while slots[slot] != _EMPTY:
            slot = slot + 1 if slot + 1 < size else 0
        slots[slot] = at
    return slots


class PackedTable(Generic[Row]):
    """A table that `write_keyed` wrote, memory-mapped."""

    __slots__ = ("_are_unique", "_decode", "_keys", "_payload", "_size", "_slots", "_starts", "row_type")

    def __init__(self, path: Path, row_type: type[Row]) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if head.row_type != row_type.__name__ or len(sections) != 4:
            raise DamagedTable(f"the file holds rows of {head.row_type}, not {row_type.__name__}")
        self._keys, self._starts, self._slots = sections[0].cast("Q"), sections[1].cast("Q"), sections[2].cast("I")
        self._payload, self._size = sections[3], len(self._slots)
        self._decode: Any = msgspec.msgpack.Decoder(row_type).decode
        self._are_unique = head.are_unique
        self.row_type = row_type

    def __len__(self) -> int:
        return len(self._keys)

    def rows(self, key: str) -> tuple[Row, ...]:
        """Return the rows of a key in the order they were given, () when there are none."""
        try:
            number = int("1" + key, 36)
        except ValueError:
            return ()
        keys, slots = self._keys, self._slots
        slot = number * _SCATTER % self._size
        at = slots[slot]
        while at != _EMPTY and keys[at] != number:
            slot = slot + 1 if slot + 1 < self._size else 0
            at = slots[slot]
        # int() reads lower case, underscores, blanks and the digits of other scripts too
        if at == _EMPTY or not (key.isascii() and key.isalnum() and key == key.upper()):
            return ()
        starts, payload = self._starts, self._payload
        if self._are_unique:
            return (self._decode(payload[starts[at] : starts[at + 1]]),)
        last = bisect_right(keys, number, at)
        return tuple([self._decode(payload[starts[one] : starts[one + 1]]) for one in range(at, last)])

    def items(self) -> Iterator[tuple[str, Row]]:
        """Iterate over all keys and rows: shorter keys first, then digits before letters."""
        for key, payload in self.packed_items():
            yield key, self._decode(payload)

    def packed_items(self) -> Iterator[tuple[str, memoryview]]:
        """Iterate like `items`, with the rows as they lie in the file."""
        starts, payload = self._starts, self._payload
        for at, number in enumerate(self._keys):
            yield key_text(number), payload[starts[at] : starts[at + 1]]

    def read(self, packed: bytes | memoryview) -> Row:
        """Read a row as `packed_items` gives it."""
        row: Row = self._decode(packed)
        return row

    def keys(self) -> Iterator[str]:
        """Iterate over the keys, each once."""
        before = 0
        for number in self._keys:
            if number != before:
                yield key_text(number)
            before = number
