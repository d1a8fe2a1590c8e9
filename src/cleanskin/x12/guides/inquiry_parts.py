"""Segments that questions to payers and their answers have in common: levels, who is named, traces, rejections."""

import msgspec

from cleanskin.x12.guide import ElementSpec, Qualifier, SegmentSpec, Usage
from cleanskin.x12.guides.declare import codes_of, composite, e, s
from cleanskin.x12.guides.parts import PROCEDURE_IF_HC

PROVIDER_ROLES = "AD AT BI CO CV H HH LA OT P1 P2 PC PE R RF SB SK SU"
FOLLOW_UPS = "C N P R S W X Y"


def bht(structure: str, purposes: str, *, kinds: str = "", kind: Usage = "S", reference: Usage = "R") -> SegmentSpec:
    """The beginning: what the transaction is for, its number, when it was made."""
    parts = [
        e(1, "structure", 1005, "R", structure),
        e(2, "purpose", 353, "R", purposes),
        e(3, "reference", 127, reference),
        e(4, "date", 373, "R"),
        e(5, "time", 337, "R"),
    ]
    if kinds:
        parts.append(e(6, "kind", 640, kind, kinds))
    return s(60, "BHT", "beginning", "R", *parts)


def hl(
    level: str, children: str, *, name: str, has_parent: bool = True, says_children: Usage = "R", position: int = 10
) -> SegmentSpec:
    """A level of the hierarchy."""
    return s(
        position,
        "HL",
        name,
        "R",
        e(1, "number", 628, "R"),
        e(2, "parent", 734, "R" if has_parent else "N"),
        e(3, "level", 735, "R", level),
        e(4, "has children", 736, says_children, children),
        by=(3,),
    )


def also(segment: SegmentSpec, codes: str) -> SegmentSpec:
    """Let a segment also be recognized by other codes of its first element: those are read, and said to be wrong."""
    first, *rest = segment.qualifiers
    wider = Qualifier(first.position, (*first.codes, *codes_of(codes)), first.component)
    return msgspec.structs.replace(segment, qualifiers=(wider, *rest))


def with_elements(segment: SegmentSpec, *elements: ElementSpec) -> SegmentSpec:
    """Let a segment use more of its elements."""
    by_position = {element.position: element for element in (*segment.elements, *elements)}
    return msgspec.structs.replace(segment, elements=tuple(by_position[at] for at in sorted(by_position)))


def trn(position: int, kinds: str, usage: Usage, repeats: int, *, originator: Usage = "R") -> SegmentSpec:
    """A number by which the asker (1) or the answerer (2) finds the matter again."""
    return s(
        position,
        "TRN",
        "trace",
        usage,
        e(1, "whose", 481, "R", kinds),
        e(2, "trace number", 127, "R"),
        e(3, "originator", 509, originator),
        e(4, "originator's department", 127, "N" if originator == "N" else "S"),
        repeats=repeats,
    )


def aaa(position: int, reasons: str, follow_ups: str = FOLLOW_UPS, *, usage: Usage = "R") -> SegmentSpec:
    """Why the question was not answered, and what to do."""
    return s(
        position,
        "AAA",
        "rejection",
        "S",
        e(1, "question was valid", 1073, "R", "N Y"),
        e(3, "reason", 901, usage, reasons),
        e(4, "what to do", 889, usage, follow_ups),
        repeats=9,
    )


def dmg(position: int, sexes: str, *, usage: Usage = "S", day: Usage = "S") -> SegmentSpec:
    """Birth date and sex."""
    return s(
        position,
        "DMG",
        "birth date and sex",
        usage,
        e(1, "format", 1250, day, "D8"),
        e(2, "birth date", 1251, day, format_at=1),
        e(3, "sex", 1068, "S", sexes),
        syntax="P0102",
    )


def provider_role(position: int, roles: str, lists: str, *, usage: Usage = "S") -> SegmentSpec:
    """What a provider does in the matter, and one number of it."""
    return s(
        position,
        "PRV",
        "provider's role",
        "S",
        e(1, "role", 1221, "R", roles),
        e(2, "list", 128, usage, lists),
        e(3, "number", 127, usage),
        syntax="P0203",
    )


def service(position: int, name: str, usage: Usage, qualifiers: str, *, ranged: bool = False) -> ElementSpec:
    """A coded service with its modifiers; `ranged` when it may be the first of a range of codes."""
    parts = [
        e(1, "code list", 235, "R", qualifiers),
        e(2, "code", 234, "R", code_set_by=PROCEDURE_IF_HC),
        *[e(i, "modifier", 1339, "S", code_set="modifier") for i in (3, 4, 5, 6)],
    ]
    if ranged:
        parts += [e(7, "description", 352), e(8, "last code of the range", 234)]
    return composite(position, name, usage, *parts, size=8)


def pointers(position: int, name: str, usage: Usage = "S") -> ElementSpec:
    """Which of the diagnoses, up to four."""
    return composite(
        position, name, usage, *(e(at, "diagnosis", 1328, "R" if at == 1 else "S") for at in range(1, 5)), size=4
    )


def delivery(position: int, name: str, *, quantities: str, per: str, periods: str, repeats: int) -> SegmentSpec:
    """How much of a service, how often, for how long."""
    return s(
        position,
        "HSD",
        name,
        "S",
        e(1, "counted", 673, "S", quantities),
        e(2, "count", 380),
        e(3, "frequency", 355, "S", per),
        e(4, "every how many", 1167),
        e(5, "period", 615, "S", periods),
        e(6, "periods", 616),
        e(7, "days", 678),
        e(8, "time of day", 679),
        repeats=repeats,
        syntax="P0102 C0605",
    )
