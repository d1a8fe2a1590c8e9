"""Parties, numbers, dates and adjustments between tree and nouns: what claims and remittances say alike."""

from collections.abc import Iterable
from decimal import Decimal

from cleanskin.kernel.cents import format_x12
from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.coverage import OutpatientRemarks
from cleanskin.record.provider import (
    Address,
    Contact,
    ContactNumber,
    Demographics,
    Party,
    Reference,
    Role,
)
from cleanskin.x12.guides.mapping import (
    CENTS,
    DAY,
    NUMBER,
    Codec,
    Field,
    Item,
    Reading,
    Shape,
    join,
    make,
    read_or_absent,
    write_day,
    write_number,
    write_text,
)
from cleanskin.x12.tree import Loop, Segment

PERSON = Codec(lambda text: text == "1", lambda value: "1" if value else "2", False)

NM1 = Shape(
    "NM1",
    Field(2, "is_person", PERSON),
    Field(3, "name"),
    Field(4, "first_name"),
    Field(5, "middle_name"),
    Field(6, "prefix"),
    Field(7, "suffix"),
    Field(8, "id_qualifier"),
    Field(9, "id"),
)
N3 = Shape("N3", Field(1, "line_1"), Field(2, "line_2"))
N4 = Shape(
    "N4",
    Field(1, "city"),
    Field(2, "state"),
    Field(3, "postal_code"),
    Field(4, "country"),
    Field(7, "subdivision"),
)
REF = Shape(
    "REF",
    Field(1, "kind"),
    Field(2, "value"),
    Field(3, "description"),
    Field(4, "payer_number", component=2),
    constants={(4, 1): "2U"},
)
MOA = Shape(
    "MOA",
    Field(1, "reimbursement_rate", NUMBER),
    Field(2, "amount_hcpcs_payable", CENTS),
    Field(3, "remarks", more=(4, 5, 6, 7)),
    Field(8, "amount_esrd", CENTS),
    Field(9, "amount_professional", CENTS),
)
DMG = Shape("DMG", Field(2, "birth_date", DAY), Field(3, "sex"), constants={(1, 0): "D8"})


def read_procedure(parts: list[str]) -> Procedure:
    """Build a coded service from the components of its element."""
    parts = [part.strip() for part in parts] + [""] * (8 - len(parts))
    return Procedure(qualifier=parts[0], code=parts[1], modifiers=tuple(filter(None, parts[2:6])), description=parts[6])


def write_procedure(procedure: Procedure) -> str:
    """Write a coded service as the components of its element; ValueError with more than four modifiers."""
    if len(procedure.modifiers) > 4:
        raise ValueError("a service has at most four modifiers")
    modifiers = [*procedure.modifiers, "", "", "", ""][:4]
    parts = (procedure.qualifier, procedure.code, *modifiers, procedure.description)
    return join(write_text(part) for part in parts)


def read_references(loop: Loop, reading: Reading) -> tuple[Reference, ...]:
    """Read the loop's numbers in their order."""
    return tuple(Reference(**REF.values(segment, reading)) for segment in loop.segments("REF"))


def write_references(references: Iterable[Reference]) -> list[Item]:
    """Write numbers in their order."""
    return [REF.segment(reference) for reference in references]


def read_contacts(loop: Loop) -> tuple[Contact, ...]:
    """Read the loop's contacts."""
    contacts = []
    for segment in loop.segments("PER"):
        numbers = []
        for position in (3, 5, 7):
            kind, number = segment.element(position).strip(), segment.element(position + 1).strip()
            if kind or number:
                numbers.append(ContactNumber(kind, number))
        contacts.append(
            Contact(function=segment.element(1).strip(), name=segment.element(2).strip(), numbers=tuple(numbers))
        )
    return tuple(contacts)


def write_contacts(contacts: Iterable[Contact]) -> list[Item]:
    """Write contacts; ValueError for more than three numbers."""
    written: list[Item] = []
    for contact in contacts:
        if len(contact.numbers) > 3:
            raise ValueError("a contact has at most three numbers")
        pairs = [write_text(text) for number in contact.numbers for text in (number.kind, number.number)]
        written.append(make("PER", write_text(contact.function), write_text(contact.name), *pairs))
    return written


def read_address(loop: Loop, reading: Reading) -> Address | None:
    """Read the loop's address, None without one."""
    street, place = loop.segment("N3"), loop.segment("N4")
    values = {**(N3.values(street, reading) if street else {}), **(N4.values(place, reading) if place else {})}
    return Address(**values) if any(values.values()) else None


def write_address(address: Address | None) -> list[Item]:
    """Write an address as one or two segments."""
    segments = [] if address is None else [N3.segment(address), N4.segment(address)]
    return [segment for segment in segments if len(segment.elements) > 1]


