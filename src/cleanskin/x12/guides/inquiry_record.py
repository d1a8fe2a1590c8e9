"""Questions and answers between tree and nouns: what 270, 271, 276, 277 and 278 say alike, both ways."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from cleanskin.record.claim import Procedure
from cleanskin.record.inquiry import Delivery, Participant, ProviderRole, Rejection, Relationship, Trace
from cleanskin.record.provider import Demographics, Party, Role
from cleanskin.x12.guide import GuideSpec
from cleanskin.x12.guides.mapping import (
    DAY,
    INTEGER,
    NUMBER,
    Field,
    Item,
    Reading,
    Shape,
    join,
    left_over,
    make,
    with_extras,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    DMG,
    NM1,
    name_of,
    read_address,
    read_contacts,
    read_procedure,
    read_references,
    write_address,
    write_contacts,
    write_references,
)
from cleanskin.x12.tree import Loop, Segment

TRN = Shape("TRN", Field(1, "kind"), Field(2, "number"), Field(3, "originator_id"), Field(4, "supplement"))
AAA = Shape("AAA", Field(1, "valid"), Field(3, "reason_code"), Field(4, "follow_up_code"))
PRV = Shape("PRV", Field(1, "role"), Field(2, "id_qualifier"), Field(3, "id"))
INS = Shape(
    "INS",
    Field(1, "subscriber"),
    Field(2, "code"),
    Field(3, "change_code"),
    Field(4, "change_reason"),
    Field(8, "employment"),
    Field(17, "birth_order", INTEGER),
)
HSD = Shape(
    "HSD",
    Field(1, "quantity_kind"),
    Field(2, "quantity", NUMBER),
    Field(3, "frequency_unit"),
    Field(4, "frequency_every", NUMBER),
    Field(5, "period_kind"),
    Field(6, "period_count", INTEGER),
    Field(7, "days_code"),
    Field(8, "time_code"),
)
BEGINNING = (
    Field(2, "purpose"),
    Field(3, "reference_id"),
    Field(4, "date_created", DAY),
    Field(5, "time_created"),
    Field(6, "kind"),
)
NOT_COMPARED = frozenset(("ST", "SE", "HL", "LS", "LE"))
"""Segments that are made anew when a noun is written: counted, numbered or bounding others."""
_POINTERS_MAX = 4


def beginning(structure: str) -> Shape:
    """Return the shape of BHT for a transaction of this structure."""
    return Shape("BHT", *BEGINNING, constants={(1, 0): structure})


def read_beginning(shape: Shape, root: Loop, reading: Reading) -> dict[str, Any]:
    """Read the transaction's beginning (BHT) into fields; without the segment they are empty."""
    return shape.values(root.segment("BHT") or Segment(elements=["BHT"]), reading)


def each(shape: Shape, kind: type[Any], loop: Loop | None, reading: Reading) -> tuple[Any, ...]:
    """Read every segment of the loop that has the shape and says something."""
    if loop is None:
        return ()
    return tuple(kind(**shape.values(one, reading)) for one in loop.segments(shape.id) if any(one.elements[1:]))


def first(shape: Shape, kind: type[Any], loop: Loop | None, reading: Reading) -> Any:
    """Read the loop's first segment of the shape, None without one that says something."""
    segment = loop.segment(shape.id) if loop is not None else None
    return kind(**shape.values(segment, reading)) if segment is not None and any(segment.elements[1:]) else None


def read_traces(loop: Loop, reading: Reading) -> tuple[Trace, ...]:
    """Read the loop's traces."""
    return each(TRN, Trace, loop, reading)


def read_rejections(loop: Loop | None, reading: Reading) -> tuple[Rejection, ...]:
    """Read the loop's own rejections."""
    return each(AAA, Rejection, loop, reading)


def read_participant(loop: Loop | None, role: Role, reading: Reading) -> Participant | None:
    """Read somebody from the loop that a name begins, None without the loop."""
    name = loop.segment("NM1") if loop is not None else None
    if loop is None or name is None:
        return None
    party = Party(
        role=role,
        **NM1.values(name, reading),
        address=read_address(loop, reading),
        demographics=first(DMG, Demographics, loop, reading),
        references=read_references(loop, reading),
        contacts=read_contacts(loop),
    )
    return Participant(
        kind=name.element(1).strip(),
        party=party,
        relation=name.element(10).strip(),
        provider_role=first(PRV, ProviderRole, loop, reading),
        relationship=first(INS, Relationship, loop, reading),
        rejections=read_rejections(loop, reading),
    )


