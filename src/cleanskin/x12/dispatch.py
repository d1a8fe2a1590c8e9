"""A guide made ready for walking: for every loop, where each segment that may follow belongs.

`compiled` builds, once per guide and set of delimiters, a node per place of a loop in the guide.  A node's `dispatch`
answers "this id, with this qualifier, comes next: which place is it?" with candidates, nearest first: own segments,
inner loops, then those of the loops around it.
"""

import sys

from cleanskin.x12.elements import CompiledSegment
from cleanskin.x12.guide import GuideSpec, LoopSpec, Qualifier, SegmentSpec
from cleanskin.x12.tree import Delimiters

# loops that only number or group what follows: they may be opened without their first segment, so that what follows
# is still read; a loop that says something (a claim, a name) may not
_OPENED_WITHOUT_TRIGGER = frozenset(("HL", "LX", "LS"))
_MEMO_MAX = 4096
NAMES = frozenset(("NM1", "N1"))
"""Segments that name somebody."""
_HOLDERS = frozenset(("CLM", "CLP", "SVC", "SBR"))
LEVEL, HOLDER = 1, 2
"""How firmly a loop holds what stands in it: levels (HL, the 835's LX) let names of an outer level end them, claims,
lines and other payers only what comes after them in the guide's order."""


class Item:
    """One segment or inner loop of a node; `child` is the inner loop's node, None for a segment."""

    __slots__ = ("child", "compiled", "index", "max_repeats", "position", "tests")

    def __init__(self, index: int, spec: SegmentSpec | LoopSpec, child: "Node | None", delimiters: Delimiters) -> None:
        first = spec.trigger if isinstance(spec, LoopSpec) else spec
        self.index, self.child, self.position, self.max_repeats = index, child, spec.position, spec.max_repeats
        self.compiled: CompiledSegment = (
            CompiledSegment(first, delimiters) if child is None else child.items[0].compiled
        )
        self.tests: tuple[Qualifier, ...] = first.qualifiers

    def is_it(self, elements: list[str], component_separator: str) -> bool:
        """True when the qualifiers of a segment of the right id are those of this place."""
        return all(value_at(elements, (q.position, q.component), component_separator) in q.codes for q in self.tests)


class Candidate:
    """A place where a segment may belong.

    `pops` loops are closed, the loops of `path` opened without their first segments, then it is `item`.
    """

    __slots__ = ("item", "path", "pops")

    def __init__(self, pops: int, item: Item, path: tuple[Item, ...] = ()) -> None:
        self.pops, self.item, self.path = pops, item, path


Ready = tuple[int, int, int, int, CompiledSegment, "Node | None"]
"""The nearest candidate taken apart for the walker's inner loop: loops to close, index, position, most repeats, the
segment's declaration, the inner loop's node."""


class Entry:
    """The candidates of one segment id in one node, by the values of the elements that tell them apart."""

    __slots__ = ("_component", "candidates", "first", "known", "places", "simple")

    def __init__(self, candidates: list[Candidate], component_separator: str) -> None:
        self.candidates = candidates
        self._component = component_separator
        self.places = sorted({(q.position, q.component) for c in candidates for q in c.item.tests})
        one_simple = len(self.places) == 1 and not self.places[0][1]
        self.simple = self.places[0][0] if one_simple else 0 if not self.places else -1
        self.known: dict[str, tuple[Candidate, ...]] = {}
        self.first: dict[str, Ready] = {}

    def find(self, elements: list[str]) -> tuple[Candidate, ...]:
        """Return the candidates whose qualifiers the segment has, nearest first."""
        simple = self.simple
        if simple >= 0:
            key = elements[simple] if 0 < simple < len(elements) else ""
        else:
            key = "\x00".join(value_at(elements, place, self._component) for place in self.places)
        found = self.known.get(key)
        if found is None:
            found = tuple(c for c in self.candidates if c.item.is_it(elements, self._component))
            if len(self.known) < _MEMO_MAX:
                self.known[key] = found
                if found and simple >= 0:
                    item = found[0].item
                    made = (found[0].pops, item.index, item.position, item.max_repeats or sys.maxsize)
                    self.first[key] = (*made, item.compiled, item.child)
        return found


