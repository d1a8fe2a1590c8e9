"""SNIP type 4 of questions to payers and their answers: what is asked and answered at all, and holds together."""

from collections.abc import Callable, Iterator

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.x12.findings import found
from cleanskin.x12.tree import Loop, Segment, Transaction

Remark = tuple[str, Segment, str, str, str, str]
"""Finding name, segment, loop, element as quoted, message, what was expected."""

_ACTIVE, _INACTIVE = frozenset("12345"), frozenset("678")
_NEEDS_AMOUNT = frozenset(("A", "B", "C", "G"))
_APPROVED = frozenset(("A1", "A2", "A6"))
_ANSWERING = frozenset(("06", "08", "11"))


def check_inquiry_situations(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the situations of a walked 270, 271, 276, 277 or 278."""
    root = transaction.root
    if root is None:
        return []
    checks = (*_CHECKS.get(transaction.kind, ()), periods)
    return [_say(transaction, file, remark) for check in checks for remark in check(root, transaction)]


def _people(root: Loop) -> Iterator[Loop]:
    """The persons asked or answered about: dependents, and subscribers without any."""
    for level in root.all_loops("2000C"):
        dependents = list(level.loops("2000D"))
        for letter, inner in [("D", each) for each in dependents] or [("C", level)]:
            person = inner.loop(f"2100{letter}")
            if person is not None:
                yield person


def asked(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """A person in a 270 is asked about."""
    for person in _people(root):
        name = person.segment("NM1")
        if name is not None and not any(loop.id.startswith("2110") for loop in person.loops()):
            yield "question-missing", name, person.id, "EQ", "Nothing is asked about this person.", "EQ"


def answered(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """A person in a 271 is answered about, with a benefit or a rejection, also one of the levels above."""
    if any(segment.elements[0] == "AAA" for segment in _above(root)):
        return
    for person in _people(root):
        name = person.segment("NM1")
        said = any(segment.elements[0] in ("EB", "AAA") for segment in person.all_segments())
        if name is not None and not said:
            yield "answer-missing", name, person.id, "EB", "Nothing is answered about this person.", "EB or AAA"


def _above(root: Loop) -> Iterator[Segment]:
    """Segments above the persons, and those of persons' levels that stand outside the person."""
    yield from root.segments()
    for loop_id in ("2000A", "2100A", "2000B", "2100B", "2000C", "2000D"):
        for loop in root.all_loops(loop_id):
            yield from loop.segments()


def coverage(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """The plan as a whole is active or not, in one network; amounts of money are given."""
    repetition = transaction.delimiters.repetition
    for loop_id in ("2100C", "2100D"):
        for person in root.all_loops(loop_id):
            kinds: dict[str, set[bool]] = {}
            for benefit in (segment for loop in person.loops() for segment in loop.segments("EB")):
                kind = benefit.element(1).strip()
                types = benefit.element(3).split(repetition) if repetition else [benefit.element(3)]
                if kind in _ACTIVE | _INACTIVE and ("30" in types or types == [""]):
                    seen = kinds.setdefault(benefit.element(12).strip(), set())
                    if seen == {kind not in _ACTIVE}:
                        message = "The plan is said to be active and not active."
                        yield "coverage-contradicts-itself", benefit, loop_id, "EB01", message, "one of the two"
                    seen.add(kind in _ACTIVE)
                if kind in _NEEDS_AMOUNT and not any(benefit.element(at).strip() for at in (7, 8, 10)):
                    message = f"EB01 is {kind} without an amount or share."
                    yield "benefit-without-amount", benefit, loop_id, "EB07", message, "EB07 or EB08"


def bounds(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """Names within a benefit stand between LS and LE."""
    for loop_id in ("2110C", "2110D"):
        for loop in root.all_loops(loop_id):
            inner = next((one for one in loop.loops() if one.id.startswith("2120")), None)
            name = inner.segment("NM1") if inner is not None else None
            if name is not None and loop.segment("LS") is None:
                yield "loop-bounds-at-odds", name, loop_id, "LS", "Names of a benefit stand without LS.", "LS"


def served(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """A claim asked about says when it was served, itself or on its lines."""
    for loop_id in ("2200D", "2200E"):
        for claim in root.all_loops(loop_id):
            trace = claim.segment("TRN")
            if trace is not None and not any(segment.elements[0] == "DTP" for segment in claim.all_segments()):
                message = "The claim asked about has no service date."
                yield "service-date-missing", trace, loop_id, "DTP", message, "DTP*472"


def decided(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """An answer to a request for review decides or rejects; an approval has a number, a refusal a reason."""
    begins = root.segment("BHT")
    if begins is None or begins.element(2).strip() not in _ANSWERING:
        return
    above = any(segment.elements[0] == "AAA" for segment in root.all_segments())
    for event in root.all_loops("2000E"):
        decision = event.segment("HCR")
        services = list(event.loops("2000F"))
        first = next(event.segments(), None)
        if first is not None and not above and decision is None and not any(one.segment("HCR") for one in services):
            yield "decision-missing", first, "2000E", "HCR", "The event is not decided.", "HCR or AAA"
        number = decision.element(2).strip() if decision is not None else ""
        for loop in (event, *services):
            own = loop.segment("HCR")
            if own is None:
                continue
            code = own.element(1).strip()
            has_number = number or own.element(2).strip()
            # an event may leave the numbers to its services
            left = loop is event and any(one.segment("HCR") for one in services)
            if code in _APPROVED and not has_number and not left:
                message = "An approval bears no authorization number."
                yield "authorization-number-missing", own, loop.id, "HCR02", message, "a number"
            if code == "A3" and not own.element(3).strip():
                yield "refusal-without-reason", own, loop.id, "HCR03", "A refusal says no reason.", "a reason"


def periods(root: Loop, transaction: Transaction) -> Iterator[Remark]:
    """Periods do not end before they start."""
    for segment in root.all_segments():
        if segment.elements[0] == "DTP" and segment.element(2).strip() == "RD8":
            start, dash, end = segment.element(3).strip().partition("-")
            if dash and len(start) == len(end) == 8 and end < start:
                message = "The period ends before it starts."
                yield "date-range-reversed", segment, "", "DTP03", message, "start-end"


_CHECKS: dict[str, tuple[Callable[[Loop, Transaction], Iterator[Remark]], ...]] = {
    "270": (asked,),
    "271": (answered, coverage, bounds),
    "276": (served,),
    "278": (decided,),
}


def _say(transaction: Transaction, file: str, remark: Remark) -> Finding:
    name, segment, loop, element, message, expected = remark
    where = Pointer(
        file=file,
        transaction=transaction.position,
        segment=segment.number,
        offset=segment.offset,
        loop=loop,
        element=element,
    )
    return found(name, message, where=where, expected=expected)
