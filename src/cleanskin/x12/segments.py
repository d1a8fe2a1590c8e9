"""Declarations of the envelope's segments (X12 005010 control segments), and of those that mean one thing everywhere.

Lengths of ISA elements are not said here: a header that has not its fixed form is the lexer's finding.  Counts and
control numbers are the envelope's own business.
"""

from functools import lru_cache

from cleanskin.x12.elements import CompiledSegment
from cleanskin.x12.guide import CodeSetBy, ElementKind, ElementSpec, SegmentSpec, Usage
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
        _e(5, "reason", "ID", 3, 3, " ".join(f"{note:03d}" for note in range(32))),
    ),
}
"""Envelope segments by id.  A missing version is `version-missing`, not a missing element."""


EVERYWHERE: dict[str, SegmentSpec] = {
    "HL": _s(
        "HL",
        "level",
        _e(1, "number", "AN", 1, 12),
        _e(2, "parent", "AN", 1, 12, usage="S"),
        _e(3, "level", "ID", 1, 2),
        _e(4, "levels below", "ID", 1, 1, "0 1", usage="S"),
    ),
    "NM1": SegmentSpec(
        id="NM1",
        name="name",
        position=1,
        elements=(
            _e(1, "who", "ID", 2, 3),
            _e(2, "person or organization", "ID", 1, 1, "1 2"),
            _e(3, "name or last name", "AN", 1, 60, usage="S"),
            _e(4, "first name", "AN", 1, 35, usage="S"),
            _e(5, "middle name", "AN", 1, 25, usage="S"),
            _e(6, "prefix", "AN", 1, 10, usage="S"),
            _e(7, "suffix", "AN", 1, 10, usage="S"),
            _e(8, "identifier kind", "ID", 1, 2, usage="S"),
            ElementSpec(position=9, name="identifier", min_length=2, code_set_by=CodeSetBy(8, (("XX", "npi"),))),
            _e(10, "relation", "ID", 2, 2, usage="S"),
            _e(11, "other entity", "ID", 2, 3, usage="S"),
            _e(12, "name", "AN", 1, 60, usage="S"),
        ),
        syntax=("P0809", "C1110"),
    ),
    "DTP": SegmentSpec(
        id="DTP",
        name="date",
        position=1,
        elements=(
            _e(1, "which date", "ID", 3, 3),
            _e(2, "format", "ID", 2, 3),
            ElementSpec(position=3, name="date", usage="R", max_length=35, format_at=2),
        ),
    ),
}
"""Segments of the body whose elements mean the same in every guide of version 005010, for transactions without one.

NM102 is 1 or 2 in all of them.
"""


@lru_cache(maxsize=64)
def everywhere(delimiters: Delimiters) -> dict[str, CompiledSegment]:
    """Return the declarations of `EVERYWHERE` ready for these delimiters."""
    return {id: CompiledSegment(spec, delimiters) for id, spec in EVERYWHERE.items()}


@lru_cache(maxsize=256)
def envelope_segment(id: str, delimiters: Delimiters) -> CompiledSegment | None:
    """Return an envelope segment's declaration ready for these delimiters, None when it has none."""
    spec = ENVELOPE_SEGMENTS.get(id)
    # the separators stand in ISA as values of their own
    plain = Delimiters(element=delimiters.element, component="\x00", segment=delimiters.segment, repetition="")
    return CompiledSegment(spec, plain) if spec is not None else None
