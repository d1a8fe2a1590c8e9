"""Declarations of the envelope's segments: ISA, GS, GE, IEA, TA1 (X12 005010 control segments).

Lengths of ISA elements are not said here: a header that has not its fixed form is the lexer's finding.  Counts and
control numbers are the envelope's own business.
"""

from functools import lru_cache

from cleanskin.x12.elements import CompiledSegment
from cleanskin.x12.guide import ElementKind, ElementSpec, SegmentSpec, Usage
from cleanskin.x12.tree import Delimiters

_QUALIFIERS = ("01", "14", "20", "27", "28", "29", "30", "33", "ZZ")


def _e(
    position: int, name: str, kind: ElementKind, least: int, most: int, codes: str = "", usage: Usage = "R"
) -> ElementSpec:
    return ElementSpec(
        position=position,
        name=name,
        usage=usage,
        kind=kind,
        min_length=least,
        max_length=most,
        codes=tuple(codes.split()),
    )


def _s(id: str, name: str, *elements: ElementSpec) -> SegmentSpec:
    return SegmentSpec(id=id, name=name, position=1, usage="R", elements=elements)


ENVELOPE_SEGMENTS: dict[str, SegmentSpec] = {
    "ISA": _s(
        "ISA",
        "interchange header",
        _e(1, "authorization kind", "ID", 2, 2, "00 03"),
        _e(2, "authorization", "AN", 1, 80, usage="S"),
        _e(3, "security kind", "ID", 2, 2, "00 01"),
        _e(4, "security", "AN", 1, 80, usage="S"),
        _e(5, "sender's kind of identifier", "ID", 2, 2, " ".join(_QUALIFIERS)),
        _e(6, "sender", "AN", 1, 80),
        _e(7, "receiver's kind of identifier", "ID", 2, 2, " ".join(_QUALIFIERS)),
        _e(8, "receiver", "AN", 1, 80),
        _e(9, "date", "DT", 6, 6),
        _e(10, "time", "TM", 4, 4),
        _e(11, "repetition separator", "B", 1, 1, usage="S"),
        _e(12, "version", "ID", 5, 5),
        _e(13, "control number", "N0", 1, 80),
        _e(14, "acknowledgment asked for", "ID", 1, 1, "0 1"),
        _e(15, "production or test", "ID", 1, 1, "P T I"),
        _e(16, "component separator", "B", 1, 1, usage="S"),
    ),
    "GS": _s(
        "GS",
        "group header",
        _e(1, "group code", "ID", 2, 2),
        _e(2, "sender", "AN", 2, 15),
        _e(3, "receiver", "AN", 2, 15),
        _e(4, "date", "DT", 8, 8),
        _e(5, "time", "TM", 4, 8),
        _e(6, "control number", "N0", 1, 9),
        _e(7, "agency", "ID", 1, 2, "X T"),
        _e(8, "version", "AN", 1, 12, usage="S"),
    ),
    "TA1": _s(
        "TA1",
        "interchange acknowledgment",
        _e(1, "control number", "N0", 9, 9),
        _e(2, "date", "DT", 6, 6),
        _e(3, "time", "TM", 4, 4),
        _e(4, "answer", "ID", 1, 1, "A E R"),
        _e(5, "reason", "ID", 3, 3),
    ),
}
"""Envelope segments by id.  A missing version is `version_missing`, not a missing element."""


@lru_cache(maxsize=256)
def envelope_segment(id: str, delimiters: Delimiters) -> CompiledSegment | None:
    """Return an envelope segment's declaration ready for these delimiters, None when it has none."""
    spec = ENVELOPE_SEGMENTS.get(id)
    # the separators stand in ISA as values of their own
    plain = Delimiters(element=delimiters.element, component="\x00", segment=delimiters.segment, repetition="")
    return CompiledSegment(spec, plain) if spec is not None else None
