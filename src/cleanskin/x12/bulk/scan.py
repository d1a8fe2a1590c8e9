"""A piece of a file as arrays: where its segments and elements stand.

`scan` finds every terminator and separator at once; `Rows` hands out elements of chosen segments as spans.  The piece
must be clean: line ends only after terminators, no control characters, ASCII delimiters (`pieces.py` sees to that).
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from types import ModuleType

import numpy as np
import numpy.typing as npt

from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.spans import SLACK_BYTES, Flags, Ints, Keys, Source, Spans, joined, key_of

_TAG_BYTES = np.array([0, 0xFF, 0xFFFF, 0xFFFFFF, 0], dtype=np.uint64)
_SPACE = 0x20
_BOUND_MAX = 1 << 31
_COLON = ord(":")
_NOWHERE = np.zeros(0, dtype=np.int64)


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
        self._found: dict[str, Ints] = {}
        self._by_tag: dict[int, Ints] | None = None

    def __len__(self) -> int:
        return len(self.tag)

    @cached_property
    def inner_bounds(self) -> Ints:
        """Places of all component separators."""
        return np.flatnonzero(self.source.buffer == self.component)

    def subset(self, rows: Ints | slice) -> "Segments":
        """Return only the segments of `rows`, ascending."""
        if not isinstance(rows, slice) and len(rows) == len(self):
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
        if isinstance(rows, slice) and self._by_tag is not None:
            part._by_tag = {tag: _between(found, rows) for tag, found in self._by_tag.items()}
        if "inner_bounds" in self.__dict__:
            part.__dict__["inner_bounds"] = self.inner_bounds
        return part

    def find(self, tag: str) -> Ints:
        """Return the rows of segments with that id."""
        rows = self._found.get(tag)
        if rows is None and (fast := compiled.kernels()) is not None:
            return self._rows_by_tag(fast).get(int(tag_of(tag)), _NOWHERE)
        if rows is None:
            rows = self._found[tag] = np.flatnonzero(self.tag == tag_of(tag))
        return rows

    def _rows_by_tag(self, fast: ModuleType) -> dict[int, Ints]:
        """Return the rows of every tag there is."""
        if self._by_tag is None:
            tags, rows, ends = fast.rows_by_tag(self.tag)
            if len(tags):
                self._by_tag = dict(zip(tags.tolist(), np.split(rows, ends[:-1])))
            else:
                self._by_tag = {int(tag): np.flatnonzero(self.tag == tag) for tag in np.unique(self.tag)}
        return self._by_tag

    def rows(self, rows: Ints) -> "Rows":
        """Return access to the elements of chosen segments; row -1 has none."""
        return Rows(self, rows)

    def find_any(self, *tags: str) -> Ints:
        """Return the rows of segments with one of those ids."""
        return np.sort(np.concatenate([self.find(tag) for tag in tags]))

    def latest(self, rows: Ints, *tags: str) -> Ints:
        """Return for each of `rows` the latest segment, itself included, with one of those ids; -1 without one."""
        places = np.concatenate([[-1], self.find_any(*tags)])
        found: Ints = places[np.searchsorted(places, rows, side="right") - 1]
        return found


def _between(places: Ints, rows: slice) -> Ints:
    """Return the places within a range, counted from its start."""
    first, last = np.searchsorted(places, (rows.start, rows.stop))
    found: Ints = places[first:last] - rows.start
    return found


def last_of(places: Ints, rows: int) -> Ints:
    """Return for every row the latest of `places` (ascending) that is not after it; -1 before the first."""
    if (fast := compiled.kernels()) is not None:
        found: Ints = fast.latest_rows(places, rows)
        return found
    marks = np.full(rows, -1, dtype=np.int64)
    marks[places] = places
    latest: Ints = np.maximum.accumulate(marks)
    return latest


def white_of(source: Source) -> Ints:
    """Return where blanks, line ends and other control characters stand."""
    buffer = source.buffer[:-SLACK_BYTES]
    if compiled.kernels() is not None:
        return _NOWHERE  # they look at every byte themselves
    return np.flatnonzero(buffer <= _SPACE)


def scan(source: Source, separator: int, component: int, terminator: int, *, white: Ints) -> Segments:
    """Find the segments of clean data that ends with a terminator; `white` is that of `white_of`."""
    buffer = source.buffer[:-SLACK_BYTES]
    fast = compiled.kernels()
    if fast is not None and len(buffer) < _BOUND_MAX:
        delimiters = separator, component, terminator
        bounds, ends = fast.bound_places(buffer, separator, terminator)
        tag, start, first, count = fast.segment_columns(source.buffer, source.words, bounds, ends, terminator)
        segments = Segments(source, bounds, tag, start, first, count, component=component)
        headers = np.flatnonzero(tag == tag_of("ISA"))
        after = np.append(start, len(buffer))[headers + 1]
        segments.padded = fast.has_padding(source.buffer, len(buffer), start[headers], after, *delimiters)
        return segments
    bounds = np.flatnonzero((buffer == separator) | (buffer == terminator))
    end_at = np.flatnonzero(buffer[bounds] == terminator)
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
    segments.padded = _is_padded(segments, white, (separator, component, terminator))
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


def _is_padded(segments: Segments, white: Ints, delimiters: tuple[int, int, int]) -> bool:
    """True when blanks stand next to a delimiter outside the ISA segments."""
    separator, component, terminator = delimiters
    buffer = segments.source.buffer
    white = white[buffer[white] != terminator]
    after, before = buffer[white + 1], buffer[np.maximum(white - 1, 0)]
    trailing = (after == separator) | (after == component) | ((after == terminator) & (before != terminator))
    leading = (before == separator) | (before == component)
    at = white[trailing | leading]
    if not len(at):
        return False
    owner = segments.tag[np.searchsorted(segments.start, at, side="right") - 1]
    return bool((owner != tag_of("ISA")).any())


def merged(parts: Sequence[Segments]) -> Segments:
    """Return the segments of several pieces with the same component separator as those of one."""
    if len(parts) == 1:
        return parts[0]
    data = [part.source.data[:-SLACK_BYTES] for part in parts]
    source = Source(b"".join(data))
    byte = np.cumsum([0, *(len(text) for text in data)]).tolist()
    bound = np.cumsum([0, *(len(part.bounds) for part in parts)]).tolist()

    def column(pick: Callable[[Segments], Ints], shift: list[int]) -> Ints:
        return np.concatenate([pick(part) + by for part, by in zip(parts, shift)])

    result = Segments(
        source,
        column(lambda part: part.bounds, byte),
        np.concatenate([part.tag for part in parts]),
        column(lambda part: part.start, byte),
        column(lambda part: part.first, bound),
        np.concatenate([part.count for part in parts]),
        component=parts[0].component,
    )
    result.padded = any(part.padded for part in parts)
    return result


class Picked(Spans):
    """An element (or one component of it) of chosen segments, looked up in the pass that reads its text.

    Only the compiled kernels make such passes; `start` and `size` are found when something else asks for them.
    """

    __slots__ = ("_fast", "_keys", "_part", "at", "rows")

    def __init__(self, fast: ModuleType, segments: Segments, rows: Ints, element: int, part: int = 0) -> None:
        """`rows` are segments, -1 for none; `part` counts from 1, 0 is the whole element."""
        self.source = segments.source
        self.rows = rows
        self._fast, self._part = fast, part
        self.at = (
            segments.source.buffer,
            segments.source.words,
            segments.first,
            segments.count,
            segments.bounds,
            element,
            part,
            segments.component,
            segments.padded,
        )
        """What every kernel of this kind takes after the rows."""

    def __len__(self) -> int:
        return len(self.rows)

    def component(self, part: int) -> "Picked":
        """Return component `part` (from 1) of the element."""
        other = Picked.__new__(Picked)
        other.source, other.rows, other._fast, other._part = self.source, self.rows, self._fast, part
        other.at = (*self.at[:6], part, *self.at[7:])
        return other

    def _find(self) -> None:
        self._start, self._size = self._fast.picked_spans(self.rows, *self.at)

    @property
    def start(self) -> Ints:
        """Where each span begins."""
        if not hasattr(self, "_start"):
            self._find()
        return self._start

    @property
    def size(self) -> Ints:
        """How many bytes each span has; below one means null."""
        if not hasattr(self, "_size"):
            self._find()
        return self._size

    def of(self, rows: Ints) -> "Picked":
        """Return the same element of other segments."""
        other = self.component(self._part)
        other.rows = rows
        return other

    def is_like(self, other: Spans) -> bool:
        """True when the other is the same element or component of segments of the same piece."""
        return isinstance(other, Picked) and other.at[2] is self.at[2] and other.at[5:7] == self.at[5:7]

    def take(self, rows: Ints) -> Spans:
        """Return the rows named; row -1 is null."""
        if not len(self.rows):
            return Spans.nulls(self.source, len(rows))
        return self.of(self._fast.take_rows(self.rows, rows))

    def where(self, keep: Flags) -> Spans:
        """Return the column with null where `keep` is false."""
        return self.of(np.where(keep, self.rows, -1))

    def below(self, others: Sequence[Spans]) -> Spans | None:
        """Return the columns of `others`, this one among them, below one another; None when they are not alike."""
        if all(self.is_like(other) for other in others):
            return self.of(np.concatenate([other.rows for other in others if isinstance(other, Picked)]))
        return None

    def keys(self) -> Keys:
        """Return the first eight bytes of each span as a number, zero for null."""
        if not hasattr(self, "_keys"):
            self._keys: Keys = self._fast.picked_keys(self.rows, *self.at)
        return self._keys

    def equals(self, code: str) -> Flags:
        """True where the text is `code` (at most seven characters)."""
        same: Flags = self.keys() == key_of(code)
        return same


class Rows:
    """Chosen segments, and their elements as spans."""

    __slots__ = ("_bounds", "_places", "_rows", "segments")

    def __init__(self, segments: Segments, rows: Ints) -> None:
        self.segments, self._rows = segments, rows
        self._places: dict[int, Ints] = {}
        self._bounds: tuple[Ints, Ints, int] | None = None

    def _taken(self) -> tuple[Ints, Ints, int]:
        """Return first bound and count of elements of each segment, and the least count."""
        if self._bounds is None:
            segments, rows = self.segments, self._rows
            if not len(segments):
                first = count = np.zeros(len(rows), dtype=np.int64)
            else:
                first, count = segments.first[rows], segments.count[rows]
                absent = rows < 0
                if bool(absent.any()):
                    count[absent] = 0
            self._bounds = first, count, int(count.min()) if len(rows) else 0
        return self._bounds

    @property
    def count(self) -> Ints:
        """Numbers of elements."""
        return self._taken()[1]

    def __getitem__(self, element: int) -> Spans:
        """Return element `element` (from 1) of each segment, without its padding."""
        segments = self.segments
        fast = compiled.kernels()
        if fast is not None and len(segments):
            return Picked(fast, segments, self._rows, element)
        start = self._place(element - 1) + 1
        spans = Spans(segments.source, start, self._place(element) - start)
        return stripped(spans) if segments.padded else spans

    def _place(self, element: int) -> Ints:
        """Return where element `element` ends; an absent one ends, and begins, where the segment ends."""
        place = self._places.get(element)
        if place is None:
            first, count, least = self._taken()
            at = element if element <= least else np.minimum(count, element)
            place = self._places[element] = self.segments.bounds[first + at]
        return place

    def widest(self) -> int:
        """Return the largest number of elements of any row."""
        return int(self.count.max(initial=0))

    def parts(self, element: int) -> "Parts":
        """Return the components of a composite element."""
        return Parts(self.segments, self[element])


def stripped(spans: Spans) -> Spans:
    """Return spans without blanks at their ends; what is blank altogether becomes null."""
    buffer = spans.source.buffer
    if (fast := compiled.kernels()) is not None:
        return Spans(spans.source, *fast.strip(buffer, spans.start, spans.size))
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

    __slots__ = ("_begin", "_component", "_count", "_padded", "_places", "whole")

    def __init__(self, segments: Segments, whole: Spans) -> None:
        """`whole` is the composite element."""
        self.whole = whole
        self._padded, self._component = segments.padded, segments.component
        if compiled.kernels() is not None:
            return
        self._places = segments.inner_bounds if int(whole.size.max(initial=0)) > 0 else _NOWHERE
        if not len(self._places):
            self._begin = self._count = np.where(whole.size > 0, 0, -1)
            return
        size = np.maximum(whole.size, 0)
        self._begin = np.searchsorted(self._places, whole.start)
        self._count = np.searchsorted(self._places, whole.start + size) - self._begin
        self._count[whole.size <= 0] = -1

    def widest(self) -> int:
        """Return the largest number of components of any row."""
        if (fast := compiled.kernels()) is not None:
            whole = self.whole
            return int(fast.widest_composite(whole.source.buffer, whole.start, whole.size, self._component))
        return int(self._count.max(initial=-1)) + 1

    def joined(self, parts: int) -> Spans:
        """Return the first components, at most `parts`, joined by colons: those that are not null."""
        whole = self.whole
        fast = compiled.kernels() if self._component == _COLON and not self._padded else None
        if fast is not None and fast.is_joined(whole.start, whole.size, whole.source.buffer, _COLON, parts):
            return whole
        return joined([self[part] for part in range(1, min(self.widest(), parts) + 1)] or [whole], b":")

    def __getitem__(self, part: int) -> Spans:
        """Return component `part` (from 1), without its padding."""
        whole = self.whole
        if isinstance(whole, Picked):
            return whole.component(part)
        if (fast := compiled.kernels()) is not None:
            found = fast.components(whole.source.buffer, whole.start, whole.size, self._component, part)
            spans = Spans(whole.source, *found)
            return stripped(spans) if self._padded else spans
        places = self._places
        if not len(places):
            return whole if part == 1 else Spans.nulls(whole.source, len(whole))
        has = self._count >= part - 1
        start = whole.start
        if part > 1:
            start = np.where(has, places[np.clip(self._begin + part - 2, 0, len(places) - 1)] + 1, 0)
        inner = self._count >= part
        end = np.where(inner, places[np.clip(self._begin + part - 1, 0, len(places) - 1)], whole.start + whole.size)
        size = np.where(has, end - start, -1)
        spans = Spans(whole.source, start, size)
        return stripped(spans) if self._padded else spans


def first_of(owner: Ints, rows: Ints, owners: int) -> Ints:
    """Return for each owner the first of `rows` that belongs to it, -1 without one; `owner` -1 belongs to nobody."""
    if (fast := compiled.kernels()) is not None:
        found: Ints = fast.first_rows(owner, rows, owners)
        return found
    result = np.full(owners + 1, -1, dtype=np.int64)
    result[owner[::-1]] = rows[::-1]
    return result[:owners]


def sums_of(owner: Ints, values: Ints, owners: int) -> Ints:
    """Return the exact sum of each owner's values; `owner` ascending except for -1, which belongs to nobody."""
    if (fast := compiled.kernels()) is not None:
        found: Ints = fast.owner_sums(owner, values, owners)
        return found
    if len(owner) and int(owner.min()) < 0:
        kept = np.flatnonzero(owner >= 0)
        owner, values = owner[kept], values[kept]
    total = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    ends = np.cumsum(np.bincount(owner, minlength=owners))
    sums: Ints = total[ends] - total[np.concatenate([[0], ends[:-1]])]
    return sums


def positions_of(owner: Ints) -> Ints:
    """Return each row's position among the neighbors with the same owner, from 1."""
    if (fast := compiled.kernels()) is not None:
        found: Ints = fast.positions(owner)
        return found
    rows = np.arange(len(owner))
    begins = np.ones(len(owner), dtype=np.bool_)
    begins[1:] = owner[1:] != owner[:-1]
    return rows - last_of(np.flatnonzero(begins), len(owner)) + 1
