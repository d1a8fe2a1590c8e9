"""The means by which trees become nouns and nouns trees: values, segments as shapes, and what is left over.

A `Shape` says once which element holds which attribute, and works both ways.  After a noun is read, it is written again
and compared with the segments it was read from: what the noun does not say again is kept beside it as an extra
segment, so nothing is lost.

Segments made here hold components joined by U+001F, until a file's delimiters are chosen.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from cleanskin.kernel.cents import format_x12, parse_cents
from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.record.segment import ExtraSegment
from cleanskin.x12.findings import found
from cleanskin.x12.guide import GuideSpec, LoopSpec, SegmentSpec
from cleanskin.x12.tree import Loop, Segment, Transaction

COMPONENT = "\x1f"
REPETITION = "\x1e"

T = TypeVar("T")
Item = Segment | Loop


class Codec(NamedTuple):
    """How a value stands in an element: `read` raises ValueError, `absent` is the value of an empty element."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    absent: Any


def _read_day(text: str) -> date:
    if len(text) != 8 or not text.isascii() or not text.isdecimal():
        raise ValueError("not a date CCYYMMDD")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def write_day(day: date | None) -> str:
    """Write a day as CCYYMMDD."""
    return "" if day is None else f"{day:%Y%m%d}".zfill(8)


_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def _read_number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError("not a decimal number")
    return Decimal(text)


def write_number(value: Decimal | None) -> str:
    """Write a decimal without exponent or trailing zeros."""
    if value is None:
        return ""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-", "-0") else text


def write_text(value: str) -> str:
    """Write text as it is; ValueError when it holds one of the separators used here."""
    if COMPONENT in value or REPETITION in value:
        raise ValueError("a value holds a control character")
    return value


