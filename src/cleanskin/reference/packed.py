"""Keyed rows on disk: sorted keys and packed rows, looked up one at a time without loading the rest.

A key of up to 12 upper-case letters and digits is the number that it spells in base 36 behind a leading 1, which keeps
leading zeros.  Rows are msgpack maps with the names of their fields, so that a field added later (with a default) does
not make older files unreadable.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from cleanskin.reference.mapped import DamagedTable, map_sections, write_sections

FORM = "keyed"
_KEY_LENGTH_MAX = 12
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Row = TypeVar("Row", bound=msgspec.Struct)


class _Head(msgspec.Struct, frozen=True):
    row_type: str
    rows: int
    are_unique: bool  # no key has a second row


def is_key(text: str) -> bool:
    """True for 1 to 12 upper-case ASCII letters and digits."""
    return len(text) <= _KEY_LENGTH_MAX and text.isascii() and text.isalnum() and (text.isupper() or text.isdigit())


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
    write_sections(path, form=FORM, head=head, sections=(keys, starts, b"".join([payload for _, payload in packed])))
    return len(packed)


class PackedTable(Generic[Row]):
    """A table that `write_keyed` wrote, memory-mapped."""

    __slots__ = ("_are_unique", "_decode", "_keys", "_payload", "_starts", "row_type")

    def __init__(self, path: Path, row_type: type[Row]) -> None:
        """Map the file; raises DamagedTable when it cannot be used, FileNotFoundError when it is gone."""
        encoded, sections = map_sections(path, form=FORM)
        head = msgspec.msgpack.decode(encoded, type=_Head)
        if head.row_type != row_type.__name__ or len(sections) != 3:
            raise DamagedTable(f"the file holds rows of {head.row_type}, not {row_type.__name__}")
        self._keys, self._starts, self._payload = sections[0].cast("Q"), sections[1].cast("Q"), sections[2]
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
        keys = self._keys
        at = bisect_left(keys, number)
        if at == len(keys) or keys[at] != number or not is_key(key):  # int() reads lower case and underscores too
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

    def keys(self) -> Iterator[str]:
        """Iterate over the keys, each once."""
        before = 0
        for number in self._keys:
            if number != before:
                yield key_text(number)
            before = number
