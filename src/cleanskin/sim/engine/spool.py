"""Events on disk between the patients' lives and the files by day, each block's in order of its own days.

One spool file a block: events as length-prefixed messages, sorted by (day, stream, payer, patient, number).  Reading
takes all blocks at once, one day of each in memory, so memory follows the daily volume of the world.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from cleanskin.sim.nouns.event import Event

_BUFFER_BYTES = 1 << 18
_READ_BYTES = 1 << 16


def order(event: Event) -> tuple[date, str, str, int, int]:
    """Return the place of an event among all: no two have the same."""
    return event.day, event.stream, event.payer, event.patient, event.number


def write_spool(path: Path, events: list[Event]) -> None:
    """Sort a block's events and write them."""
    events.sort(key=order)
    encode = msgspec.msgpack.Encoder().encode
    with path.open("wb", buffering=_BUFFER_BYTES) as stream:
        for event in events:
            data = encode(event)
            stream.write(len(data).to_bytes(4, "big"))
            stream.write(data)


def _read(path: Path) -> Iterator[Event]:
    decode = msgspec.msgpack.Decoder(Event).decode
    with path.open("rb", buffering=_READ_BYTES) as stream:
        while head := stream.read(4):
            yield decode(stream.read(int.from_bytes(head, "big")))


class _Block:
    """One block's events, a day at a time."""

    def __init__(self, path: Path) -> None:
        self._events = _read(path)
        self.next = next(self._events, None)

    def take(self, day: date, into: list[Event]) -> None:
        """Move the events of this day into the list."""
        event = self.next
        while event is not None and event.day == day:
            into.append(event)
            event = next(self._events, None)
        self.next = event


def read_days(paths: Iterable[Path]) -> Iterator[list[Event]]:
    """Yield the events of one day after another, those of all blocks together, in their order."""
    blocks = [_Block(path) for path in paths]
    while True:
        day = min((block.next.day for block in blocks if block.next is not None), default=None)
        if day is None:
            return
        events: list[Event] = []
        for block in blocks:
            block.take(day, events)
        events.sort(key=order)
        yield events
