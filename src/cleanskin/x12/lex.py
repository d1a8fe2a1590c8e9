"""Bytes to segments: encodings, where interchanges begin, their delimiters, and the splitting itself.

Everything is held as bytes of the file; text is decoded as Latin-1 in pieces cut at segment ends, so that a character
is a byte and offsets are those of the file.  Segments with bytes outside ASCII are then read as UTF-8 where that fits.
Nothing raises on strange input: what was odd is left in `Splitter.oddities` and `Header.oddities` as (finding name,
byte offset, message) for the envelope to report.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator
from operator import methodcaller

import msgspec

from cleanskin.x12.findings import LISTED_MAX, MORE
from cleanskin.x12.tree import Delimiters, Segment

# bytes decoded at a time: small enough to stay in cache, large enough that the cutting costs nothing
_PIECE_BYTES = 1 << 20
# an interchange this large may be one transaction, held at once
_SHARED_FROM_BYTES = 1 << 22
_WHITE = b" \t\r\n\x00\x1a"
_WHITE_TEXT = " \t\r\n\x00\x1a"
_CANDIDATE = re.compile(rb"ISA([^A-Za-z0-9 \r\n])(?=.{0,4}\1.{0,20}\1)", re.S)
_FRAGMENT = re.compile(rb"(?:\A|(?<=[^A-Za-z0-9]))(GS|ST)([*|^~!#%&+;:,\t\x1c-\x1f])(?=[0-9A-Z]{2,3}\2)")
# where the 16 element separators of a well-formed ISA stand
_ISA_SEPARATORS = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_ISA_LENGTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)
_ISA_BYTES = 106
_ISA_SEARCH_BYTES = 400
_ISA_SEPARATORS_LEAST = 8
_REPETITION_SINCE = "00402"

Oddity = tuple[str, int, str]
"""A finding's name, the byte offset it is about, and a message without values."""


class Header(msgspec.Struct):
    """The beginning of an interchange: its delimiters, and `start`, the first byte to split."""

    start: int
    delimiters: Delimiters
    oddities: list[Oddity]
    bare: bool = False
    """True when there is no ISA and the delimiters were guessed."""


def to_bytes_of_text(data: bytes) -> tuple[bytes, str]:
    """Return the file as bytes of ASCII-compatible text, and the encoding it was converted from ("" if none).

    A UTF-8 mark at the start is left in place (so that offsets are the file's); it is no letter and is passed over.
    """
    head = data[:512]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").encode("utf-8"), "UTF-16"
    at = head.find(b"I\x00S\x00A")
    if at >= 0:
        # two bytes a letter from the start: the letter comes first (little-endian) or second (big-endian)
        return data.decode("utf-16-be" if at % 2 else "utf-16-le", "replace").encode("utf-8"), "UTF-16"
    if b"ISA" not in head and b"\xc9\xe2\xc1" in head:
        return data.decode("cp037").encode("utf-8"), "EBCDIC"
    return data, ""


def headers(data: bytes) -> Iterator[int]:
    """Iterate over the byte offsets at which an ISA segment seems to begin.

    "ISA" as the end of a longer word, or as an element of its own (a first name), is not one.
    """
    at = data.find(b"ISA")
    while at >= 0:
        match = _CANDIDATE.match(data, at)
        before = data[at - 1 : at] if at else b""
        if match is not None and not before.isalnum() and before != match.group(1):
            separators = data.count(match.group(1), at, at + _ISA_SEARCH_BYTES)
            if separators >= _ISA_SEPARATORS_LEAST or len(data) - at < _ISA_BYTES:
                yield at
        at = data.find(b"ISA", at + 3)


