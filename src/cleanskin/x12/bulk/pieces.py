"""A file's bytes into clean pieces of whole transactions, with the same recovery as the walker's.

A piece is cut just before an ST, so that memory stays flat; ISA and GS in force are put before it again as copies.
Most pieces are clean as they stand and are only looked over; one with wrapped lines, lost terminators, bytes that are
no UTF-8 or control characters goes through `lex.Splitter` and is put together anew, which is slower.
"""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cleanskin.x12 import lex
from cleanskin.x12.bulk.scan import Segments, scan, tag_of
from cleanskin.x12.tree import Delimiters, Segment

PIECE_BYTES = 4 << 20
"""Size aimed at; a piece is larger when one transaction is."""

Oddity = tuple[str, int, int, str]
"""A finding's name, segment number, byte offset, message without values."""

_WHITE = b" \t\r\n\x00\x1a"
_WINDOW_BYTES = 1024
# stand-ins for delimiters outside ASCII, which would be two bytes in UTF-8
_STAND_INS = ("\x1d", "\x1f", "\x1c")


@dataclass
class Piece:
    """Some transactions of a file: their segments, with number (0 for copies) and byte offset of each."""

    segments: Segments
    number: npt.NDArray[np.int64]
    offset: npt.NDArray[np.int64]
    delimiters: tuple[int, int, int]
    end: int
    terminated: bool = True
    oddities: list[Oddity] = field(default_factory=list)


@dataclass
class Run:
    """Interchanges that follow one another with the same delimiters."""

    start: int
    end: int
    delimiters: Delimiters


@dataclass
class Envelope:
    """ISA and GS in force at the end of a piece, as raw segments, and the number of segments before it."""

    isa: bytes = b""
    gs: bytes = b""
    number: int = 0


Data = bytes | mmap.mmap


def runs(data: Data, oddities: list[Oddity]) -> list[Run]:
    """Find the interchanges of a file and join those with equal delimiters; what was odd goes to `oddities`."""
    found: list[Run] = []
    starts = list(_starts(data))
    if not starts:
        head = data[: 1 << 20]
        header = lex.fragment_header(head)
        if header is not None:
            message = "Transactions stand without an ISA segment before them."
            oddities.append(("interchange_header_missing", 1, header.start, message))
            return [Run(header.start, len(data), header.delimiters)]
        name = "no_x12_found" if head.strip(_WHITE) else "empty_file"
        oddities.append((name, 0, 0, "No ISA segment was found." if head else "The file has no content."))
        return []
    if data[: min(starts[0], 4096)].strip(b" \t\r\n\x00\xef\xbb\xbf"):
        oddities.append(("text_outside_interchange", 0, 0, f"{starts[0]} bytes stand before the first ISA."))
    for start, end in zip(starts, [*starts[1:], len(data)]):
        header = lex.header_at(data[start : start + _WINDOW_BYTES], 0)
        if header is None:
            message = "The delimiters of this interchange cannot be told."
            oddities.append(("interchange_header_unreadable", 0, start, message))
            continue
        oddities.extend((name, 0, start, message) for name, _, message in header.oddities)
        before = found[-1] if found else None
        if before and before.end == start and _joins(data, before, header.delimiters, start):
            before.end = end
        else:
            found.append(Run(start, end, header.delimiters))
    return found


def _starts(data: Data) -> Iterator[int]:
    """Iterate over the beginnings of interchanges, as `lex.headers` tells them, without its scan of every byte."""
    at = data.find(b"ISA")
    while at >= 0:
        begin = max(at - 2, 0)
        if next(lex.headers(data[begin : at + _WINDOW_BYTES]), -1) == at - begin:
            yield at
        at = data.find(b"ISA", at + 3)


def _joins(data: Data, run: Run, delimiters: Delimiters, start: int) -> bool:
    same = (delimiters.element, delimiters.component, delimiters.segment)
    if same != (run.delimiters.element, run.delimiters.component, run.delimiters.segment):
        return False
    before = data[max(run.start, start - 8) : start].rstrip(b" \r\n" if delimiters.segment not in "\r\n" else b" ")
    return before.endswith(delimiters.segment.encode("latin-1"))


def pieces(data: Data, run: Run, envelope: Envelope, *, piece_bytes: int = PIECE_BYTES) -> Iterator[Piece]:
    """Iterate over the pieces of a run; `envelope` is carried from one to the next."""
    separator = run.delimiters.element.encode("latin-1")
    terminator = run.delimiters.segment.encode("latin-1")
    envelope.isa = envelope.gs = b""
    at = run.start
    while at < run.end:
        end = _cut(data, at, run, separator, terminator, piece_bytes)
        piece = _piece(bytes(data[at:end]), at, run.delimiters, envelope, last=end >= run.end)
        piece.end = end
        yield piece
        _carry(piece.segments, envelope)
        at = end


