"""A file as a tree with positions: interchange, group, transaction, loops, segments.

Segments keep their elements exactly as written (composites and repetitions unsplit, trailing empty elements kept), so
that the writer can give back what was read.  Positions count from 1 over the whole file, from the first ISA.
"""

from collections.abc import Iterator
from typing import Union

import msgspec

from cleanskin.x12.guide import SegmentSpec


class Delimiters(msgspec.Struct, frozen=True):
    """The characters that separate; `repetition` is "" where the version has none; `line_end` follows each segment."""

    element: str = "*"
    component: str = ":"
    segment: str = "~"
    repetition: str = "^"
    line_end: str = ""


class Segment(msgspec.Struct, gc=False):
    """One segment: `elements[0]` is its id, `elements[1]` its first element.

    `number` counts segments of the file from the first ISA, `offset` is its first byte; both 0 in a tree not read from
    a file.  `spec` is its place in the guide once walked, None when the guide does not know it there.
    """

    elements: list[str]
    number: int = 0
    offset: int = 0
    spec: SegmentSpec | None = None

    @property
    def id(self) -> str:
        """The segment's id ("CLM")."""
        return self.elements[0]

    def element(self, position: int) -> str:
        """Return element `position` (from 1) as written, "" when absent."""
        elements = self.elements
        return elements[position] if position < len(elements) else ""

    def component(self, position: int, component: int, separator: str) -> str:
        """Return one component of a composite element, "" when absent."""
        parts = self.element(position).split(separator)
        return parts[component - 1] if component <= len(parts) else ""


class Loop(msgspec.Struct):
    """One occurrence of a loop: its segments and inner loops in the order of the file.

    A segment that comes too late, inside an inner loop, stands before that loop.
    """

    id: str
    content: list[Union[Segment, "Loop"]] = msgspec.field(default_factory=list)

    def segments(self, id: str = "", qualifier: str = "", *, at: int = 1) -> Iterator[Segment]:
        """Iterate over its own segments; with `id`, of that id; with `qualifier`, whose element `at` is that."""
        for item in self.content:
            if (
                isinstance(item, Segment)
                and (not id or item.elements[0] == id)
                and (not qualifier or item.element(at) == qualifier)
            ):
                yield item

    def segment(self, id: str, qualifier: str = "", *, at: int = 1) -> Segment | None:
        """Return its first own segment of that id (and qualifier in element `at`), or None."""
        return next(self.segments(id, qualifier, at=at), None)

    def loops(self, id: str = "") -> Iterator["Loop"]:
        """Iterate over its inner loops, with `id` those of that id, without going deeper."""
        for item in self.content:
            if isinstance(item, Loop) and (not id or item.id == id):
                yield item

    def loop(self, id: str) -> "Loop | None":
        """Return its first inner loop of that id, or None."""
        return next(self.loops(id), None)

    def all_loops(self, id: str) -> Iterator["Loop"]:
        """Iterate over the loops of that id at any depth, in the order of the file."""
        for item in self.content:
            if isinstance(item, Loop):
                if item.id == id:
                    yield item
                yield from item.all_loops(id)

    def all_segments(self) -> Iterator[Segment]:
        """Iterate over every segment in the loop and below, in the order of the file."""
        for item in self.content:
            if isinstance(item, Loop):
                yield from item.all_segments()
            else:
                yield item


class Transaction(msgspec.Struct):
    """One ST to SE, or a TA1 that stands alone.

    `kind` is what people call it ("837P", "835", "277CA", "837-unknown", "TA1"); `version` the guide identifier of
    ST03, else GS08; `position` counts transactions of the file from 1.  `segments` are all of them in order, ST and SE
    included; `root` is the tree once walked with a guide.  `complete` is False when its end is missing.
    """

    kind: str
    version: str
    position: int
    segments: list[Segment]
    delimiters: Delimiters
    interchange: Segment | None = None
    group: Segment | None = None
    root: Loop | None = None
    complete: bool = True

    @property
    def control_number(self) -> str:
        """ST02, "" when absent."""
        return self.segments[0].element(2) if self.segments else ""


class Group(msgspec.Struct):
    """One GS to GE; `header` and `trailer` are None when missing."""

    header: Segment | None = None
    transactions: list[Transaction] = msgspec.field(default_factory=list)
    trailer: Segment | None = None


class Interchange(msgspec.Struct):
    """One ISA to IEA; `acknowledgements` are its TA1 segments, `stray` segments that stand outside any transaction."""

    delimiters: Delimiters
    header: Segment | None = None
    acknowledgements: list[Segment] = msgspec.field(default_factory=list)
    groups: list[Group] = msgspec.field(default_factory=list)
    trailer: Segment | None = None
    stray: list[Segment] = msgspec.field(default_factory=list)