def header_at(data: bytes, at: int) -> Header | None:
    """Tell the delimiters of the interchange whose ISA begins at byte `at`; None when they cannot be told."""
    window = data[at : at + _ISA_SEARCH_BYTES]
    separator = window[3:4]
    if not separator:
        return None
    oddities: list[Oddity] = []
    unwrapped = window.replace(b"\r", b"").replace(b"\n", b"")
    if _is_well_formed(window):
        component, terminator = window[104:105], window[105:106]
        if terminator == b"\r":
            terminator = b"\n" if window[106:107] == b"\n" else b"\r"
    elif _is_well_formed(unwrapped) and not unwrapped[105:106].isalnum():
        component, terminator = unwrapped[104:105], unwrapped[105:106]
    else:
        told = _malformed(window, separator)
        if told is None:
            return None
        component, terminator = told
        message = _lengths(window[: max(window.find(terminator, 4), 0)].split(separator))
        oddities.append(("interchange-header-malformed", at, message))
    if terminator.isalnum() or not terminator or terminator in (b" ", separator):
        return None
    return Header(at, _delimiters(data, at, (separator, component, terminator), oddities), oddities)


def _is_well_formed(window: bytes) -> bool:
    return len(window) >= _ISA_BYTES and all(window[place] == window[3] for place in _ISA_SEPARATORS)


def _lengths(elements: list[bytes]) -> str:
    """Say which elements of an ISA have not their fixed length."""
    if len(elements) != len(_ISA_LENGTHS) + 1:
        return f"ISA has {len(elements) - 1} elements instead of {len(_ISA_LENGTHS)}."
    wrong = [
        f"ISA{at:02d} has {len(element)} of {length}"
        for at, (element, length) in enumerate(zip(elements[1:], _ISA_LENGTHS), 1)
        if len(element) != length
    ]
    return f"Lengths: {', '.join(wrong)} characters." if wrong else "The ISA segment has not its fixed form."


def _malformed(window: bytes, separator: bytes) -> tuple[bytes, bytes] | None:
    """Tell component separator and terminator of an ISA that has not its fixed form, by what follows it."""
    follower = re.search(rb"(?:GS|TA1|ST|IEA)" + re.escape(separator), window[4:])
    if follower is None:
        places = [place for place, byte in enumerate(window) if byte == separator[0]]
        if len(places) < 16 or len(window) < places[15] + 3:
            return None
        return window[places[15] + 1 : places[15] + 2], window[places[15] + 2 : places[15] + 3]
    body = window[: follower.start() + 4]
    rest = body[body.rindex(separator) + 1 :]
    bare = rest.strip(_WHITE)
    ends_line = rest.endswith((b"\n", b"\r")) or b"\n" in rest
    if len(bare) >= 2 and not bare[-1:].isalnum():
        return (bare[-2:-1] if not bare[-2:-1].isalnum() else b":"), bare[-1:]
    if ends_line:
        return bare[:1] or b":", b"\n"
    if len(bare) == 1 and not bare.isalnum():
        return b":", bare
    return None


def _delimiters(data: bytes, at: int, told: tuple[bytes, bytes, bytes], oddities: list[Oddity]) -> Delimiters:
    """Add repetition separator and line ends to the three delimiters told by the header."""
    separator, component, terminator = told
    end = data.find(terminator, at + 4)
    after = data[end + 1 : end + 3]
    line_end = b"\r\n" if after == b"\r\n" else after[:1] if after[:1] in (b"\n", b"\r") else b""
    elements = data[at : end if end >= 0 else at + _ISA_SEARCH_BYTES].split(separator)
    repetition, version = b"", (elements[12] if len(elements) > 12 else b"").decode("latin-1")
    if version >= _REPETITION_SINCE:
        repetition = elements[11]
        if len(repetition) != 1 or repetition.isalnum() or repetition == b" ":
            oddities.append(("repetition-separator-not-valid", at, "ISA11 holds no repetition separator."))
            repetition = b""
    used = [char for char in (separator, component, terminator, repetition) if char]
    if len(set(used)) < len(used):
        oddities.append(("delimiters-collide", at, "Two of the four delimiters are the same character."))
        repetition = b"" if used.count(repetition) > 1 else repetition
    names = (separator, component, terminator, repetition, b"" if terminator in b"\r\n" else line_end)
    element, inner, ender, repeat, line = (name.decode("latin-1") for name in names)
    return Delimiters(element=element, component=inner, segment=ender, repetition=repeat, line_end=line)