def _read_integer(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ValueError("not a whole number")
    return int(text)


def _read_yes(text: str) -> bool:
    if text != "Y":
        raise ValueError("neither Y nor empty")
    return True


TEXT = Codec(str, write_text, "")
CENTS = Codec(parse_cents, lambda value: "" if value is None else format_x12(value), None)
CENTS_REQUIRED = Codec(parse_cents, format_x12, 0)
NUMBER = Codec(_read_number, write_number, None)
DAY = Codec(_read_day, write_day, None)
INTEGER = Codec(_read_integer, lambda value: "" if value is None else str(value), None)
YES = Codec(_read_yes, lambda value: "Y" if value else "", False)


class Field(NamedTuple):
    """One attribute and its element; `component` 0 when the element is simple.  With `more`, a tuple over elements."""

    position: int
    name: str
    codec: Codec = TEXT
    component: int = 0
    more: tuple[int, ...] = ()


class Reading:
    """What is known and collected while one transaction becomes a noun."""

    def __init__(self, transaction: Transaction, file: str, guide: GuideSpec) -> None:
        self.transaction = transaction
        self.separator = transaction.delimiters.component
        self.repetition = transaction.delimiters.repetition
        self.file = file
        self.guide = guide
        self.findings: list[Finding] = []
        self.claim: int | None = None
        self.line: int | None = None

    def say(self, name: str, segment: Segment | None, loop: str, message: str, element: str = "") -> None:
        """Add a finding about a segment; `message` holds no value of it."""
        where = Pointer(
            file=self.file,
            transaction=self.transaction.position,
            segment=(segment.number or None) if segment else None,
            offset=segment.offset if segment and segment.number else None,
            loop=loop,
            element=element,
            claim=self.claim,
            line=self.line,
        )
        self.findings.append(found(name, message, where=where))

    def parts(self, segment: Segment, position: int) -> list[str]:
        """Return the components of an element."""
        return segment.element(position).split(self.separator)


def make(id: str, *elements: str) -> Segment:
    """Make a segment without its trailing empty elements."""
    values = [id, *elements]
    while len(values) > 1 and not values[-1]:
        values.pop()
    return Segment(elements=values)


def join(components: Iterable[str]) -> str:
    """Join components without the trailing empty ones."""
    return COMPONENT.join(components).rstrip(COMPONENT)


class Shape:
    """A segment whose elements are attributes of a noun, both ways.

    `constants` stand at (position, component): those of a component when another one of the composite is filled, those
    of an element (component 0) when the element after it is.
    """

    def __init__(self, id: str, *fields: Field, constants: dict[tuple[int, int], str] | None = None) -> None:
        self.id = id
        self.fields = fields
        self.constants = constants or {}
        self.size = max(
            [max(field.position, *field.more) if field.more else field.position for field in fields]
            + [position for position, _ in self.constants]
        )

    def values(self, segment: Segment, reading: Reading) -> dict[str, Any]:
        """Return the attributes that the segment holds; what cannot be read is absent, and the left-over says so."""
        values: dict[str, Any] = {}
        for field in self.fields:
            if field.more:
                texts = tuple(segment.element(position).strip() for position in (field.position, *field.more))
                values[field.name] = tuple(text for text in texts if text)
                continue
            text = segment.element(field.position)
            if field.component:
                parts = text.split(reading.separator)
                text = parts[field.component - 1] if field.component <= len(parts) else ""
            values[field.name] = read_or_absent(field.codec, text)
        return values

    def segment(self, noun: Any, **more: Any) -> Segment:
        """Write the noun's attributes; `more` gives attributes that the noun does not have."""
        elements: list[list[str]] = [[] for _ in range(self.size)]

        def put(position: int, component: int, text: str) -> None:
            parts = elements[position - 1]
            parts.extend([""] * (max(component, 1) - len(parts)))
            parts[max(component, 1) - 1] = text

        for field in self.fields:
            value = more[field.name] if field.name in more else getattr(noun, field.name)
            if field.more:
                for position, text in zip((field.position, *field.more), value):
                    put(position, 0, write_text(text))
                if len(value) > 1 + len(field.more):
                    raise ValueError(f"{self.id} has no room for {len(value)} values of {field.name}")
            else:
                put(field.position, field.component, field.codec.write(value))
        for (position, component), text in self.constants.items():
            if any(elements[position - 1] if component else elements[position]):
                put(position, component, text)
        return make(self.id, *(join(parts) for parts in elements))


def read_or_absent(codec: Codec, text: str) -> Any:
    """Read a value, or return what stands for its absence."""
    text = text.strip()
    if not text:
        return codec.absent
    try:
        return codec.read(text)
    except ValueError:
        return codec.absent


class _Lookup:
    """A guide's answers by segment id and by loop id; guides are large, so they are looked up by identity."""

    def __init__(self, guide: GuideSpec) -> None:
        self.guide = guide
        self.ids: set[str] = set()
        self.numbers: dict[str, set[tuple[int, int]]] = {}
        self.repeated: dict[str, set[int]] = {}
        self.composites: dict[str, set[int]] = {"REF": {4}}
        self.positions: dict[str, dict[str, int]] = {}
        todo: list[LoopSpec] = [guide.root]
        while todo:
            loop = todo.pop()
            self.positions.setdefault(loop.id, {item.id: item.position for item in loop.content})
            for item in loop.content:
                if isinstance(item, LoopSpec):
                    todo.append(item)
                else:
                    self._add(item)

    def _add(self, segment: SegmentSpec) -> None:
        self.ids.add(segment.id)
        for element in segment.elements:
            if element.repeats != 1:
                self.repeated.setdefault(segment.id, set()).add(element.position)
            if element.components:
                self.composites.setdefault(segment.id, set()).add(element.position)
            for component in element.components or (element,):
                if component.kind in ("R", "N0"):
                    place = (element.position, component.position if element.components else 0)
                    self.numbers.setdefault(segment.id, set()).add(place)


_LOOKUPS: dict[int, _Lookup] = {}


def _lookup(guide: GuideSpec) -> _Lookup:
    found = _LOOKUPS.get(id(guide))
    if found is None or found.guide is not guide:
        found = _LOOKUPS[id(guide)] = _Lookup(guide)
    return found


_HOLDS = "holds a value that could not be read or has no place"
_NOTHING: frozenset[Any] = frozenset()


def _canonical_number(text: str) -> str:
    try:
        return write_number(_read_number(text))
    except ValueError:
        return text


def canonical(
    segment: Segment, guide: GuideSpec, separator: str, *, known: bool, repetition: str = ""
) -> tuple[str, ...]:
    """Return a segment's values without what means nothing: padding, trailing empties, zeros behind the point.

    Repetitions, divided by `repetition`, are told from text where the guide lets an element repeat.
    """
    facts = _lookup(guide)
    id = segment.elements[0]
    places = facts.numbers.get(id, _NOTHING)
    split = facts.composites.get(id, _NOTHING)
    repeated = facts.repeated.get(id, _NOTHING) if repetition else _NOTHING
    values = [id]
    for position, text in enumerate(segment.elements[1:], 1):
        if position in repeated:
            ones = text.split(repetition)
            if position in split:
                ones = [join(part.strip() for part in one.split(separator)) for one in ones]
            values.append(REPETITION.join(one.strip() for one in ones).rstrip(REPETITION))
        elif separator in text and (position in split or not known):
            parts = [part.strip() for part in text.split(separator)]
            parts = [
                _canonical_number(part) if (position, index) in places else part for index, part in enumerate(parts, 1)
            ]
            values.append(join(parts))
        else:
            text = text.strip()
            values.append(_canonical_number(text) if (position, 0) in places or (position, 1) in places else text)
    while len(values) > 1 and not values[-1]:
        values.pop()
    return tuple(values)


_GROUPED = {"CAS": (2, 3), "PLB": (3, 2), "HI": (1, 1)}
"""Segments that hold several facts of one kind: where the first begins, how many elements each has."""


def _facts_of(values: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Split a grouped segment into its facts, so that grouping them otherwise is no difference."""
    start, width = _GROUPED[values[0]]
    for first in range(start, len(values), width):
        fact = values[first : first + width]
        if any(fact):
            yield _trimmed((*values[:start], *fact))


def _trimmed(values: tuple[str, ...]) -> tuple[str, ...]:
    end = len(values)
    while end > 1 and not values[end - 1]:
        end -= 1
    return values[:end]


class _Stood(NamedTuple):
    loop: str
    path: tuple[int, ...]
    segment: Segment
    around: str = ""


def _flat(
    items: Iterable[Item], loop: str, skip: frozenset[str], path: tuple[int, ...] = (), around: str = ""
) -> Iterator[_Stood]:
    counts: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Segment):
            if item.elements[0] not in skip:
                yield _Stood(loop, path, item, "" if loop else around)
        elif item.id not in skip:
            counts[item.id] += 1
            yield from _flat(item.content, item.id, skip, (*path, counts[item.id]), loop)


Key = tuple[str, tuple[int, ...], tuple[str, ...]]


def left_over(
    reading: Reading, loop: str, source: Iterable[Item], written: Iterable[Item], skip: frozenset[str] = frozenset()
) -> list[ExtraSegment]:
    """Return the segments of `source` that the noun, written again, does not say; each with a finding."""
    again: Counter[Key] = Counter()
    for stood in _flat(written, loop, skip):
        values = canonical(stood.segment, reading.guide, COMPONENT, known=True, repetition=REPETITION)
        for fact in _facts_of(values) if values[0] in _GROUPED else (values,):
            again[stood.loop, stood.path, fact] += 1
    extras: list[tuple[_Stood, tuple[str, ...]]] = []
    for stood in _flat(source, loop, skip):
        known = stood.segment.spec is not None or stood.segment.elements[0] in _lookup(reading.guide).ids
        values = canonical(stood.segment, reading.guide, reading.separator, known=known, repetition=reading.repetition)
        facts = tuple(_facts_of(values)) if values[0] in _GROUPED else (values,)
        keys = [(stood.loop, stood.path, fact) for fact in facts]
        if keys and all(again[key] >= count for key, count in Counter(keys).items()):
            again.subtract(keys)
        elif len(values) > 1:
            extras.append((stood, values))
    unsaid = {(key[0], key[1], *key[2][:1]) for key, count in again.items() if count > 0}
    found = []
    for stood, values in extras:
        unread = (stood.loop, stood.path, values[0]) in unsaid
        reading.say(
            "value-not-read" if unread else "segment-kept-aside",
            stood.segment,
            stood.loop,
            f"{_shown(values[0])} {_HOLDS if unread else 'was kept aside'}",
            _shown(values[0]),
        )
        found.append(
            ExtraSegment(
                loop=stood.loop, elements=values, level=loop, path=stood.path, around=stood.around, unread=unread
            )
        )
    return sorted(found, key=lambda extra: (extra.path, extra.loop, _rank(reading.guide, extra)))


def _rank(guide: GuideSpec, extra: ExtraSegment) -> int:
    return _positions(guide, extra.loop).get(extra.elements[0], 0)


def _shown(id: str) -> str:
    return id if 2 <= len(id) <= 3 and id.isascii() and id.isalnum() else "a segment"


def with_extras(guide: GuideSpec, loop: Loop, extras: Iterable[ExtraSegment]) -> Loop:
    """Put a noun's extra segments back into the loop it was written to; ValueError for one that could not be read."""
    for extra in extras:
        if extra.unread:
            raise ValueError(f"loop {extra.loop}: {_shown(extra.elements[0])} holds a value that could not be read")
        target = _find(loop, extra, ())
        if target is None:
            target = _open(guide, loop, extra)
        _insert(guide, target, Segment(elements=list(extra.elements)))
    return loop


def _find(loop: Loop, extra: ExtraSegment, path: tuple[int, ...]) -> Loop | None:
    if loop.id == extra.loop and path == extra.path:
        return loop
    counts: Counter[str] = Counter()
    for inner in loop.loops():
        counts[inner.id] += 1
        at = (*path, counts[inner.id])
        if at == extra.path[: len(at)]:
            found = _find(inner, extra, at)
            if found is not None:
                return found
    return None


def _open(guide: GuideSpec, loop: Loop, extra: ExtraSegment) -> Loop:
    """Open an inner loop that the noun does not have, within the one that can hold it."""
    opened = Loop(extra.loop, [])
    if extra.around:
        known = _find(loop, ExtraSegment(loop=extra.around, elements=(), level="", path=extra.path[:-1]), ())
        if known is not None:
            _insert(guide, known, opened)
            return opened
    holder, path = loop, extra.path
    while len(path) > 1:
        counts: Counter[str] = Counter()
        for inner in holder.loops():
            counts[inner.id] += 1
            if counts[inner.id] == path[0] and _may_hold(guide, inner.id, extra.loop):
                holder, path = inner, path[1:]
                break
        else:
            raise ValueError(f"loop {extra.loop or 'without a name'} of an extra segment is not there")
    _insert(guide, holder, opened)
    return opened


def _may_hold(guide: GuideSpec, outer: str, inner: str) -> bool:
    """True when `inner` may stand in `outer`; a loop without a name stands in none that is itself a name's."""
    if inner:
        return _holds(guide, outer, inner)
    return next(iter(_positions(guide, outer)), "") not in ("NM1", "N1")


def _holds(guide: GuideSpec, outer: str, inner: str) -> bool:
    """True when loop `inner` may stand in loop `outer` at any depth."""
    todo = [outer]
    while todo:
        within = _positions(guide, todo.pop())
        if inner in within:
            return True
        todo.extend(id for id in within if len(id) > 3)
    return False


def _positions(guide: GuideSpec, loop_id: str) -> dict[str, int]:
    return _lookup(guide).positions.get(loop_id, {})


def _insert(guide: GuideSpec, loop: Loop, new: Item) -> None:
    """Insert behind what is of its position; at the end of the loop's own segments when the guide has no place.

    Loops without a name keep their order.
    """
    positions = _positions(guide, loop.id)
    position = positions.get(new.id)
    for index, item in enumerate(loop.content):
        if index == 0 and position is None and isinstance(item, Segment):
            continue
        inner = isinstance(item, Loop) and bool(item.id or isinstance(new, Segment))
        if inner if position is None else positions.get(item.id, 0) > position:
            loop.content.insert(index, new)
            return
    loop.content.append(new)