def write_participant(loop: str, one: Participant) -> Loop:
    """Write somebody as a loop."""
    party = one.party
    name = name_of(party, write_text(one.kind))
    if one.relation:
        name.elements += [""] * (11 - len(name.elements))
        name.elements[10] = write_text(one.relation)
    content: list[Item] = [name, *write_references(party.references), *write_address(party.address)]
    content += write_contacts(party.contacts)
    content += [AAA.segment(rejection) for rejection in one.rejections]
    content += [PRV.segment(one.provider_role)] if one.provider_role is not None else []
    content += [DMG.segment(party.demographics)] if party.demographics is not None else []
    content += [INS.segment(one.relationship)] if one.relationship is not None else []
    return Loop(loop, content)


def read_ranged(segment: Segment, position: int, reading: Reading) -> tuple[Procedure | None, str]:
    """Read a coded service and the last code of its range; None when the element is empty."""
    if not segment.element(position).strip():
        return None, ""
    parts = [part.strip() for part in reading.parts(segment, position)]
    return read_procedure(parts), parts[7] if len(parts) > 7 else ""


def write_ranged(procedure: Procedure | None, last: str = "") -> str:
    """Write a coded service as the components of its element; ValueError with more than four modifiers."""
    if procedure is None:
        return ""
    if len(procedure.modifiers) > 4:
        raise ValueError("a service has at most four modifiers")
    modifiers = [*procedure.modifiers, "", "", "", ""][:4]
    parts = (procedure.qualifier, procedure.code, *modifiers, procedure.description, last)
    return join(write_text(part) for part in parts)


def read_pointers(segment: Segment, position: int, reading: Reading) -> tuple[str, ...]:
    """Read which diagnoses are pointed at; what there is no room for is left over."""
    return tuple(part.strip() for part in reading.parts(segment, position) if part.strip())[:_POINTERS_MAX]


def write_pointers(pointers: tuple[str, ...]) -> str:
    """Write which diagnoses are pointed at; ValueError for more than four."""
    if len(pointers) > _POINTERS_MAX:
        raise ValueError("there is room for four diagnoses")
    return join(write_text(pointer) for pointer in pointers)


def fill(segment: Segment, *more: tuple[int, str]) -> Segment:
    """Put further elements into a segment made of a shape."""
    elements = segment.elements + [""] * (max((at for at, _ in more), default=0) + 1 - len(segment.elements))
    for at, text in more:
        elements[at] = text
    return make(*elements)


def without_empty(items: Iterable[Item]) -> list[Item]:
    """Leave out segments that say nothing."""
    return [item for item in items if not isinstance(item, Segment) or len(item.elements) > 1]


def deliveries(loop: Loop, reading: Reading) -> tuple[Delivery, ...]:
    """Read how services are delivered."""
    return each(HSD, Delivery, loop, reading)


# ---- whole transactions ---------------------------------------------------------------------------------------------


def with_left_over(noun: Any, root: Loop, write: Callable[[Any], Loop], reading: Reading) -> Any:
    """Return the noun with every segment of the transaction that it does not say again kept beside it."""
    extras = left_over(reading, "HEADER", root.content, write(noun).content, NOT_COMPARED)
    return msgspec.structs.replace(noun, extras=tuple(extras)) if extras else noun


def finished(noun: Any, root: Loop, guide: GuideSpec, levels: dict[str, str], childless: str = "") -> Loop:
    """Number the levels of a written tree and put back the segments that the noun does not hold.

    `levels` gives the level code of each loop that a level begins; loops of id `childless` do not say whether levels
    follow.
    """
    number_levels(root, levels, childless)
    return with_extras(guide, root, noun.extras)


def number_levels(root: Loop, levels: dict[str, str], childless: str = "") -> None:
    """Put an HL before each level, numbered from 1 in the order of the file."""
    count = 0

    def number(loop: Loop, parent: str) -> None:
        nonlocal count
        own = parent
        if loop.id in levels:
            count += 1
            own = str(count)
            below = "" if loop.id == childless else "1" if any(inner.id in levels for inner in loop.loops()) else "0"
            loop.content.insert(0, make("HL", own, parent, levels[loop.id], below))
        for inner in _levels_of(loop, levels):
            number(inner, own)

    number(root, "")


def _levels_of(loop: Loop, levels: dict[str, str]) -> Iterator[Loop]:
    return (inner for inner in loop.loops() if inner.id in levels)
