"""What can be said of any transaction without its guide: the hierarchy of HL levels, and LS/LE bounds."""

from collections.abc import Iterator

from cleanskin.kernel.finding import Finding, Pointer
from cleanskin.kernel.identifiers import masked
from cleanskin.x12.findings import LISTED_MAX, MORE, found
from cleanskin.x12.segments import everywhere
from cleanskin.x12.tree import Segment, Transaction

# level code -> the levels it may stand under, "" for the top; levels that are not named here are not judged
_CLAIM_LEVELS: dict[str, tuple[str, ...]] = {"20": ("",), "22": ("20",), "23": ("22",)}
_ELIGIBILITY_LEVELS: dict[str, tuple[str, ...]] = {"20": ("",), "21": ("20",), "22": ("21",), "23": ("22",)}
_STATUS_LEVELS: dict[str, tuple[str, ...]] = {
    "20": ("",),
    "21": ("20",),
    "19": ("21",),
    "22": ("19",),
    "23": ("22",),
    "PT": ("19",),
}
_REVIEW_LEVELS: dict[str, tuple[str, ...]] = {
    "20": ("",),
    "21": ("20",),
    "22": ("21",),
    "23": ("22",),
    "EV": ("22", "23"),
    "SS": ("EV", "22", "23"),
}

LEVELS: dict[str, dict[str, tuple[str, ...]]] = {
    "837P": _CLAIM_LEVELS,
    "837I": _CLAIM_LEVELS,
    "837D": _CLAIM_LEVELS,
    "837-unknown": _CLAIM_LEVELS,
    "270": _ELIGIBILITY_LEVELS,
    "271": _ELIGIBILITY_LEVELS,
    "276": _STATUS_LEVELS,
    "277": _STATUS_LEVELS,
    "277CA": _STATUS_LEVELS,
    "278": _REVIEW_LEVELS,
}
"""The kinds of transaction that are ordered by HL, and which level stands under which (X12 005010 guides)."""


def check_structure(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check a transaction's segment ids, HL levels and loop bounds."""
    segments = transaction.segments
    ids = {segment.elements[0] for segment in segments}
    findings: list[Finding] = []
    wrong = {id for id in ids if not is_segment_id(id)}
    for segment in segments if wrong else ():
        if segment.elements[0] in wrong:
            last = len(findings) == LISTED_MAX - 1
            message = f"A segment begins with no segment id.{MORE if last else ''}"
            findings.append(
                _say(transaction, file, "segment-id-not-valid", message, segment, masked_id(segment.id), "")
            )
            if last:
                break
    levels = [segment for segment in segments if segment.elements[0] == "HL"] if "HL" in ids else []
    if levels:
        findings.extend(_hierarchy(transaction, levels, file))
    elif transaction.kind in LEVELS and transaction.complete:
        findings.append(
            _say(transaction, file, "hierarchy-missing", "There is no HL segment.", segments[0], "HL", "HL")
        )
    if "LS" in ids or "LE" in ids:
        findings.extend(_bounds(transaction, file))
    return findings


def check_known_segments(transaction: Transaction, *, file: str = "") -> list[Finding]:
    """Check the segments that mean the same in every guide, for a transaction whose guide is not held."""
    findings: list[Finding] = []
    declared = everywhere(transaction.delimiters)
    separator = transaction.delimiters.element
    for segment in transaction.segments:
        known = declared.get(segment.elements[0])
        if known is None:
            continue
        elements = segment.elements
        fits = known.fits(separator.join(elements)) is not None
        if fits and known.also_fits(elements):
            continue
        faults = ([] if fits else known.faults(elements)) + known.more(elements)
        findings.extend(
            _say(transaction, file, name, message, segment, element, expected)
            for name, element, message, expected in faults
        )
    return findings


def is_segment_id(id: str) -> bool:
    """True for the shape of a segment id: two or three capitals and digits, a capital first."""
    return len(id) in (2, 3) and id.isascii() and id.isalnum() and id.isupper() and id[0].isalpha()


def masked_id(id: str) -> str:
    """A segment id as it may be shown: as written when it is one, else by its shape."""
    return id if is_segment_id(id) else masked(id[:8])


def _hierarchy(transaction: Transaction, levels: list[Segment], file: str) -> Iterator[Finding]:
    allowed = LEVELS.get(transaction.kind, {})
    level_of: dict[str, str] = {}
    parents = {segment.element(2) for segment in levels}
    previous = 0
    for segment in levels:
        number, parent, level, child = (segment.element(at) for at in (1, 2, 3, 4))
        if number in level_of:
            message = "HL01 repeats the number of an earlier level."
            yield _say(transaction, file, "hierarchy-number-repeated", message, segment, "HL01", str(previous + 1))
        elif not number.isascii() or not number.isdigit() or int(number[:12]) != previous + 1:
            message = "HL01 does not follow the level before."
            yield _say(transaction, file, "hierarchy-number-not-in-order", message, segment, "HL01", str(previous + 1))
        previous = int(number[:12]) if number.isascii() and number.isdigit() else previous + 1
        if parent and parent not in level_of:
            message = "HL02 names a level that was not seen before."
            yield _say(transaction, file, "hierarchy-parent-missing", message, segment, "HL02", "an earlier HL01")
        elif level in allowed and level_of.get(parent, "") not in allowed[level]:
            wanted = " or ".join(code or "none" for code in allowed[level])
            message = f"A level {level} may stand only under a level {wanted}."
            yield _say(transaction, file, "hierarchy-level-misplaced", message, segment, "HL02", wanted)
        level_of.setdefault(number, level)
        if transaction.complete and child in ("0", "1") and (child == "1") != (number in parents):
            message = "HL04 says that levels below follow; none does." if child == "1" else "HL04 says none follows."
            wanted = "0" if child == "1" else "1"
            yield _say(transaction, file, "hierarchy-child-code-wrong", message, segment, "HL04", wanted)


def _bounds(transaction: Transaction, file: str) -> Iterator[Finding]:
    opened: Segment | None = None
    for segment in transaction.segments:
        id = segment.elements[0]
        if id == "LS":
            if opened is not None:
                message = "LS opens a group before the last one was closed."
                yield _say(transaction, file, "loop-bounds-at-odds", message, segment, "LS", "LE")
            opened = segment
        elif id == "LE":
            if opened is None or opened.element(1) != segment.element(1):
                message = "LE closes a group that no LS of its code opened."
                yield _say(transaction, file, "loop-bounds-at-odds", message, segment, "LE01", "LS")
            opened = None
    if opened is not None:
        yield _say(transaction, file, "loop-bounds-at-odds", "LS has no LE.", opened, "LS", "LE")


def _say(
    transaction: Transaction, file: str, name: str, message: str, segment: Segment, element: str, expected: str
) -> Finding:
    where = Pointer(
        file=file,
        transaction=transaction.position,
        segment=segment.number,
        offset=segment.offset,
        element=element,
    )
    return found(name, message, where=where, expected=expected)
