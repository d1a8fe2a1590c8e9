"""Service lines between tree and nouns: loop 2400 with drugs, providers, other payers' answers and forms."""

from typing import Any

from cleanskin.record.claim import (
    Ambulance,
    Attachment,
    ConditionIndicator,
    Contract,
    Drug,
    Equipment,
    EquipmentCertification,
    FormAnswer,
    LineAdjudication,
    Measurement,
    Note,
    Pricing,
    Procedure,
    PurchasedService,
    Quantity,
    ServiceLine,
    SupportingForm,
)
from cleanskin.record.provider import Role
from cleanskin.x12.guides.mapping import (
    CENTS,
    CENTS_REQUIRED,
    DAY,
    NUMBER,
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
from cleanskin.x12.guides.party_record import (
    read_adjustments,
    read_cents,
    read_events,
    read_party,
    read_procedure,
    read_quantity,
    read_references,
    write_adjustments,
    write_events,
    write_party,
    write_procedure,
    write_references,
)
from cleanskin.x12.tree import Loop, Segment

PWK = Shape("PWK", Field(1, "report_type"), Field(2, "transmission"), Field(6, "control_number"),
            constants={(5, 0): "AC"})  # fmt: skip
CN1 = Shape(
    "CN1",
    Field(1, "kind"),
    Field(2, "amount", CENTS),
    Field(3, "percent", NUMBER),
    Field(4, "code"),
    Field(5, "terms_discount_percent", NUMBER),
    Field(6, "version"),
)
CR1 = Shape(
    "CR1",
    Field(1, "weight_basis"),
    Field(2, "weight", NUMBER),
    Field(4, "reason"),
    Field(5, "distance_basis"),
    Field(6, "distance", NUMBER),
    Field(9, "round_trip_purpose"),
    Field(10, "stretcher_purpose"),
)
CR3 = Shape("CR3", Field(1, "kind"), Field(2, "unit_basis"), Field(3, "duration", NUMBER))
CRC = Shape("CRC", Field(1, "category"), Field(2, "applies"), Field(3, "codes", more=(4, 5, 6, 7)))
MEA = Shape("MEA", Field(1, "reference_kind"), Field(2, "qualifier"), Field(3, "value", NUMBER))
NTE = Shape("NTE", Field(1, "kind"), Field(2, "text"))
PS1 = Shape("PS1", Field(1, "provider_id"), Field(2, "amount", CENTS_REQUIRED))
HCP = Shape(
    "HCP",
    Field(1, "method"),
    Field(2, "amount_allowed", CENTS),
    Field(3, "amount_saved", CENTS),
    Field(4, "organization_id"),
    Field(5, "rate", NUMBER),
    Field(6, "group_code"),
    Field(7, "amount_group", CENTS),
    Field(9, "code_qualifier"),
    Field(10, "code"),
    Field(11, "unit_basis"),
    Field(12, "units", NUMBER),
    Field(13, "reject_reason"),
    Field(14, "compliance"),
    Field(15, "exception"),
)
SV1 = Shape(
    "SV1",
    Field(2, "amount_billed", CENTS_REQUIRED),
    Field(3, "unit_basis"),
    Field(4, "units", NUMBER),
    Field(5, "place_of_service"),
    Field(9, "emergency"),
    Field(11, "epsdt"),
    Field(12, "family_planning"),
    Field(15, "copay_status"),
)
FRM = Shape(
    "FRM",
    Field(1, "question"),
    Field(2, "yes_no"),
    Field(3, "text"),
    Field(4, "day", DAY),
    Field(5, "percent", NUMBER),
)

PROVIDER_CODES: dict[str, Role] = {
    "82": "rendering",
    "QB": "purchased_service",
    "77": "service_facility",
    "DQ": "supervising",
    "DK": "ordering",
    "DN": "referring",
    "P3": "primary_care",
    "PW": "ambulance_pick_up",
    "45": "ambulance_drop_off",
}
_PROVIDER_LOOPS: dict[str, tuple[str, str]] = {
    "rendering": ("2420A", "82"),
    "purchased_service": ("2420B", "QB"),
    "service_facility": ("2420C", "77"),
    "supervising": ("2420D", "DQ"),
    "ordering": ("2420E", "DK"),
    "referring": ("2420F", "DN"),
    "primary_care": ("2420F", "P3"),
    "ambulance_pick_up": ("2420G", "PW"),
    "ambulance_drop_off": ("2420H", "45"),
}


def one(shape: Shape, noun: type[Any], loop: Loop, reading: Reading) -> Any:
    """Read the loop's segment of that shape as a noun, None without one."""
    segment = loop.segment(shape.id)
    return noun(**shape.values(segment, reading)) if segment else None


def all_of(shape: Shape, noun: type[Any], loop: Loop, reading: Reading) -> tuple[Any, ...]:
    """Read the loop's segments of that shape as nouns."""
    return tuple(noun(**shape.values(segment, reading)) for segment in loop.segments(shape.id))


def read_line(loop: Loop, reading: Reading) -> ServiceLine:
    """Read loop 2400."""
    lx, sv1, sv5 = loop.segment("LX"), loop.segment("SV1"), loop.segment("SV5")
    amounts = {code: read_cents(amt.element(2)) for code in ("T", "F4") for amt in loop.segments("AMT", code)}
    quantities = [(qty.element(1).strip(), read_quantity(qty.element(2))) for qty in loop.segments("QTY")]
    drug = loop.loop("2410")
    return ServiceLine(
        number=lx.element(1).strip() if lx else "",
        procedure=read_procedure(reading.parts(sv1, 1)) if sv1 else Procedure(code="", qualifier=""),
        **(SV1.values(sv1, reading) if sv1 else {"amount_billed": 0, "unit_basis": ""}),
        diagnosis_pointers=_read_pointers(reading.parts(sv1, 7)) if sv1 else (),
        equipment=_read_equipment(sv5, reading) if sv5 else None,
        attachments=all_of(PWK, Attachment, loop, reading),
        ambulance=one(CR1, Ambulance, loop, reading),
        equipment_certification=one(CR3, EquipmentCertification, loop, reading),
        conditions=all_of(CRC, ConditionIndicator, loop, reading),
        dates=read_events(loop),
        quantities=tuple(Quantity(kind=kind, value=value) for kind, value in quantities if value is not None),
        measurements=all_of(MEA, Measurement, loop, reading),
        contract=one(CN1, Contract, loop, reading),
        references=read_references(loop, reading),
        amount_sales_tax=amounts.get("T"),
        amount_postage=amounts.get("F4"),
        fixed_formats=tuple(k3.element(1).strip() for k3 in loop.segments("K3")),
        notes=all_of(NTE, Note, loop, reading),
        purchased_service=one(PS1, PurchasedService, loop, reading),
        pricing=one(HCP, Pricing, loop, reading),
        drug=_read_drug(drug, reading) if drug else None,
        providers=read_providers(loop, PROVIDER_CODES, "2420", reading),
        adjudications=tuple(_read_adjudication(inner, reading) for inner in loop.loops("2430")),
        forms=tuple(_read_form(inner, reading) for inner in loop.loops("2440")),
    )


def read_providers(loop: Loop, codes: dict[str, Role], prefix: str, reading: Reading) -> tuple[Any, ...]:
    """Read the providers whose loops begin with `prefix`, in their order."""
    found = []
    for inner in loop.loops():
        name = inner.segment("NM1")
        if inner.id.startswith(prefix) and name is not None and name.element(1) in codes:
            found.append(read_party(inner, codes[name.element(1)], reading))
    return tuple(found)


def _read_pointers(parts: list[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in map(str.strip, parts) if part.isascii() and part.isdecimal())


def _read_equipment(segment: Segment, reading: Reading) -> Equipment:
    return Equipment(
        procedure=read_procedure(reading.parts(segment, 1)),
        unit_basis=segment.element(2).strip(),
        units=read_quantity(segment.element(3)),
        amount_rental=read_cents(segment.element(4)),
        amount_purchase=read_cents(segment.element(5)),
        frequency=segment.element(6).strip(),
    )


def _write_equipment(equipment: Equipment) -> Segment:
    return make(
        "SV5",
        write_procedure(equipment.procedure),
        write_text(equipment.unit_basis),
        write_number(equipment.units),
        CENTS.write(equipment.amount_rental),
        CENTS.write(equipment.amount_purchase),
        write_text(equipment.frequency),
    )


def _read_drug(loop: Loop, reading: Reading) -> Drug:
    lin, ctp = loop.segment("LIN"), loop.segment("CTP")
    return Drug(
        qualifier=lin.element(2).strip() if lin else "",
        ndc=lin.element(3).strip() if lin else "",
        quantity=read_quantity(ctp.element(4)) if ctp else None,
        unit=reading.parts(ctp, 5)[0].strip() if ctp else "",
        references=read_references(loop, reading),
    )


def _write_drug(drug: Drug) -> Loop:
    content: list[Item] = [make("LIN", "", write_text(drug.qualifier), write_text(drug.ndc))]
    if drug.quantity is not None or drug.unit:
        content.append(make("CTP", "", "", "", write_number(drug.quantity), write_text(drug.unit)))
    return Loop("2410", content + write_references(drug.references))


def _read_adjudication(loop: Loop, reading: Reading) -> LineAdjudication:
    svd, day, left = loop.segment("SVD"), loop.segment("DTP", "573"), loop.segment("AMT", "EAF")
    return LineAdjudication(
        payer_id=svd.element(1).strip() if svd else "",
        amount_paid=(read_cents(svd.element(2)) if svd else None) or 0,
        procedure=read_procedure(reading.parts(svd, 3)) if svd else Procedure(code="", qualifier=""),
        units=read_quantity(svd.element(5)) if svd else None,
        bundled_line=svd.element(6).strip() if svd else "",
        adjustments=read_adjustments(loop.segments("CAS")),
        date_adjudicated=read_or_absent(DAY, day.element(3)) if day else None,
        amount_patient_remaining=read_cents(left.element(2)) if left else None,
    )


def _write_adjudication(answer: LineAdjudication) -> Loop:
    svd = make(
        "SVD",
        write_text(answer.payer_id),
        CENTS.write(answer.amount_paid),
        write_procedure(answer.procedure),
        "",
        write_number(answer.units),
        write_text(answer.bundled_line),
    )
    content: list[Item] = [svd, *write_adjustments(answer.adjustments)]
    if answer.date_adjudicated is not None:
        content.append(make("DTP", "573", "D8", write_day(answer.date_adjudicated)))
    if answer.amount_patient_remaining is not None:
        content.append(make("AMT", "EAF", CENTS.write(answer.amount_patient_remaining)))
    return Loop("2430", content)


def _read_form(loop: Loop, reading: Reading) -> SupportingForm:
    lq = loop.segment("LQ")
    return SupportingForm(
        code_list=lq.element(1).strip() if lq else "",
        form=lq.element(2).strip() if lq else "",
        answers=all_of(FRM, FormAnswer, loop, reading),
    )


def _write_form(form: SupportingForm) -> Loop:
    head: list[Item] = [make("LQ", write_text(form.code_list), write_text(form.form))]
    return Loop("2440", head + [FRM.segment(answer) for answer in form.answers])


def _service(line: ServiceLine) -> Segment:
    """Write SV1 with its two composites."""
    segment = SV1.segment(line)
    if len(line.diagnosis_pointers) > 4:
        raise ValueError("a line has at most four diagnosis pointers")
    elements = segment.elements + [""] * (8 - len(segment.elements))
    elements[1] = write_procedure(line.procedure)
    elements[7] = join(str(pointer) for pointer in line.diagnosis_pointers)
    return make(*elements)


def write_line(line: ServiceLine) -> Loop:
    """Write a line as loop 2400."""
    content: list[Item] = [make("LX", write_text(line.number)), _service(line)]
    if line.equipment is not None:
        content.append(_write_equipment(line.equipment))
    content += [PWK.segment(attachment) for attachment in line.attachments]
    content += [CR1.segment(line.ambulance)] if line.ambulance else []
    content += [CR3.segment(line.equipment_certification)] if line.equipment_certification else []
    content += [CRC.segment(condition) for condition in line.conditions]
    content += write_events(line.dates)
    content += [make("QTY", write_text(quantity.kind), write_number(quantity.value)) for quantity in line.quantities]
    content += [MEA.segment(measurement) for measurement in line.measurements]
    content += [CN1.segment(line.contract)] if line.contract else []
    content += write_references(line.references)
    for code, amount in (("T", line.amount_sales_tax), ("F4", line.amount_postage)):
        if amount is not None:
            content.append(make("AMT", code, CENTS.write(amount)))
    content += [make("K3", write_text(text)) for text in line.fixed_formats]
    content += [NTE.segment(note) for note in line.notes]
    content += [PS1.segment(line.purchased_service)] if line.purchased_service else []
    content += [HCP.segment(line.pricing)] if line.pricing else []
    content += [_write_drug(line.drug)] if line.drug else []
    for party in line.providers:
        if party.role not in _PROVIDER_LOOPS:
            raise ValueError(f"a line has no {party.role} provider")
        loop, code = _PROVIDER_LOOPS[party.role]
        content.append(write_party(party, loop, code, specialty="PE" if loop == "2420A" else ""))
    content += [_write_adjudication(answer) for answer in line.adjudications]
    content += [_write_form(form) for form in line.forms]
    return Loop("2400", content)