def read_party(loop: Loop, role: Role, reading: Reading) -> Party:
    """Read a party from the loop that its NM1 begins."""
    name = loop.segment("NM1")
    values = NM1.values(name, reading) if name else {}
    specialty, birth = loop.segment("PRV"), loop.segment("DMG")
    return Party(
        role=role,
        **values,
        taxonomy=specialty.element(3).strip() if specialty else "",
        address=read_address(loop, reading),
        demographics=Demographics(**DMG.values(birth, reading)) if birth else None,
        references=read_references(loop, reading),
        contacts=read_contacts(loop),
    )


def name_of(party: Party, code: str) -> Segment:
    """Write the NM1 of a party under a role code."""
    segment = NM1.segment(party)
    segment.elements[1] = code
    return segment


def write_party(party: Party, loop: str, code: str, *, specialty: str = "") -> Loop:
    """Write a party as a loop; `specialty` is the code of its PRV, "" where the loop has none."""
    content: list[Item] = [name_of(party, code)]
    if party.taxonomy and specialty:
        content.append(make("PRV", specialty, "PXC", write_text(party.taxonomy)))
    content += write_address(party.address)
    if party.demographics is not None:
        content.append(DMG.segment(party.demographics))
    content += write_references(party.references)
    content += write_contacts(party.contacts)
    return Loop(loop, content)


def read_adjustments(segments: Iterable[Segment]) -> tuple[Adjustment, ...]:
    """Read the adjustments of CAS segments; one without a readable amount is left to the left-over."""
    adjustments = []
    for segment in segments:
        for position in range(2, len(segment.elements), 3):
            carc, amount = segment.element(position).strip(), segment.element(position + 1).strip()
            cents = read_or_absent(CENTS, amount)
            if cents is None:
                continue
            adjustments.append(
                Adjustment(
                    group_code=segment.element(1).strip(),
                    carc=carc,
                    amount=cents,
                    quantity=read_or_absent(NUMBER, segment.element(position + 2)),
                )
            )
    return tuple(adjustments)


def write_adjustments(adjustments: Iterable[Adjustment]) -> list[Item]:
    """Write adjustments in their order, neighbors of one group together, six to a segment."""
    groups: list[tuple[str, list[Adjustment]]] = []
    for adjustment in adjustments:
        if groups and groups[-1][0] == adjustment.group_code and len(groups[-1][1]) < 6:
            groups[-1][1].append(adjustment)
        else:
            groups.append((adjustment.group_code, [adjustment]))
    written: list[Item] = []
    for group, members in groups:
        elements = [write_text(group)]
        for member in members:
            elements += [write_text(member.carc), format_x12(member.amount), write_number(member.quantity)]
        written.append(make("CAS", *elements))
    return written


def read_events(loop: Loop) -> tuple[DatedEvent, ...]:
    """Read the loop's DTP segments; one that cannot be read is left to the left-over."""
    events = []
    for segment in loop.segments("DTP"):
        kind, form, text = (segment.element(position).strip() for position in (1, 2, 3))
        first, _, last = text.partition("-")
        time = ""
        if form == "DT":
            first, time = text[:8], text[8:]
        day, end = read_or_absent(DAY, first), read_or_absent(DAY, last)
        if day is not None and (form in ("D8", "DT") or (form == "RD8" and end is not None)):
            events.append(DatedEvent(kind=kind, first=day, last=end if form == "RD8" else None, time=time))
    return tuple(events)


def write_events(events: Iterable[DatedEvent]) -> list[Item]:
    """Write dated events as DTP segments."""
    written: list[Item] = []
    for event in events:
        kind = write_text(event.kind)
        if event.last is not None:
            written.append(make("DTP", kind, "RD8", f"{write_day(event.first)}-{write_day(event.last)}"))
        elif event.time:
            written.append(make("DTP", kind, "DT", write_day(event.first) + write_text(event.time)))
        else:
            written.append(make("DTP", kind, "D8", write_day(event.first)))
    return written


def read_outpatient(segment: Segment | None, reading: Reading) -> OutpatientRemarks | None:
    """Read outpatient adjudication information."""
    return OutpatientRemarks(**MOA.values(segment, reading)) if segment else None


def write_outpatient(remarks: OutpatientRemarks | None) -> list[Item]:
    """Write outpatient adjudication information."""
    return [MOA.segment(remarks)] if remarks is not None else []


def read_quantity(text: str) -> Decimal | None:
    """Read a count, None when absent or unreadable."""
    quantity: Decimal | None = read_or_absent(NUMBER, text)
    return quantity


def read_cents(text: str) -> int | None:
    """Read an amount in cents, None when absent or unreadable."""
    cents: int | None = read_or_absent(CENTS, text)
    return cents
