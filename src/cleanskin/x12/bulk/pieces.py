"""A file's bytes into clean pieces of whole transactions, with the same recovery as the walker's.

A piece is cut just before an ST, so that memory stays flat; ISA and GS in force are put before it again as copies.
Most pieces are clean as they stand and are only looked over; one with wrapped lines, lost terminators, bytes that are
no UTF-8 or control characters goes through `lex.Splitter` and is put together anew, which is slower.
"""

import mmap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from cleanskin.x12 import lex
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.scan import Segments, merged, scan, white_of
from cleanskin.x12.bulk.spans import SLACK_BYTES, Ints, Source
from cleanskin.x12.tree import Delimiters, Segment

PIECE_BYTES = 4 << 20
"""Size aimed at; a piece is larger when one transaction is."""

NUMBER_BITS = 40
"""Bits of a segment's number where it is kept with its file in one integer."""

Oddity = tuple[str, int, int, str]
"""A finding's name, segment number, byte offset, message without values."""

_WHITE = b" \t\r\n\x00\x1a"
_WINDOW_BYTES = 1024
# enough of the separators' places in a well-formed ISA to know it by
_ISA_PLACES = (3, 50, 69, 81, 83, 103)
# stand-ins for delimiters outside ASCII, which would be two bytes in UTF-8
_STAND_INS = ("\x1d", "\x1f", "\x1c")


@dataclass
class Piece:
    """Some transactions of a file, or of several: their segments, with file, number and byte offset of each."""

    segments: Segments
    file: Ints
    number: Ints
    """Number of each segment in its file; 0 for copies of ISA and GS."""
    offset: Ints
    position: Ints
    """Position in its file of each ST and lone TA1, from 1."""
    delimiters: tuple[int, int, int]
    cut: list[int] = field(default_factory=list)
    """Rows of last segments that have no terminator."""
    oddities: list[Oddity] = field(default_factory=list)

    def places(self, rows: Ints) -> Ints:
        """Return file and number of segments in one integer, for notes."""
        return (self.file[rows] << NUMBER_BITS) | self.number[rows]


def merge(parts: list[Piece]) -> Piece:
    """Return pieces with the same delimiters as one."""
    if len(parts) == 1:
        return parts[0]
    rows = np.cumsum([0, *(len(part.segments) for part in parts)]).tolist()
    return Piece(
        merged([part.segments for part in parts]),
        np.concatenate([part.file for part in parts]),
        np.concatenate([part.number for part in parts]),
        np.concatenate([part.offset for part in parts]),
        np.concatenate([part.position for part in parts]),
        parts[0].delimiters,
        [row + by for part, by in zip(parts, rows) for row in part.cut],
    )


@dataclass
class Run:
    """Interchanges that follow one another with the same delimiters."""

    start: int
    end: int
    delimiters: Delimiters
    bare: bool = False


@dataclass
class Envelope:
    """ISA and GS in force at the end of a piece, as raw segments; segments and transactions before it."""

    file_id: int
    isa: bytes = b""
    gs: bytes = b""
    number: int = 0
    position: int = 0


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
            oddities.append(("interchange-header-missing", 1, header.start, message))
            return [Run(header.start, len(data), header.delimiters, bare=True)]
        name = "no-x12-found" if head.strip(_WHITE) else "empty-file"
        oddities.append((name, 0, 0, "No ISA segment was found." if head else "The file has no content."))
        return []
    if data[: min(starts[0], 4096)].strip(b" \t\r\n\x00\xef\xbb\xbf"):
        oddities.append(("text-outside-interchange", 0, 0, f"{starts[0]} bytes stand before the first ISA."))
    for start, end in zip(starts, [*starts[1:], len(data)]):
        if found and found[-1].end == start and _is_same(data, found[-1], start):
            found[-1].end = end
            continue
        header = lex.header_at(data[start : start + _WINDOW_BYTES], 0)
        if header is None:
            message = "The delimiters of this interchange cannot be told."
            oddities.append(("interchange-header-unreadable", 0, start, message))
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
    for at in _marks(data):
        begin = max(at - 2, 0)
        if next(lex.headers(data[begin : at + _WINDOW_BYTES]), -1) == at - begin:
            yield at


def _marks(data: Data) -> Iterable[int]:
    """Return where the bytes "ISA" stand."""
    if (fast := compiled.kernels()) is not None:
        places: list[int] = fast.text_places(np.frombuffer(data, dtype=np.uint8), *b"ISA").tolist() if data else []
        return places
    return _found_marks(data)


def _found_marks(data: Data) -> Iterator[int]:
    at = data.find(b"ISA")
    while at >= 0:
        yield at
        at = data.find(b"ISA", at + 3)


def _is_same(data: Data, run: Run, start: int) -> bool:
    """True when a well-formed ISA begins at `start` whose delimiters, all four, are those of the run."""
    window = data[start : start + 106]
    separator = run.delimiters.element.encode("latin-1")
    told = (run.delimiters.component + run.delimiters.segment).encode("latin-1")
    if window[104:] != told or window[82:83] != run.delimiters.repetition.encode("latin-1"):
        return False
    return (
        window.count(separator) == 16
        and all(window[place] == separator[0] for place in _ISA_PLACES)
        and _ends(data, run, start)
    )


def _joins(data: Data, run: Run, delimiters: Delimiters, start: int) -> bool:
    same = (delimiters.element, delimiters.component, delimiters.segment)
    told = (run.delimiters.element, run.delimiters.component, run.delimiters.segment)
    return same == told and _ends(data, run, start)


