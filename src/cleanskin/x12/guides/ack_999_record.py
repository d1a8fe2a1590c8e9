"""Acknowledgements of form between tree and nouns: a 999 or 997 transaction as an `ImplementationAcknowledgement`.

The two differ in the names of three segments.  `read_implementation_acknowledgement` takes any walked tree, faulty or
not (a 999 with the segments of a 997 as well), and never raises; what the noun does not hold is kept in `extras`.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from cleanskin.kernel.finding import Finding
from cleanskin.record.acknowledgement import (
    ElementError,
    ErrorContext,
    ImplementationAcknowledgement,
    SegmentError,
    SetAcknowledgement,
)
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.guides import ack_997, ack_999
from cleanskin.x12.guides.ack_999_codes import ELEMENT_ERRORS, GROUP_ERRORS, SEGMENT_ERRORS, SET_ERRORS, VERDICTS
from cleanskin.x12.guides.mapping import Codec, Field, Item, Reading, Shape, left_over, make, with_extras, write_text
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

GUIDES: dict[str, GuideSpec] = {"999": ack_999.GUIDE, "997": ack_997.GUIDE}
"""The guide of each of the two transactions."""

_IDS: dict[str, tuple[str, str, str]] = {"999": ("IK3", "IK4", "IK5"), "997": ("AK3", "AK4", "AK5")}
_SHOWN_MAX = 20


def _read_count(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ValueError("not a whole number")
    return int(text)


COUNT = Codec(_read_count, lambda value: "" if value is None else str(value), None)
AK1 = Shape("AK1", Field(1, "group_code"), Field(2, "group_control_number"), Field(3, "version"))
AK2 = Shape("AK2", Field(1, "transaction"), Field(2, "control_number"), Field(3, "version"))
AK9 = Shape(
    "AK9",
    Field(1, "code"),
    Field(2, "count_included", COUNT),
    Field(3, "count_received", COUNT),
    Field(4, "count_accepted", COUNT),
    Field(5, "error_codes", more=(6, 7, 8, 9)),
)
VERDICT = Shape("IK5", Field(1, "code"), Field(2, "error_codes", more=(3, 4, 5, 6)))
SEGMENT = Shape("IK3", Field(1, "segment_id"), Field(2, "segment_number", COUNT), Field(3, "loop_id"), Field(4, "code"))
ELEMENT = Shape(
    "IK4",
    Field(1, "element", COUNT, component=1),
    Field(1, "component", COUNT, component=2),
    Field(1, "repetition", COUNT, component=3),
    Field(2, "data_element", COUNT),
    Field(3, "code"),
    Field(4, "value"),
)
CONTEXT = Shape(
    "CTX",
    Field(1, "name", component=1),
    Field(1, "value", component=2),
    Field(2, "segment_id"),
    Field(3, "segment_number", COUNT),
    Field(4, "loop_id"),
    Field(5, "element", COUNT, component=1),
    Field(5, "component", COUNT, component=2),
    Field(5, "repetition", COUNT, component=3),
    Field(6, "data_element", COUNT, component=1),
)


class ImplementationAcknowledgementRead(NamedTuple):
    """An acknowledgement built from a transaction, and what was said on the way."""

    acknowledgement: ImplementationAcknowledgement
    findings: tuple[Finding, ...]


def read_implementation_acknowledgement(
    transaction: Transaction, *, file: str = ""
) -> ImplementationAcknowledgementRead:
    """Build the noun of a 999 or 997 transaction, walking it first when that was not done."""
    guide = GUIDES.get(transaction.kind, ack_999.GUIDE)
    root = transaction.root or walk(transaction, guide, file=file, relaxed=True).root
    reading = Reading(transaction, file, guide)
    head, end = root.segment("AK1"), root.segment("AK9")
    acknowledgement = ImplementationAcknowledgement(
        transaction=guide.transaction,
        **(AK1.values(head, reading) if head else {"group_code": "", "group_control_number": ""}),
        sets=tuple(_read_set(loop, reading) for loop in root.loops("2000")),
        **(AK9.values(end, reading) if end else {}),
    )
    written = _write_root(acknowledgement).content
    extras = left_over(reading, "HEADER", root.content, written, frozenset(("ST", "SE")))
    if extras:
        acknowledgement = msgspec.structs.replace(acknowledgement, extras=tuple(extras))
    return ImplementationAcknowledgementRead(acknowledgement, tuple(reading.findings))


def _one_of(loop: Loop, index: int) -> Segment | None:
    """Return the segment that either transaction calls by its own name."""
    return next((found for ids in _IDS.values() if (found := loop.segment(ids[index])) is not None), None)


def _read_set(loop: Loop, reading: Reading) -> SetAcknowledgement:
    head = loop.segment("AK2")
    # a verdict of the other transaction's name stays in the loop where it stands
    verdicts = tuple(ids[2] for ids in _IDS.values())
    end = next((segment for segment in loop.all_segments() if segment.elements[0] in verdicts), None)
    values: dict[str, Any] = AK2.values(head, reading) if head else {"transaction": "", "control_number": ""}
    return SetAcknowledgement(
        **values,
        errors=tuple(_read_segment_error(inner, reading) for inner in loop.loops("2100")),
        **(VERDICT.values(end, reading) if end else {}),
    )


def _read_segment_error(loop: Loop, reading: Reading) -> SegmentError:
    head = _one_of(loop, 0) or Segment(elements=["IK3"])
    return SegmentError(
        **SEGMENT.values(head, reading),
        contexts=_read_contexts(loop, reading),
        elements=tuple(_read_element_error(inner, reading) for inner in loop.loops("2110")),
    )


def _read_element_error(loop: Loop, reading: Reading) -> ElementError:
    head = _one_of(loop, 1) or Segment(elements=["IK4"])
    return ElementError(**ELEMENT.values(head, reading), contexts=_read_contexts(loop, reading))


def _read_contexts(loop: Loop, reading: Reading) -> tuple[ErrorContext, ...]:
    return tuple(ErrorContext(**CONTEXT.values(segment, reading)) for segment in loop.segments("CTX"))


def write_implementation_acknowledgement(acknowledgement: ImplementationAcknowledgement) -> Loop:
    """Write an acknowledgement as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    guide = GUIDES.get(acknowledgement.transaction)
    if guide is None:
        raise ValueError("an acknowledgement of form is a 999 or a 997")
    return with_extras(guide, _write_root(acknowledgement), acknowledgement.extras)