def _cut(data: Data, at: int, run: Run, separator: bytes, terminator: bytes, piece_bytes: int) -> int:
    """Return where the piece that begins at `at` ends: before the last ST that still fits, else before the next."""
    if run.end - at <= piece_bytes:
        return run.end
    mark = b"ST" + separator
    found = data.rfind(mark, at + 1, at + piece_bytes)
    while found > at:
        if _begins_segment(data, found, terminator):
            return found
        found = data.rfind(mark, at + 1, found)
    found = data.find(mark, at + piece_bytes - len(mark), run.end)
    while found >= 0:
        if _begins_segment(data, found, terminator):
            return found
        found = data.find(mark, found + 1, run.end)
    return run.end


def _begins_segment(data: Data, at: int, terminator: bytes) -> bool:
    before = data[max(at - 64, 0) : at]
    return before.rstrip(b" \t\r\n" if terminator not in b"\r\n" else b" \t").endswith(terminator)


def _piece(raw: bytes, at: int, delimiters: Delimiters, envelope: Envelope, *, last: bool) -> Piece:
    told = (delimiters.element, delimiters.component, delimiters.segment)
    if all(char.isascii() for char in told) and is_clean(raw, ord(delimiters.segment), told):
        codes = (ord(told[0]), ord(told[1]), ord(told[2]))
        copies = envelope.isa + envelope.gs
        segments = scan(copies + raw, *codes)
        copied = bool(envelope.isa) + bool(envelope.gs)
        number = np.arange(len(segments)) + (envelope.number + 1 - copied)
        number[:copied] = 0
        envelope.number += len(segments) - copied
        terminated = raw.rstrip(_WHITE).endswith(delimiters.segment.encode()) or (
            told[2] in "\r\n" and raw.endswith(b"\n")
        )
        return Piece(segments, number, segments.start + (at - len(copies)), codes, 0, terminated or not last)
    return _repaired(raw, at, delimiters, envelope)


def _repaired(raw: bytes, at: int, delimiters: Delimiters, envelope: Envelope) -> Piece:
    """Split with the walker's splitter and put the segments together as a clean piece."""
    splitter = lex.Splitter(raw, start=0, end=len(raw), delimiters=delimiters, number=envelope.number)
    held: list[Segment] = [segment for group in splitter for segment in group]
    envelope.number = splitter.number
    told = (delimiters.element, delimiters.component, delimiters.segment)
    table = {ord(char): stand_in for char, stand_in in zip(told, _STAND_INS) if not char.isascii()}
    table |= {place: " " for place in (*range(32), 127) if chr(place) not in told and chr(place) not in _STAND_INS}
    clean = tuple(stand_in if not char.isascii() else char for char, stand_in in zip(told, _STAND_INS))
    text = (told[2].join(told[0].join(segment.elements) for segment in held) + told[2]).translate(table)
    codes = (ord(clean[0]), ord(clean[1]), ord(clean[2]))
    copies = envelope.isa + envelope.gs
    segments = scan(copies + text.encode("utf-8"), *codes)
    copied = bool(envelope.isa) + bool(envelope.gs)
    numbers = np.array([0] * copied + [segment.number for segment in held], dtype=np.int64)
    offsets = np.array([0] * copied + [segment.offset + at for segment in held], dtype=np.int64)
    oddities = [(name, number, offset + at, message) for name, number, offset, message in splitter.oddities]
    return Piece(segments, numbers, offsets, codes, 0, splitter.terminated, oddities)


def is_clean(raw: bytes, terminator: int, delimiters: tuple[str, str, str]) -> bool:
    """True when `scan` reads `raw` as the walker's splitter would."""
    if not raw.isascii():
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return False
    buffer = np.frombuffer(raw, dtype=np.uint8)
    control = np.flatnonzero(buffer < 32)
    for char in delimiters:
        if ord(char) < 32:
            control = control[buffer[control] != ord(char)]
    if not len(control):
        return True
    kind = buffer[control]
    if not bool(((kind == 10) | (kind == 13)).all()):
        return False
    if terminator in (10, 13):
        follower = buffer[np.minimum(control + 1, len(buffer) - 1)]
        return bool(((kind == 13) & (follower == 10)).all())
    before = buffer[np.maximum(control - 1, 0)]
    return bool(((before == terminator) | (before == 10) | (before == 13)).all())


def _carry(segments: Segments, envelope: Envelope) -> None:
    """Keep the ISA and GS that are in force after these segments."""
    isa, gs = segments.find("ISA"), segments.find("GS")
    closing = np.flatnonzero(np.isin(segments.tag, [tag_of("GE"), tag_of("IEA"), tag_of("ISA")]))
    if len(isa):
        envelope.isa = _raw(segments, int(isa[-1]))
    open_group = len(gs) and (not len(closing) or gs[-1] > closing[-1])
    envelope.gs = _raw(segments, int(gs[-1])) if open_group else b""


def _raw(segments: Segments, row: int) -> bytes:
    end = int(segments.bounds[segments.first[row] + segments.count[row]])
    start = int(segments.start[row])
    return segments.source.data[start : end + 1]