def _ends(data: Data, run: Run, start: int) -> bool:
    """True when a terminator of the run stands before `start`."""
    delimiters = run.delimiters
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
        if piece is not None:
            yield piece
            if end < run.end:
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


def _piece(raw: bytes, at: int, delimiters: Delimiters, envelope: Envelope, *, last: bool) -> Piece | None:
    told = (delimiters.element, delimiters.component, delimiters.segment)
    copies = envelope.isa + envelope.gs
    ended = _stripped_end(raw, _WHITE if told[2] not in "\r\n" else b" ").endswith(told[2].encode())
    source = Source(copies, raw) if ended else Source(copies, raw, told[2].encode())
    white = white_of(source)
    if not all(char.isascii() for char in told) or not is_clean(source, white, told):
        return _repaired(raw, at, delimiters, envelope)
    codes = (ord(told[0]), ord(told[1]), ord(told[2]))
    segments = scan(source, *codes, white=white)
    if not len(segments):
        return None
    copied = bool(envelope.isa) + bool(envelope.gs)
    number = np.arange(len(segments)) + (envelope.number + 1 - copied)
    number[:copied] = 0
    envelope.number += len(segments) - copied
    offset = segments.start + (at - len(copies))
    return _numbered(segments, number, offset, codes, envelope, is_cut=last and not ended)


def _stripped_end(raw: bytes, white: bytes) -> bytes:
    """Return the last bytes that are not white; the whole text only when its end is long and white."""
    return raw[-64:].rstrip(white) or raw.rstrip(white)


def _numbered(
    segments: Segments, number: Ints, offset: Ints, codes: tuple[int, int, int], envelope: Envelope, *, is_cut: bool
) -> Piece:
    transactions = len(segments.find("ST")) + len(segments.find("TA1"))
    position = np.arange(transactions) + (envelope.position + 1)
    envelope.position += transactions
    file = np.full(len(segments), envelope.file_id, dtype=np.int64)
    return Piece(segments, file, number, offset, position, codes, [len(segments) - 1] if is_cut else [])


def _repaired(raw: bytes, at: int, delimiters: Delimiters, envelope: Envelope) -> Piece | None:
    """Split with the walker's splitter and put the segments together as a clean piece."""
    splitter = lex.Splitter(raw, start=0, end=len(raw), delimiters=delimiters, number=envelope.number)
    held: list[Segment] = [segment for group in splitter for segment in group]
    if not held:
        return None
    envelope.number = splitter.number
    told = (delimiters.element, delimiters.component, delimiters.segment)
    table = {ord(char): stand_in for char, stand_in in zip(told, _STAND_INS) if not char.isascii()}
    table |= {place: " " for place in (*range(32), 127) if chr(place) not in told and chr(place) not in _STAND_INS}
    clean = tuple(stand_in if not char.isascii() else char for char, stand_in in zip(told, _STAND_INS))
    text = (told[2].join(told[0].join(segment.elements) for segment in held) + told[2]).translate(table)
    codes = (ord(clean[0]), ord(clean[1]), ord(clean[2]))
    source = Source(envelope.isa, envelope.gs, text.encode("utf-8"))
    segments = scan(source, *codes, white=white_of(source))
    copied = bool(envelope.isa) + bool(envelope.gs)
    numbers = np.array([0] * copied + [segment.number for segment in held], dtype=np.int64)
    offsets = np.array([0] * copied + [segment.offset + at for segment in held], dtype=np.int64)
    piece = _numbered(segments, numbers, offsets, codes, envelope, is_cut=not splitter.terminated)
    piece.oddities = [(name, number, offset + at, message) for name, number, offset, message in splitter.oddities]
    return piece


def is_clean(source: Source, white: Ints, delimiters: tuple[str, str, str]) -> bool:
    """True when `scan` reads the data as the walker's splitter would; `white` is that of `white_of`."""
    if not source.data.isascii():
        try:
            source.data.decode("utf-8")
        except UnicodeDecodeError:
            return False
    buffer = source.buffer[:-SLACK_BYTES]
    if (fast := compiled.kernels()) is not None:
        return not fast.has_odd_control(buffer, *(ord(char) for char in delimiters))
    kind = buffer[white]
    keep = kind != 32
    for char in delimiters:
        if ord(char) < 32:
            keep &= kind != ord(char)
    control, kind = white[keep], kind[keep]
    if not len(control):
        return True
    if not bool(((kind == 10) | (kind == 13)).all()):
        return False
    if delimiters[2] in "\r\n":
        follower = buffer[np.minimum(control + 1, len(buffer) - 1)]
        return bool(((kind == 13) & (follower == 10)).all())
    before = buffer[np.maximum(control - 1, 0)]
    return bool(((before == ord(delimiters[2])) | (before == 10) | (before == 13)).all())


def _carry(segments: Segments, envelope: Envelope) -> None:
    """Keep the ISA and GS that are in force after these segments."""
    isa, gs = segments.find("ISA"), segments.find("GS")
    closing = segments.find_any("GE", "IEA", "ISA")
    if len(isa):
        envelope.isa = _raw(segments, int(isa[-1]))
    open_group = len(gs) and (not len(closing) or gs[-1] > closing[-1])
    envelope.gs = _raw(segments, int(gs[-1])) if open_group else b""


def _raw(segments: Segments, row: int) -> bytes:
    end = int(segments.bounds[segments.first[row] + segments.count[row]])
    start = int(segments.start[row])
    return segments.source.data[start : end + 1]
