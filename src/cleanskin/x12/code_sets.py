"""SNIP type 5: codes of a walked transaction held against code sets for their day.

The caller gives a `CodeSets`; where that holds no set for the day, nothing is said about the code.  Check digits and
shapes are the walker's business and need no set.
"""

from datetime import date
from typing import cast, get_args

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.identifiers import masked
from cleanskin.record.protocols import CodeSetName, CodeSets
from cleanskin.x12.dispatch import compiled
from cleanskin.x12.elements import CompiledSegment
from cleanskin.x12.findings import found
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.tree import Loop, Segment, Transaction

_ASKED = frozenset(get_args(CodeSetName))
# date segments by which a loop says the day of service, best first
_DAYS = (("DTP", "472"), ("DTM", "472"), ("DTM", "150"), ("DTM", "232"), ("DTP", "434"), ("DTP", "435"))


def check_codes(transaction: Transaction, guide: GuideSpec, code_sets: CodeSets, *, file: str = "") -> list[Finding]:
    """Ask `code_sets` about every code of a walked transaction, for the day of the line or claim it stands in."""
    if transaction.root is None:
        return []
    places: dict[int, CompiledSegment] = {}
    nodes = [compiled(guide, transaction.delimiters)]
    while nodes:
        for item in nodes.pop().items:
            if item.child is not None:
                nodes.append(item.child)
            if item.compiled.codes:
                places[id(item.compiled.spec)] = item.compiled
    checker = _Checker(transaction, code_sets, places, file)
    checker.loop(transaction.root, None)
    return checker.findings


class _Checker:
    def __init__(
        self, transaction: Transaction, code_sets: CodeSets, places: dict[int, CompiledSegment], file: str
    ) -> None:
        self.findings: list[Finding] = []
        self._transaction, self._code_sets, self._places, self._file = transaction, code_sets, places, file

    def loop(self, loop: Loop, on: date | None) -> None:
        """Check a loop and those inside it; a day said in it holds for all of them, else that of its first line."""
        on = _day_of(loop) or on or next((day for inner in loop.loops() if (day := _day_of(inner))), None)
        for item in loop.content:
            if isinstance(item, Loop):
                self.loop(item, on)
            elif item.spec is not None and (place := self._places.get(id(item.spec))) is not None:
                self._segment(item, place, loop.id, on)

    def _segment(self, segment: Segment, place: CompiledSegment, loop: str, on: date | None) -> None:
        for name, quoted, code in place.coded(segment.elements):
            if name not in _ASKED:
                continue
            asked = cast(CodeSetName, name)
            if self._code_sets.status(asked, code, on) == "invalid":
                where = Pointer(
                    file=self._file,
                    transaction=self._transaction.position,
                    segment=segment.number,
                    offset=segment.offset,
                    loop=loop,
                    element=quoted,
                )
                message = f"{quoted} holds {masked(code[:16])!r}, which is not in {name}."
                finding = found("code-unknown", message, where=where, expected=f"a code of {name}")
                self.findings.append(finding)


def _day_of(loop: Loop) -> date | None:
    for id, qualifier in _DAYS:
        for segment in loop.segments(id, qualifier):
            text = segment.element(3 if id == "DTP" else 2)[:8]
            try:
                return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
            except ValueError:
                continue
    return None
