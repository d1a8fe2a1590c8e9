"""One walker for every guide: the segments of a transaction to a tree, with what is wrong and where.

It never gives up: a segment that belongs nowhere is kept in the loop where it stands, a loop whose opening segment is
missing is opened without it, an unknown code or qualifier is kept and said.  Reading goes on with the next segment.
"""

from collections import Counter

import msgspec

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.dispatch import HOLDER, LEVEL, NAMES, Candidate, Item, Node, compiled
from cleanskin.x12.elements import CompiledSegment, shown_code
from cleanskin.x12.findings import LISTED_MAX, MORE, found
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.structural import is_segment_id, masked_id
from cleanskin.x12.tree import Loop, Segment, Transaction

# what may follow the first segment of a loop that the guide does not know, and belongs to it
_FOLLOWERS_OF_NAME = frozenset(("N2", "N3", "N4", "PER", "REF", "DMG", "PRV", "COM"))


class Walked(msgspec.Struct):
    """A transaction's tree, and what is wrong with it against its guide."""

    root: Loop
    findings: list[Finding]


def walk(transaction: Transaction, guide: GuideSpec, *, file: str = "", relaxed: bool = False) -> Walked:
    """Read a transaction's segments into the guide's tree; set its `root` and every segment's `spec`.

    With `relaxed` (an older version read with today's table) only the tree is made: no requirement is checked.
    """
    walker = _Walker(transaction, compiled(guide, transaction.delimiters), file=file, relaxed=relaxed)
    root = walker.run()
    transaction.root = root
    return Walked(root, walker.findings)


class _Frame:
    """An open loop: its node, what was counted in it, and the position reached."""

    __slots__ = ("at", "counts", "loop", "node", "segment")

    def __init__(self, node: Node, loop: Loop, segment: Segment) -> None:
        self.node, self.loop, self.segment = node, loop, segment
        self.at = 0
        self.counts = node.child_counts.copy()