class Node:
    """A loop at one place of the guide."""

    __slots__ = (
        "child_counts",
        "claim",
        "deep",
        "dispatch",
        "hold",
        "items",
        "line",
        "names_numbers",
        "parent",
        "required",
        "spec",
    )

    def __init__(self, spec: LoopSpec, parent: "Node | None", delimiters: Delimiters) -> None:
        self.spec, self.parent = spec, parent
        self.claim = spec.trigger.id in ("CLM", "CLP")
        # LX numbers lines inside a claim, and headers above claims
        self.line = spec.trigger.id == "SVC" or (spec.trigger.id == "LX" and parent is not None and parent.claim)
        holds = self.line or spec.trigger.id in _HOLDERS
        self.hold = HOLDER if holds else LEVEL if spec.trigger.id in ("HL", "LX") else 0
        self.items: list[Item] = []
        self.names_numbers: frozenset[str] = _names_numbers(spec) if parent is None else parent.names_numbers
        """Qualifiers of REF that some name of the guide has: after an unknown name, they may be its own."""
        for index, content in enumerate(spec.content):
            child = Node(content, self, delimiters) if isinstance(content, LoopSpec) else None
            self.items.append(Item(index, content, child, delimiters))
        self.required = tuple(i for i, content in enumerate(spec.content) if content.usage == "R")
        self.child_counts = [0] * len(self.items)
        self.dispatch: dict[str, Entry] = {}
        self.deep: dict[str, Entry] = {}

    def link(self, component_separator: str) -> None:
        """Fill `dispatch` and `deep` of this node and those below, once all nodes are there."""
        near: dict[str, list[Candidate]] = {}
        deep: dict[str, list[Candidate]] = {}
        node: Node | None = self
        pops = 0
        while node is not None:
            for item in node.items[1:]:
                near.setdefault(item.compiled.spec.id, []).append(Candidate(pops, item))
            for item, path in _below(node):
                deep.setdefault(item.compiled.spec.id, []).append(Candidate(pops, item, path))
            node, pops = node.parent, pops + 1
        self.dispatch = {id: Entry(found, component_separator) for id, found in near.items()}
        self.deep = {id: Entry(found, component_separator) for id, found in deep.items()}
        for item in self.items:
            if item.child is not None:
                item.child.link(component_separator)


def _names_numbers(loop: LoopSpec) -> frozenset[str]:
    """Return the qualifiers of REF in the loops of a guide that begin with a name."""
    inner = [content for content in loop.content if isinstance(content, LoopSpec)]
    own = [content for content in loop.content if isinstance(content, SegmentSpec) and content.id == "REF"]
    codes = {code for segment in own for qualifier in segment.qualifiers for code in qualifier.codes}
    return frozenset(codes if loop.trigger.id in NAMES else ()).union(*(_names_numbers(each) for each in inner))


def _below(node: Node) -> list[tuple[Item, tuple[Item, ...]]]:
    """What could be reached from a node if inner loops were opened without their first segment, shallowest first."""
    found: list[tuple[Item, tuple[Item, ...]]] = []
    level: list[tuple[Node, tuple[Item, ...]]] = [(node, ())]
    while level:
        deeper: list[tuple[Node, tuple[Item, ...]]] = []
        for outer, path in level:
            for item in outer.items[1:]:
                # a line without its opener is begun by its service, not by what else a line may hold
                inner = item.child is not None and not outer.line
                if path and (inner or outer.spec.content[item.index].usage == "R"):
                    found.append((item, path))
                if item.child is not None and item.compiled.spec.id in _OPENED_WITHOUT_TRIGGER:
                    deeper.append((item.child, (*path, item)))
        level = deeper
    return found


def value_at(elements: list[str], place: tuple[int, int], component_separator: str) -> str:
    """Return the element (or its component) at a place, "" when absent."""
    position, component = place
    value = elements[position] if position < len(elements) else ""
    if component:
        parts = value.split(component_separator)
        return parts[component - 1] if component <= len(parts) else ""
    return value


_COMPILED_MAX = 64
# guides are large: they are looked up by identity, and held so that an identity stays theirs
_COMPILED: dict[tuple[int, str, str, str], tuple[GuideSpec, Node]] = {}


def compiled(guide: GuideSpec, delimiters: Delimiters) -> Node:
    """Return the root node of a guide for these delimiters; made once and kept."""
    # terminator and line ends play no part within a segment
    key = (id(guide), delimiters.element, delimiters.component, delimiters.repetition)
    held = _COMPILED.get(key)
    if held is None:
        inside = Delimiters(delimiters.element, delimiters.component, "", delimiters.repetition, "")
        root = Node(guide.root, None, inside)
        root.link(delimiters.component)
        if len(_COMPILED) >= _COMPILED_MAX:
            _COMPILED.pop(next(iter(_COMPILED)))
        held = _COMPILED[key] = (guide, root)
    return held[1]