def fragment_header(data: bytes) -> Header | None:
    """Guess the delimiters of transactions that stand without an ISA; None when nothing looks like one."""
    match = _FRAGMENT.search(data)
    if match is None:
        return None
    separator = match.group(2)
    window = data[match.start() : match.start() + 2 * _ISA_SEARCH_BYTES]
    followers = rb"ST" if match.group(1) == b"GS" else rb"BHT|BPR|BGN|AK1"
    follower = re.search(rb"(.)[ \t]*([\r\n]*)[ \t]*(?:" + followers + rb")" + re.escape(separator), window[3:], re.S)
    if follower is None:
        return None
    terminator = follower.group(1)
    if terminator in b"\r\n" or terminator.isalnum():
        if not follower.group(2) and terminator not in b"\r\n":
            return None
        terminator = b"\n"
    component = b">" if data.count(b">") > data.count(b":") else b":"
    delimiters = Delimiters(
        element=separator.decode("latin-1"),
        component=component.decode("latin-1"),
        segment=terminator.decode("latin-1"),
        repetition="^" if b"^" not in separator + terminator else "",
    )
    return Header(match.start(), delimiters, [], bare=True)


class Splitter:
    """Splits one interchange's bytes into segments, in lists of some thousands.

    After iteration `number` is that of the last segment, `oddities` what was seen, and `terminated` False when the
    last segment had no terminator.
    """

    def __init__(self, data: bytes, *, start: int, end: int, delimiters: Delimiters, number: int) -> None:
        """Split `data[start:end]`; the first segment becomes number `number` + 1."""
        self.number = number
        self.oddities: list[tuple[str, int, int, str]] = []
        """(finding name, segment number, byte offset, message)"""
        self.terminated = True
        self._data, self._start, self._end, self._delimiters = data, start, end, delimiters
        self._newline_ends = delimiters.segment in "\r\n"
        self._shares = end - start >= _SHARED_FROM_BYTES
        self._seen: Counter[str] = Counter()
        self._wrapped = not self._newline_ends and _is_wrapped(data[start : min(end, start + 8192)], delimiters)
        next_id = r"[ \t\r\n]*[\r\n][ \t]*(?=[A-Z][A-Z0-9]{1,2}" + re.escape(delimiters.element) + ")"
        self._unterminated = re.compile(next_id)

    def __iter__(self) -> Iterator[list[Segment]]:
        """Iterate over lists of segments in the order of the file."""
        data, end = self._data, self._end
        terminator = self._delimiters.segment.encode("latin-1")
        at = self._start
        while at < end:
            cut = data.rfind(terminator, at, min(at + _PIECE_BYTES, end))
            if cut < 0:
                cut = data.find(terminator, at + _PIECE_BYTES, end)
            last = cut < 0
            piece = data[at:end] if last else data[at:cut]
            yield self._split(piece.decode("latin-1"), at, last)
            at = end if last else cut + 1

    def _split(self, text: str, offset: int, last: bool) -> list[Segment]:
        if self._is_plain(text):
            return self._split_plain(text, offset, last)
        cut = self._cutter()
        raws = text.split(self._delimiters.segment)
        segments: list[Segment] = []
        append = segments.append
        number = self.number
        for raw in raws:
            length = len(raw) + 1
            bare = raw.strip(_WHITE_TEXT) if self._newline_ends else raw.lstrip(_WHITE_TEXT)
            if not bare:
                if not (last and raw is raws[-1]) and not self._newline_ends:
                    self._note("segment-empty", number, offset, "Nothing stands between two terminators.", every=True)
                offset += length
                continue
            at = offset + raw.index(bare[0])
            if "\n" in bare or "\r" in bare or not bare.isascii():
                for piece, place in self._repaired(bare, at, number + 1):
                    number += 1
                    append(Segment(cut(piece), number, place))
            else:
                number += 1
                append(Segment(cut(bare), number, at))
            offset += length
        self.number = number
        if last and raws[-1].strip(_WHITE_TEXT):
            self.terminated = False
        return segments

    def _cutter(self) -> Callable[[str], list[str]]:
        """Return what cuts a segment into its elements."""
        separator = self._delimiters.element
        if not self._shares:
            return methodcaller("split", separator)
        # elements repeat: one string for each value of a piece, and a list no longer than its elements
        share = dict[str, str]().setdefault
        return lambda segment: [share(element, element) for element in segment.split(separator)]

    def _is_plain(self, text: str) -> bool:
        """True when every segment ends with the terminator and the file's line end, and nothing is odd inside."""
        if self._newline_ends or not text.isascii() or "\x00" in text:
            return False
        line_end = self._delimiters.line_end
        ender = self._delimiters.segment + line_end
        # the piece before left its line end to this one
        inner = text.count(ender)
        begins = text.startswith(line_end) if self.number else not text[:1].isspace()
        return (
            begins
            and text.count(self._delimiters.segment) == inner
            and (text.count("\n") + text.count("\r")) == (inner + bool(self.number)) * len(line_end)
            and ender + " " not in text
            and ender + self._delimiters.segment not in text
        )

    def _split_plain(self, text: str, offset: int, last: bool) -> list[Segment]:
        """Split a piece in which nothing is odd; most files are of nothing else."""
        ender = self._delimiters.segment + self._delimiters.line_end
        skipped = len(self._delimiters.line_end) if self.number else 0
        raws = text[skipped:].split(ender)
        offset += skipped
        step = len(ender)
        number = self.number
        segments: list[Segment] = []
        append = segments.append
        if last and not raws[-1].strip(_WHITE_TEXT):
            raws.pop()
        elif last:
            self.terminated = False
        cut = self._cutter()
        for raw in raws:
            number += 1
            append(Segment(cut(raw), number, offset))
            offset += len(raw) + step
        self.number = number
        return segments

    def _repaired(self, bare: str, at: int, number: int) -> Iterator[tuple[str, int]]:
        """Take line ends out of a segment, part segments that lack a terminator, and read UTF-8 where it fits."""
        pieces: list[tuple[str, int]] = []
        begin = 0
        if not self._wrapped and not self._newline_ends:
            for match in self._unterminated.finditer(bare):
                pieces.append((bare[begin : match.start()], at + begin))
                begin = match.end()
        pieces.append((bare[begin:], at + begin))
        for index, (piece, place) in enumerate(pieces):
            if index:
                message = "The segment before this one has no terminator; a new line begins here."
                self._note("segment-terminator-missing", number + index, place, message, every=True)
            text = piece
            if "\n" in text or "\r" in text:
                if text.rstrip(_WHITE_TEXT) != text.replace("\r", "").replace("\n", ""):
                    self._note("lines-wrapped", number + index, place, "Line ends occur inside segments.")
                text = text.replace("\r", "").replace("\n", "")
            if not text.isascii():
                self._note("text-not-ascii", number + index, place, "Characters outside ASCII occur.")
                try:
                    text = text.encode("latin-1").decode("utf-8")
                except UnicodeDecodeError:
                    pass
            yield text, place

    def _note(self, name: str, number: int, offset: int, message: str, *, every: bool = False) -> None:
        """Keep an oddity, only the first of its name unless `every`."""
        seen = self._seen[name]
        self._seen[name] += 1
        if seen == 0 or (every and seen < LISTED_MAX):
            more = MORE if seen == LISTED_MAX - 1 else ""
            self.oddities.append((name, number, offset, message + more))


def _is_wrapped(head: bytes, delimiters: Delimiters) -> bool:
    """True when the lines of a file all have one length whatever they hold: it was wrapped at a fixed width."""
    lines = head.splitlines()[:-1]
    if len(lines) < 2 or len(lines[0]) < 40 or len({len(line) for line in lines}) != 1:
        return False
    terminator = delimiters.segment.encode("latin-1")
    return any(not line.endswith(terminator) for line in lines)