class _Walker:
    """Walks one transaction; see `walk`."""

    def __init__(self, transaction: Transaction, root: Node, *, file: str, relaxed: bool) -> None:
        self.findings: list[Finding] = []
        self._transaction, self._root, self._file, self._relaxed = transaction, root, file, relaxed
        self._stack: list[_Frame] = []
        self._said: Counter[str] = Counter()
        self._claims = 0
        self._lines = 0
        self._bottom = Loop("")
        self._unknown: Loop | None = None
        self._unplaced = -1

    def run(self) -> Loop:
        """Walk from ST to SE."""
        segments = self._transaction.segments
        stack = self._stack
        first = segments[0]
        frame = _Frame(self._root, Loop(self._root.spec.id, [first]), first)
        frame.counts[0] = 1
        first.spec = self._root.items[0].compiled.spec
        stack.append(frame)
        self._check(first, self._root.items[0].compiled)
        relaxed = self._relaxed
        separator = self._transaction.delimiters.element
        for segment in segments[1:]:
            elements = segment.elements
            entry = frame.node.dispatch.get(elements[0])
            if entry is not None and self._unknown is None:
                # the frequent case, written out: the nearest place is known, in order, and has room
                simple = entry.simple
                ready = entry.first.get(elements[simple] if 0 < simple < len(elements) else "") if simple >= 0 else None
                if ready is not None:
                    pops, index, position, most, compiled_segment, child = ready
                    target = stack[-1 - pops]
                    if position >= target.at and target.counts[index] < most:
                        if pops:
                            self._close(pops)
                        target.counts[index] += 1
                        target.at = position
                        segment.spec = compiled_segment.spec
                        if child is None:
                            target.loop.content.append(segment)
                            frame = target
                        else:
                            frame = self._open(child, target, segment, [segment])
                        if not relaxed and (
                            compiled_segment.fits(separator.join(elements)) is None
                            or (compiled_segment.needs_more and not compiled_segment.also_fits(elements))
                        ):
                            self._check(segment, compiled_segment)
                        continue
            frame = self._place(segment)
        if self._transaction.complete:
            self._close(len(stack))
        return stack[0].loop if stack else self._bottom

    def _place(self, segment: Segment) -> _Frame:
        """Place a segment in any case; return the loop that is then on top."""
        stack = self._stack
        elements = segment.elements
        entry = stack[-1].node.dispatch.get(elements[0])
        candidates = entry.find(elements) if entry is not None else ()
        if self._unknown is not None and self._joins_unknown(segment, candidates):
            return stack[-1]
        if not candidates:
            return self._place_elsewhere(segment)
        best = candidates[0]
        target = stack[-1 - best.pops]
        if best.item.position < target.at or 0 < best.item.max_repeats <= target.counts[best.item.index]:
            again = self._begins_again(segment, best, target)
            if again is not None:
                return self._place_below(segment, again)
            best = self._choose(segment, candidates)
            target = stack[-1 - best.pops]
            if best.pops and best.item.position < target.at:
                late = self._slip_in(segment, best)
                if late is not None:
                    return late
        if best.pops:
            self._close(best.pops)
        frame = self._put(segment, best.item, target)
        self._check(segment, best.item.compiled)
        return frame

    # ---- placing ---------------------------------------------------------------------------------------------------

    def _put(self, segment: Segment, item: Item, target: _Frame) -> _Frame:
        """Put a segment into an open loop, opening an inner one when it begins it; return the loop on top."""
        target.counts[item.index] += 1
        if item.position > target.at:
            target.at = item.position
        segment.spec = item.compiled.spec
        node = item.child
        if node is None:
            target.loop.content.append(segment)
            return target
        return self._open(node, target, segment, [segment])

    def _open(self, node: Node, target: _Frame, segment: Segment, content: list[Segment | Loop]) -> _Frame:
        loop = Loop(node.spec.id, content)
        target.loop.content.append(loop)
        frame = _Frame(node, loop, segment)
        frame.counts[0] = 1
        self._stack.append(frame)
        if node.claim:
            self._claims += 1
            self._lines = 0
        elif node.line:
            self._lines += 1
        return frame

    def _begins_again(self, segment: Segment, best: Candidate, target: _Frame) -> Candidate | None:
        """The service that each line holds once comes a second time: the next line begins, without its opener."""
        if not target.node.line or best.item.child is not None or best.item.index != 1 or not target.counts[1]:
            return None
        deep = self._stack[-1].node.deep.get(segment.elements[0])
        for candidate in deep.find(segment.elements) if deep is not None else ():
            if candidate.path and candidate.path[-1].child is target.node and candidate.item is best.item:
                return candidate
        return None

    def _choose(self, segment: Segment, candidates: tuple[Candidate, ...]) -> Candidate:
        """Of several places choose the nearest in order with room, else the nearest in order, else the nearest."""
        stack = self._stack
        in_order = [c for c in candidates if c.item.position >= stack[-1 - c.pops].at]
        for candidate in in_order:
            if not 0 < candidate.item.max_repeats <= stack[-1 - candidate.pops].counts[candidate.item.index]:
                return candidate
        best = (in_order or candidates)[0]
        item, loop = best.item, stack[-1 - best.pops].node.spec.id
        if in_order:
            name = "loop-repeated-too-often" if item.child is not None else "segment-repeated-too-often"
            what = f"Loop {item.child.spec.id}" if item.child is not None else segment.elements[0]
            message = f"{what} ({item.compiled.spec.name}) occurs more than {item.max_repeats} times in loop {loop}."
            self._say(name, message, segment, loop=loop, expected=f"at most {item.max_repeats}")
        else:
            what = f"{segment.elements[0]} ({item.compiled.spec.name})"
            message = f"{what} comes too late in loop {loop}."
            keeper = self._keeper(segment, best)
            if keeper is not None:
                around, loop = loop, stack[-1 - keeper].node.spec.id
                message = f"{what} belongs to loop {around} and stands in loop {loop}, where it was kept."
            self._say("segment-out-of-order", message, segment, loop=loop, expected="the guide's order")
        return best

    def _closable(self, pops: int, hold: int) -> int:
        """Return how many of the innermost `pops` loops a misplaced segment may close: those in the innermost holder.

        What stands in a service line is the line's, whatever it is; so with a claim, another payer and, for what is no
        name, a level.
        """
        for depth in range(pops):
            if self._stack[-1 - depth].node.hold >= hold:
                return depth
        return pops

    def _keeper(self, segment: Segment, best: Candidate) -> int | None:
        """Return how deep the loop lies that keeps a late segment which is not its own; None when it is read as due."""
        pops, item = best.pops, best.item
        if item.child is not None:
            target = self._stack[-1 - pops]
            room = not 0 < item.max_repeats <= target.counts[item.index]
            if segment.elements[0] not in NAMES or (room and self._closable(pops, HOLDER) == pops):
                return None
        depth = self._closable(pops, LEVEL)
        return depth if depth < pops else None

    def _slip_in(self, segment: Segment, best: Candidate) -> _Frame | None:
        """Place a segment that comes too late for an outer loop; what stands open stays open, its rest may follow.

        A plain segment goes before the inner loop that is open, a name of an outer level likewise with what follows it.
        A name that a claim or line keeps goes into a loop that nobody reads.  None when it begins a loop in order.
        """
        stack = self._stack
        item, keeper = best.item, self._keeper(segment, best)
        depth = best.pops if keeper is None else keeper
        holder = stack[-1 - depth]
        content = holder.loop.content
        if item.child is not None and keeper is not None:
            self._close(keeper)
            self._unknown = Loop("", [segment])
            content.append(self._unknown)
            return stack[-1]
        if item.child is not None and self._closable(best.pops, LEVEL) == best.pops:
            return None
        if keeper is None:
            holder.counts[item.index] += 1
        segment.spec = item.compiled.spec
        slipped: Segment | Loop = segment
        if item.child is not None:
            slipped = self._unknown = Loop(item.child.spec.id, [segment])
        content.insert(len(content) - (depth > 0), slipped)
        self._check(segment, item.compiled)
        return stack[-1]

    def _place_elsewhere(self, segment: Segment) -> _Frame:
        """Place a segment that may not follow here: in a loop whose opener is missing, or where it stands."""
        stack = self._stack
        node = stack[-1].node
        deep = node.deep.get(segment.elements[0])
        candidates = deep.find(segment.elements) if deep is not None else ()
        for candidate in candidates:
            if self._may_open(segment, candidate):
                return self._place_below(segment, candidate)
        frame = stack[-1]
        entry = node.dispatch.get(segment.elements[0])
        id = segment.elements[0]
        if entry is not None and id in NAMES and entry.candidates[0].item.child is not None:
            self._close(self._closable(entry.candidates[0].pops, HOLDER))
            frame = stack[-1]
            self._unknown = Loop("", [segment])
            frame.loop.content.append(self._unknown)
        else:
            frame.loop.content.append(segment)
        if entry is not None:
            place = next((c.item.tests[0].position for c in entry.candidates if c.item.tests), 1)
            codes = sorted({code for c in entry.candidates for q in c.item.tests for code in q.codes})
            shown = ", ".join(codes[:12]) + (", ..." if len(codes) > 12 else "")
            value = segment.element(place)
            message = f"{id}{place:02d} holds {shown_code(value)}, which the guide does not list here."
            self._say("qualifier-unknown", message, segment, element=f"{id}{place:02d}", expected=shown)
        elif is_segment_id(id) and segment.number != self._unplaced + 1:
            # of several one after another only the first is said
            message = f"{id} does not belong in loop {frame.node.spec.id} or around it."
            self._say("segment-unexpected", message, segment, expected="a segment of the guide")
        if entry is None:
            self._unplaced = segment.number
        return frame

    def _may_open(self, segment: Segment, candidate: Candidate) -> bool:
        """True when loops without their opener are likelier than a segment out of place.

        Inside a level one opener may be missing, of two nothing tells that they were meant; a name ends no claim.
        """
        if len(candidate.path) > 1 and len(self._stack) - candidate.pops > 1:
            return False
        if segment.elements[0] not in NAMES:
            return True
        return bool(candidate.item.tests) and self._closable(candidate.pops, HOLDER) == candidate.pops

    def _place_below(self, segment: Segment, candidate: Candidate) -> _Frame:
        self._close(candidate.pops)
        target = self._stack[-1]
        for item in candidate.path:
            node = item.child
            if node is None:
                break
            trigger = item.compiled.spec
            message = f"Loop {node.spec.id} begins without its {trigger.id} ({trigger.name})."
            self._say("loop-opener-missing", message, segment, loop=node.spec.id, expected=trigger.id)
            target.counts[item.index] += 1
            target.at = max(target.at, item.position)
            target = self._open(node, target, segment, [])
        frame = self._put(segment, candidate.item, target)
        self._check(segment, candidate.item.compiled)
        return frame

    def _joins_unknown(self, segment: Segment, candidates: tuple[Candidate, ...]) -> bool:
        """Keep what follows an unknown name with it, so that its address does not become somebody else's."""
        if self._unknown is not None and segment.elements[0] in _FOLLOWERS_OF_NAME:
            top = self._stack[-1]
            own = candidates and candidates[0].pops == 0
            if own and segment.element(1) in top.node.names_numbers:
                own = candidates[0].item.position > top.at
            if not own or segment.elements[0] in ("N2", "N3", "N4", "PER", "DMG"):
                self._unknown.content.append(segment)
                return True
        self._unknown = None
        return False

    # ---- closing ---------------------------------------------------------------------------------------------------

    def _close(self, count: int) -> None:
        """Close the innermost loops and say what they should have held and did not."""
        stack = self._stack
        for _ in range(count):
            frame = stack.pop()
            self._bottom = frame.loop
            if self._relaxed:
                continue
            counts = frame.counts
            for index in frame.node.required:
                if not counts[index]:
                    self._say_missing(frame, frame.node.items[index])

    def _say_missing(self, frame: _Frame, item: Item) -> None:
        spec = item.compiled.spec
        loop = frame.node.spec.id
        if item.child is not None:
            inner = item.child.spec
            message = f"Loop {inner.id} ({inner.name}) is missing in loop {loop}."
            self._say("loop-missing", message, frame.segment, loop=inner.id, element=spec.id, expected=spec.id)
        else:
            message = f"{spec.id} ({spec.name}) is missing in loop {loop}."
            self._say("segment-missing", message, frame.segment, loop=loop, element=spec.id, expected=spec.id)

    # ---- findings --------------------------------------------------------------------------------------------------

    def _check(self, segment: Segment, compiled_segment: CompiledSegment) -> None:
        """Hold one segment against its declaration."""
        if self._relaxed:
            return
        elements = segment.elements
        raw = self._transaction.delimiters.element.join(elements)
        fits = compiled_segment.fits(raw) is not None
        if fits and compiled_segment.also_fits(elements):
            return
        faults = [] if fits else compiled_segment.faults(elements)
        faults += compiled_segment.more(elements)
        for name, element, message, expected in faults:
            self._say(name, message, segment, element=element, expected=expected)

    def _say(
        self, name: str, message: str, segment: Segment, *, loop: str = "", element: str = "", expected: str = ""
    ) -> None:
        if self._relaxed:
            return
        self._said[name] += 1
        if self._said[name] >= LISTED_MAX:
            if self._said[name] > LISTED_MAX:
                return
            message += MORE
        where = Pointer(
            file=self._file,
            transaction=self._transaction.position,
            segment=segment.number,
            offset=segment.offset,
            loop=loop or (self._stack[-1].node.spec.id if self._stack else ""),
            element=element or masked_id(segment.elements[0]),
            claim=self._claims or None,
            line=self._lines or None,
        )
        self.findings.append(found(name, message, where=where, expected=expected))