def _write_root(acknowledgement: ImplementationAcknowledgement) -> Loop:
    ids = _IDS[acknowledgement.transaction]
    content: list[Item] = [AK1.segment(acknowledgement)]
    content += [_write_set(one, ids) for one in acknowledgement.sets]
    content.append(AK9.segment(acknowledgement))
    return Loop("HEADER", [item for item in content if not isinstance(item, Segment) or len(item.elements) > 1])


def _called(segment: Segment, id: str) -> Segment:
    segment.elements[0] = id
    return segment


def _write_set(one: SetAcknowledgement, ids: tuple[str, str, str]) -> Loop:
    content: list[Item] = [AK2.segment(one)]
    for error in one.errors:
        inner: list[Item] = [_called(SEGMENT.segment(error), ids[0]), *_write_contexts(error.contexts)]
        for element in error.elements:
            head = _called(ELEMENT.segment(element), ids[1])
            inner.append(Loop("2110", [head, *_write_contexts(element.contexts)]))
        content.append(Loop("2100", inner))
    verdict = _called(VERDICT.segment(one), ids[2])
    return Loop("2000", content + ([verdict] if len(verdict.elements) > 1 else []))


def _write_contexts(contexts: Iterable[ErrorContext]) -> list[Item]:
    return [CONTEXT.segment(context) if context.name else make("CTX", write_text("")) for context in contexts]


# ---- in words -------------------------------------------------------------------------------------------------------


def _summary(transaction: Transaction) -> tuple[str, ...]:
    """Tell of the group, and of each transaction that was not taken as it was; no value of the file is shown."""
    acknowledgement = read_implementation_acknowledgement(transaction).acknowledgement
    accepted = sum(one.is_accepted for one in acknowledgement.sets)
    verdict = VERDICTS.get(acknowledgement.code, "without a verdict")
    group = f"group {acknowledgement.group_control_number[:9]} ({acknowledgement.group_code[:2]}) {verdict}"
    why = _because(acknowledgement.error_codes, GROUP_ERRORS)
    lines = [f"{group}{why}; {accepted} of {len(acknowledgement.sets)} listed transactions accepted"]
    for one in acknowledgement.sets:
        if one.code == "A" and not one.errors:
            continue
        words = VERDICTS.get(one.code, "without a verdict")
        lines.append(f"{one.transaction[:3]} {one.control_number[:9]} {words}{_because(one.error_codes, SET_ERRORS)}")
        errors = [line for error in one.errors for line in _error_lines(error)]
        lines += [f"  {line}" for line in errors[:_SHOWN_MAX]]
        if len(errors) > _SHOWN_MAX:
            lines.append(f"  and {len(errors) - _SHOWN_MAX} more")
    return tuple(lines)


def _because(codes: tuple[str, ...], table: dict[str, str]) -> str:
    words = [f"{table.get(code, 'for a reason not known here')} ({code[:3]})" for code in codes]
    return f": {'; '.join(words)}" if words else ""


def _error_lines(error: SegmentError) -> list[str]:
    place = f"{error.segment_id[:3]} at {error.segment_number or '?'}"
    loop = f" in {error.loop_id[:6]}" if error.loop_id else ""
    what = SEGMENT_ERRORS.get(error.code, "")
    if not error.elements:
        return [f"{place}{loop}: {what or 'an error of no stated kind'}"]
    lines = []
    for element in error.elements:
        component = f"-{element.component:02d}" if element.component else ""
        quoted = f"{error.segment_id[:3]}{element.element or 0:02d}{component}"
        kind = ELEMENT_ERRORS.get(element.code, "an error of no stated kind")
        lines.append(f"{place}{loop}: {quoted} {kind}")
    return lines


SUMMARIES = {"999": _summary, "997": _summary}
"""What to tell of a transaction in a few words, by kind."""
