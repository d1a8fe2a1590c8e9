"""A piece of a file as arrays: where its segments and elements stand.

`scan` finds every terminator and separator at once; `Rows` hands out elements of chosen segments as spans.  The piece
must be clean: line ends only after terminators, no control characters, ASCII delimiters (`pieces.py` sees to that).
"""

from functools import cached_property

import numpy as np
import numpy.typing as npt

from cleanskin.x12.bulk.spans import Flags, Ints, Keys, Source, Spans

_TAG_BYTES = np.array([0, 0xFF, 0xFFFF, 0xFFFFFF, 0], dtype=np.uint64)
_SPACE = 0x20


def tag_of(name: str) -> np.uint64:
    """Return the number that stands for a segment's id."""
    return np.uint64(int.from_bytes(name.encode().ljust(3, b"\0"), "little"))


class Segments:
    """Segments of one piece: `tag`, `start` (byte), `first` (its first bound), `count` (elements), `number`.

    `bounds` are the places of all separators and terminators.  A subset shares source and bounds with the whole.
    """

    def __init__(
        self, source: Source, bounds: Ints, tag: Keys, start: Ints, first: Ints, count: Ints, *, component: int
    ) -> None:
        self.source, self.bounds = source, bounds
        self.tag, self.start, self.first, self.count = tag, start, first, count
        self.component = component
        self.padded = True

    def __len__(self) -> int:
        return len(self.tag)

    @cached_property
    def inner_bounds(self) -> Ints:
        """Places of all component separators."""
        return np.flatnonzero(self.source.buffer == self.component)

    def subset(self, rows: Ints) -> "Segments":
        """Return only the segments of `rows`, ascending."""
        if len(rows) == len(self):
            return self
        part = Segments(
            self.source,
            self.bounds,
            self.tag[rows],
            self.start[rows],
            self.first[rows],
            self.count[rows],
            component=self.component,
        )
        part.padded = self.padded
        if "inner_bounds" in self.__dict__:
            part.__dict__["inner_bounds"] = self.inner_bounds
        return part

    def find(self, tag: str) -> Ints:
        """Return the rows of segments with that id."""
        return np.flatnonzero(self.tag == tag_of(tag))

    def rows(self, rows: Ints) -> "Rows":
        """Return access to the elements of chosen segments; row -1 has none."""
        return Rows(self, rows)

    def last(self, at: Flags) -> Ints:
        """Return for every segment the latest row, itself included, where `at` holds; -1 before the first."""
        return last_of(np.flatnonzero(at), len(self))


def last_of(places: Ints, rows: int) -> Ints:
    """Return for every row the latest of `places` (ascending) that is not after it; -1 before the first."""
    marks = np.full(rows, -1, dtype=np.int64)
    marks[places] = places
    latest: Ints = np.maximum.accumulate(marks)
    return latest


def scan(data: bytes, separator: int, component: int, terminator: int) -> Segments:
    """Find the segments of clean data."""
    source = Source(data)
    buffer = source.buffer[: len(data)]
    ends = buffer == terminator
    bounds = np.flatnonzero((buffer == separator) | ends)
    if not len(bounds) or not ends[bounds[-1]]:
        # the last segment has no terminator: the byte after the data stands for one
        bounds = np.append(bounds, len(data))
        is_end = source.buffer[bounds] == terminator
        is_end[-1] = True
    else:
        is_end = source.buffer[bounds] == terminator
    end_at = np.flatnonzero(is_end)
    end = bounds[end_at]
    first = np.empty(len(end), dtype=np.int64)
    first[0] = 0
    first[1:] = end_at[:-1] + 1
    start = np.empty(len(end), dtype=np.int64)
    start[0] = 0
    start[1:] = end[:-1] + 1
    _skip_white(source.buffer, start, end)
    some = np.flatnonzero(start < end)
    if len(some) < len(start):
        start, end_at, first = start[some], end_at[some], first[some]
    size = bounds[first] - start
    tag = source.words[start] & _TAG_BYTES[np.clip(size, 0, 4)]
    segments = Segments(source, bounds, tag, start, first, end_at - first, component=component)
    segments.padded = _is_padded(segments, separator, component, terminator)
    return segments


def _skip_white(buffer: npt.NDArray[np.uint8], start: Ints, end: Ints) -> None:
    """Move each start past blanks and line ends, up to its end."""
    at = np.flatnonzero((buffer[start] <= _SPACE) & (start < end))
    steps = 0
    while len(at) and steps < 64:
        start[at] += 1
        at = at[(buffer[start[at]] <= _SPACE) & (start[at] < end[at])]
        steps += 1
    for row in at.tolist():
        raw = buffer[start[row] : end[row]].tobytes()
        start[row] += len(raw) - len(raw.lstrip())


def _is_padded(segments: Segments, separator: int, component: int, terminator: int) -> bool:
    """True when blanks stand next to a delimiter outside the ISA segments."""
    buffer = segments.source.buffer
    white = np.flatnonzero(buffer[: len(segments.source.data)] <= _SPACE)
    white = white[white < segments.bounds[-1]]
    after, before = buffer[white + 1], buffer[np.maximum(white - 1, 0)]
    trailing = (after == separator) | (after == component) | (after == terminator)
    leading = (before == separator) | (before == component)
    at = white[trailing | leading]
    owner = segments.tag[np.searchsorted(segments.start, at, side="right") - 1]
    return bool((owner != tag_of("ISA")).any())


