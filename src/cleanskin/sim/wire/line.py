"""A service line as 837P text (loops 2400 to 2430)."""

from cleanskin.record.claim import Drug, LineAdjudication, ServiceLine
from cleanskin.sim.wire.parties import (
    adjustments_text,
    event_text,
    known_party_text,
    procedure_text,
    references_text,
)
from cleanskin.sim.wire.segments import END, amount, ccyymmdd, number, segment

_PROVIDERS: dict[str, tuple[int, str, str]] = {
    "rendering": (0, "82", "PE"),
    "purchased_service": (1, "QB", ""),
    "service_facility": (2, "77", ""),
    "supervising": (3, "DQ", ""),
    "ordering": (4, "DK", ""),
    "referring": (5, "DN", ""),
    "primary_care": (5, "P3", ""),
}


def line_text(line: ServiceLine) -> str:
    """Return one line from LX on; ValueError for what has no text here."""
    if line.equipment or line.ambulance or line.equipment_certification or line.measurements or line.forms:
        raise ValueError("the line holds what has no text here")
    if line.contract or line.pricing or len(line.diagnosis_pointers) > 4 or len(line.procedure.modifiers) > 4:
        raise ValueError("the line holds what has no text here")
    sv1 = (
        f"SV1*{procedure_text(line.procedure)}*{amount(line.amount_billed)}*{line.unit_basis}*"
        f"{number(line.units) if line.units is not None else ''}*{line.place_of_service}**"
        f"{':'.join(map(str, line.diagnosis_pointers))}**{line.emergency}**{line.epsdt}*{line.family_planning}***"
        f"{line.copay_status}"
    )
    parts = [f"LX*{line.number}{END}", sv1.rstrip("*"), END]
    if line.attachments:
        parts += [
            segment("PWK", one.report_type, one.transmission, "", "", "AC" if one.control_number else "",
                    one.control_number)
            for one in line.attachments
        ]  # fmt: skip
    parts += [segment("CRC", one.category, one.applies, *one.codes) for one in line.conditions]
    parts += [event_text(event) for event in line.dates]
    parts += [f"QTY*{one.kind}*{number(one.value)}{END}" for one in line.quantities]
    if line.references:
        parts.append(references_text(line.references))
    if line.amount_sales_tax is not None:
        parts.append(f"AMT*T*{amount(line.amount_sales_tax)}{END}")
    if line.amount_postage is not None:
        parts.append(f"AMT*F4*{amount(line.amount_postage)}{END}")
    parts += [f"K3*{text}{END}" for text in line.fixed_formats]
    parts += [f"NTE*{note.kind}*{note.text}{END}" for note in line.notes]
    if line.purchased_service is not None:
        parts.append(f"PS1*{line.purchased_service.provider_id}*{amount(line.purchased_service.amount)}{END}")
    if line.drug is not None:
        parts.append(_drug(line.drug))
    if line.providers:
        for party in sorted(line.providers, key=lambda one: _PROVIDERS[one.role][0]):
            _, code, specialty = _PROVIDERS[party.role]
            parts.append(known_party_text(party, code, specialty))
    parts += [_adjudication(answer) for answer in line.adjudications]
    return "".join(parts)


def _drug(drug: Drug) -> str:
    text = f"LIN**{drug.qualifier}*{drug.ndc}{END}"
    if drug.quantity is not None or drug.unit:
        text += segment("CTP", "", "", "", number(drug.quantity) if drug.quantity is not None else "", drug.unit)
    return text + references_text(drug.references)


def _adjudication(answer: LineAdjudication) -> str:
    """Return loop 2430: what another payer decided of the line."""
    text = segment(
        "SVD", answer.payer_id, amount(answer.amount_paid), procedure_text(answer.procedure), "",
        number(answer.units) if answer.units is not None else "", answer.bundled_line,
    )  # fmt: skip
    text += adjustments_text(answer.adjustments)
    if answer.date_adjudicated is not None:
        text += f"DTP*573*D8*{ccyymmdd(answer.date_adjudicated)}{END}"
    if answer.amount_patient_remaining is not None:
        text += f"AMT*EAF*{amount(answer.amount_patient_remaining)}{END}"
    return text