class Rows:
    """Chosen segments, and their elements as spans."""

    __slots__ = ("count", "first", "segments")

    def __init__(self, segments: Segments, rows: Ints) -> None:
        self.segments = segments
        if len(segments):
            self.first = segments.first[rows]
            self.count = np.where(rows >= 0, segments.count[rows], 0)
        else:
            self.first = self.count = np.zeros(len(rows), dtype=np.int64)

    def __getitem__(self, element: int) -> Spans:
        """Return element `element` (from 1) of each segment, without its padding."""
        spans = self.raw(element)
        return stripped(spans) if self.segments.padded else spans

    def raw(self, element: int) -> Spans:
        """Return element `element` as it stands."""
        bounds = self.segments.bounds
        has = self.count >= element
        at = np.where(has, self.first + (element - 1), 0)
        start = bounds[at] + 1
        size = bounds[np.minimum(at + 1, len(bounds) - 1)] - start
        size[~has | (size <= 0)] = -1
        return Spans(self.segments.source, start, size)

    def widest(self) -> int:
        """Return the largest number of elements of any row."""
        return int(self.count.max(initial=0))

    def parts(self, element: int) -> "Parts":
        """Return the components of a composite element."""
        return Parts(self.segments, self[element])


def stripped(spans: Spans) -> Spans:
    """Return spans without blanks at their ends; what is blank altogether becomes null."""
    buffer = spans.source.buffer
    start, size = spans.start.copy(), spans.size.copy()
    at = np.flatnonzero((size > 0) & (buffer[start] <= _SPACE))
    while len(at):
        start[at] += 1
        size[at] -= 1
        at = at[(size[at] > 0) & (buffer[start[at]] <= _SPACE)]
    at = np.flatnonzero((size > 0) & (buffer[start + size - 1] <= _SPACE))
    while len(at):
        size[at] -= 1
        at = at[(size[at] > 0) & (buffer[start[at] + size[at] - 1] <= _SPACE)]
    size[size == 0] = -1
    return Spans(spans.source, start, size)


class Parts:
    """A composite element of chosen segments, and its components as spans."""

    __slots__ = ("_begin", "_count", "_padded", "_places", "whole")

    def __init__(self, segments: Segments, whole: Spans) -> None:
        self.whole = whole
        self._places = segments.inner_bounds
        self._padded = segments.padded
        size = np.maximum(whole.size, 0)
        self._begin = np.searchsorted(self._places, whole.start)
        self._count = np.searchsorted(self._places, whole.start + size) - self._begin
        self._count[whole.size < 0] = -1

    def widest(self) -> int:
        """Return the largest number of components of any row."""
        return int(self._count.max(initial=-1)) + 1

    def __getitem__(self, part: int) -> Spans:
        """Return component `part` (from 1), without its padding."""
        whole, places = self.whole, self._places
        if not len(places):
            return whole if part == 1 else Spans.nulls(whole.source, len(whole))
        has = self._count >= part - 1
        start = whole.start
        if part > 1:
            start = np.where(has, places[np.clip(self._begin + part - 2, 0, len(places) - 1)] + 1, 0)
        inner = self._count >= part
        end = np.where(inner, places[np.clip(self._begin + part - 1, 0, len(places) - 1)], whole.start + whole.size)
        size = end - start
        size[~has | (size <= 0)] = -1
        spans = Spans(whole.source, start, size)
        return stripped(spans) if self._padded else spans


def first_of(owner: Ints, rows: Ints, owners: int) -> Ints:
    """Return for each owner the first of `rows` that belongs to it, -1 without one; `owner` -1 belongs to nobody."""
    result = np.full(owners + 1, -1, dtype=np.int64)
    result[owner[::-1]] = rows[::-1]
    return result[:owners]


def counts_of(owner: Ints, owners: int) -> Ints:
    """Return how many rows each owner has; `owner` -1 belongs to nobody."""
    return np.bincount(owner[owner >= 0], minlength=owners).astype(np.int64)


def sums_of(owner: Ints, values: Ints, owners: int) -> Ints:
    """Return the exact sum of each owner's values; `owner` ascending except for -1, which belongs to nobody."""
    kept = owner >= 0
    total = np.concatenate([[0], np.cumsum(values[kept], dtype=np.int64)])
    ends = np.cumsum(counts_of(owner, owners))
    sums: Ints = total[ends] - total[np.concatenate([[0], ends[:-1]])]
    return sums


def positions_of(owner: Ints) -> Ints:
    """Return each row's position among the neighbors with the same owner, from 1."""
    rows = np.arange(len(owner))
    begins = np.ones(len(owner), dtype=np.bool_)
    begins[1:] = owner[1:] != owner[:-1]
    return rows - last_of(np.flatnonzero(begins), len(owner)) + 1
