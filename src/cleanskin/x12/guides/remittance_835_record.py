"""Remittances between tree and nouns: an 835 transaction as a `Remittance`, and back.

`read_remittance` takes any walked tree, faulty or not, and never raises; what the nouns do not hold is kept in their
`extras`.  `write_remittance` gives the tree of a transaction without delimiters (see `mapping.py`).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from cleanskin.kernel.finding import Finding
from cleanskin.record.claim import DatedEvent
from cleanskin.record.provider import Party, Role
from cleanskin.record.remittance import (
    Amount,
    BankAccount,
    ClaimPayment,
    Currency,
    DeliveryMethod,
    InpatientRemarks,
    ProviderAdjustment,
    ProviderSummary,
    Remark,
    Remittance,
    RemittanceGroup,
    ServicePayment,
    SupplementalQuantity,
)
from cleanskin.x12.guides.mapping import (
    CENTS,
    CENTS_REQUIRED,
    DAY,
    NUMBER,
    Codec,
    Field,
    Item,
    Reading,
    Shape,
    join,
    left_over,
    make,
    read_or_absent,
    with_extras,
    write_day,
    write_number,
    write_text,
)
from cleanskin.x12.guides.party_record import (
    NM1,
    name_of,
    read_address,
    read_adjustments,
    read_cents,
    read_contacts,
    read_outpatient,
    read_procedure,
    read_quantity,
    read_references,
    write_address,
    write_adjustments,
    write_contacts,
    write_outpatient,
    write_procedure,
    write_references,
)
from cleanskin.x12.guides.remittance_835 import GUIDE
from cleanskin.x12.tree import Loop, Segment, Transaction
from cleanskin.x12.walk import walk

DEBIT = Codec(lambda text: text == "D", lambda value: "D" if value else "C", False)
BPR = Shape(
    "BPR",
    Field(1, "handling_code"),
    Field(2, "amount_paid", CENTS_REQUIRED),
    Field(3, "is_debit", DEBIT),
    Field(4, "payment_method"),
    Field(5, "payment_format"),
    Field(10, "originator_company"),
    Field(11, "originator_supplement"),
    Field(16, "date_paid", DAY),
)
TRN = Shape(
    "TRN",
    Field(2, "trace_number"),
    Field(3, "originator_id"),
    Field(4, "trace_supplement"),
    constants={(1, 0): "1"},
)
N1 = Shape("N1", Field(2, "name"), Field(3, "id_qualifier"), Field(4, "id"))
RDM = Shape("RDM", Field(1, "method"), Field(2, "name"), Field(3, "number"))
CUR = Shape("CUR", Field(1, "entity"), Field(2, "code"))
CLP = Shape(
    "CLP",
    Field(1, "patient_control_number"),
    Field(2, "status_code"),
    Field(3, "amount_billed", CENTS_REQUIRED),
    Field(4, "amount_paid", CENTS_REQUIRED),
    Field(5, "amount_patient", CENTS),
    Field(6, "claim_filing_indicator"),
    Field(7, "payer_control_number"),
    Field(8, "place_of_service"),
    Field(9, "frequency_code"),
    Field(11, "drg_code"),
    Field(12, "drg_weight", NUMBER),
    Field(13, "discharge_fraction", NUMBER),
)
SVC = Shape(
    "SVC",
    Field(2, "amount_billed", CENTS_REQUIRED),
    Field(3, "amount_paid", CENTS_REQUIRED),
    Field(4, "revenue_code"),
    Field(5, "units", NUMBER),
    Field(7, "submitted_units", NUMBER),
)

PARTY_CODES: dict[str, Role] = {
    "QC": "patient",
    "IL": "subscriber",
    "74": "corrected_insured",
    "82": "rendering",
    "TT": "crossover_payer",
    "PR": "corrected_payer",
    "GB": "other_subscriber",
}
_CODES = {role: code for code, role in PARTY_CODES.items()}

_MIA_REMARKS = (5, 20, 21, 22, 23)
_MIA_COUNTS = (1, 3, 15)
_MIA_AMOUNTS = (2, 4, *range(6, 15), *range(16, 20), 24)
_TS3_AMOUNTS = (*range(5, 23), 24)
_TS2_COUNTS = (7, 10, 11, 12, 13, 14, 16)
_TS2_AMOUNTS = (*range(1, 7), 8, 9, 15, 17, 18, 19)


class RemittanceRead(NamedTuple):
    """A remittance built from a transaction, and what was said on the way."""

    remittance: Remittance
    findings: tuple[Finding, ...]


def read_remittance(transaction: Transaction, *, file: str = "") -> RemittanceRead:
    """Build the nouns of an 835 transaction, walking it first when that was not done."""
    root = transaction.root or walk(transaction, GUIDE, file=file, relaxed=True).root
    reading = Reading(transaction, file, GUIDE)
    bpr, trn, cur, day = root.segment("BPR"), root.segment("TRN"), root.segment("CUR"), root.segment("DTM", "405")
    payee = root.loop("1000B")
    rdm = payee.segment("RDM") if payee else None
    remittance = Remittance(
        **(BPR.values(bpr, reading) if bpr else {"handling_code": "", "amount_paid": 0}),
        **(TRN.values(trn, reading) if trn else {}),
        payer_account=_read_account(bpr, 6),
        payee_account=_read_account(bpr, 12),
        currency=Currency(**CUR.values(cur, reading)) if cur else None,
        references=read_references(root, reading),
        date_produced=read_or_absent(DAY, day.element(2)) if day else None,
        payer=_read_n1(root.loop("1000A"), "payer", reading),
        payee=_read_n1(payee, "payee", reading),
        delivery=DeliveryMethod(**RDM.values(rdm, reading)) if rdm else None,
        groups=tuple(_read_group(loop, reading) for loop in root.loops("2000")),
        provider_adjustments=_read_plb(root, reading),
    )
    reading.claim = reading.line = None
    extras = left_over(
        reading, "HEADER", root.content, _write_root(remittance).content, frozenset(("ST", "SE", "2100"))
    )
    if extras:
        remittance = _with(remittance, extras=tuple(extras))
    return RemittanceRead(remittance, tuple(reading.findings))


def _with(noun: Any, **changes: Any) -> Any:
    """Return the noun with other attributes."""
    values = {name: getattr(noun, name) for name in noun.__struct_fields__}
    return type(noun)(**{**values, **changes})


def _read_account(bpr: Segment | None, first: int) -> BankAccount | None:
    if bpr is None:
        return None
    parts = [bpr.element(position).strip() for position in range(first, first + 4)]
    return BankAccount(**dict(zip(BankAccount.__struct_fields__, parts))) if any(parts) else None


def _read_n1(loop: Loop | None, role: Role, reading: Reading) -> Party:
    if loop is None:
        return Party(role=role)
    n1 = loop.segment("N1")
    return Party(
        role=role,
        **(N1.values(n1, reading) if n1 else {}),
        address=read_address(loop, reading),
        references=read_references(loop, reading),
        contacts=read_contacts(loop),
    )


def _read_plb(root: Loop, reading: Reading) -> tuple[ProviderAdjustment, ...]:
    found = []
    for plb in root.segments("PLB"):
        for position in range(3, len(plb.elements), 2):
            parts = [part.strip() for part in reading.parts(plb, position)]
            amount = read_cents(plb.element(position + 1))
            if amount is None:
                continue
            found.append(
                ProviderAdjustment(
                    provider_id=plb.element(1).strip(),
                    fiscal_period_end=read_or_absent(DAY, plb.element(2)),
                    reason_code=parts[0],
                    reference_id=parts[1] if len(parts) > 1 else "",
                    amount=amount,
                )
            )
    return tuple(found)


def _numbered(segment: Segment, positions: Iterable[int], codec: Codec) -> tuple[tuple[int, Any], ...]:
    values = ((position, read_or_absent(codec, segment.element(position))) for position in positions)
    return tuple((position, value) for position, value in values if value is not None)


def _read_group(loop: Loop, reading: Reading) -> RemittanceGroup:
    lx, ts3, ts2 = loop.segment("LX"), loop.segment("TS3"), loop.segment("TS2")
    summary = None
    if ts3 is not None:
        summary = ProviderSummary(
            provider_id=ts3.element(1).strip(),
            facility_type=ts3.element(2).strip(),
            fiscal_period_end=read_or_absent(DAY, ts3.element(3)),
            claim_count=read_quantity(ts3.element(4)),
            amounts=_numbered(ts3, _TS3_AMOUNTS, CENTS),
            psro_count=read_quantity(ts3.element(23)),
            drg_amounts=_numbered(ts2, _TS2_AMOUNTS, CENTS) if ts2 else (),
            drg_counts=_numbered(ts2, _TS2_COUNTS, NUMBER) if ts2 else (),
        )
    return RemittanceGroup(
        number=lx.element(1).strip() if lx else "",
        summary=summary,
        claims=tuple(_read_claim(inner, reading) for inner in loop.loops("2100")),
    )


def _read_claim(loop: Loop, reading: Reading) -> ClaimPayment:
    reading.claim, reading.line = (reading.claim or 0) + 1, None
    clp, mia = loop.segment("CLP"), loop.segment("MIA")
    required: dict[str, Any] = {
        "patient_control_number": "",
        "status_code": "",
        "amount_billed": 0,
        "amount_paid": 0,
    }
    claim = ClaimPayment(
        **(CLP.values(clp, reading) if clp else required),
        adjustments=read_adjustments(loop.segments("CAS")),
        parties=tuple(
            Party(role=PARTY_CODES[nm1.element(1)], **NM1.values(nm1, reading))
            for nm1 in loop.segments("NM1")
            if nm1.element(1) in PARTY_CODES
        ),
        inpatient=_read_mia(mia) if mia else None,
        outpatient=read_outpatient(loop.segment("MOA"), reading),
        references=read_references(loop, reading),
        dates=_read_dates(loop),
        contacts=read_contacts(loop),
        amounts=_read_amounts(loop),
        quantities=_read_quantities(loop),
        lines=tuple(_read_line(inner, reading) for inner in loop.loops("2110")),
    )
    extras = left_over(reading, "2100", loop.content, _write_claim(claim).content)
    return _with(claim, extras=tuple(extras)) if extras else claim


def _read_mia(mia: Segment) -> InpatientRemarks:
    remarks = (mia.element(position).strip() for position in _MIA_REMARKS)
    return InpatientRemarks(
        remarks=tuple(filter(None, remarks)),
        amounts=_numbered(mia, _MIA_AMOUNTS, CENTS),
        counts=_numbered(mia, _MIA_COUNTS, NUMBER),
    )


def _read_dates(loop: Loop) -> tuple[DatedEvent, ...]:
    days = ((dtm.element(1).strip(), read_or_absent(DAY, dtm.element(2))) for dtm in loop.segments("DTM"))
    return tuple(DatedEvent(kind=kind, first=day) for kind, day in days if day is not None)


def _read_amounts(loop: Loop) -> tuple[Amount, ...]:
    amounts = ((amt.element(1).strip(), read_cents(amt.element(2))) for amt in loop.segments("AMT"))
    return tuple(Amount(kind=kind, amount=amount) for kind, amount in amounts if amount is not None)


def _read_quantities(loop: Loop) -> tuple[SupplementalQuantity, ...]:
    counts = ((qty.element(1).strip(), read_quantity(qty.element(2))) for qty in loop.segments("QTY"))
    return tuple(SupplementalQuantity(kind=kind, value=value) for kind, value in counts if value is not None)


def _read_line(loop: Loop, reading: Reading) -> ServicePayment:
    svc = loop.segment("SVC") or Segment(elements=["SVC"])
    return ServicePayment(
        procedure=read_procedure(reading.parts(svc, 1)),
        **SVC.values(svc, reading),
        submitted=read_procedure(reading.parts(svc, 6)) if svc.element(6).strip() else None,
        dates=_read_dates(loop),
        adjustments=read_adjustments(loop.segments("CAS")),
        references=read_references(loop, reading),
        amounts=_read_amounts(loop),
        quantities=_read_quantities(loop),
        remarks=tuple(
            Remark(code_list=lq.element(1).strip(), code=lq.element(2).strip()) for lq in loop.segments("LQ")
        ),
    )


def write_remittance(remittance: Remittance) -> Loop:
    """Write a remittance as the tree of its transaction, ST and SE left to the writer of files.

    ValueError when it holds more than the guide has room for, or a segment that could not be read.
    """
    root = _write_root(remittance)
    for loop, group in zip(root.loops("2000"), remittance.groups):
        for claim in group.claims:
            loop.content.append(with_extras(GUIDE, _write_claim(claim), claim.extras))
    return with_extras(GUIDE, root, remittance.extras)


def _write_root(remittance: Remittance) -> Loop:
    """Write everything but the claims."""
    content: list[Item] = [_write_bpr(remittance), TRN.segment(remittance)]
    content += [CUR.segment(remittance.currency)] if remittance.currency else []
    content += write_references(remittance.references)
    if remittance.date_produced is not None:
        content.append(make("DTM", "405", write_day(remittance.date_produced)))
    content.append(_write_n1(remittance.payer, "1000A", "PR"))
    payee = _write_n1(remittance.payee, "1000B", "PE")
    payee.content += [RDM.segment(remittance.delivery)] if remittance.delivery else []
    content.append(payee)
    for group in remittance.groups:
        head: list[Item] = [make("LX", write_text(group.number))] if group.number else []
        content.append(Loop("2000", head + (_write_summary(group.summary) if group.summary else [])))
    content += _write_plb(remittance.provider_adjustments)
    return Loop("HEADER", [item for item in content if not isinstance(item, Segment) or len(item.elements) > 1])


def _write_bpr(remittance: Remittance) -> Segment:
    elements = BPR.segment(remittance).elements
    elements += [""] * (17 - len(elements))
    for first, account in ((6, remittance.payer_account), (12, remittance.payee_account)):
        if account is not None:
            elements[first : first + 4] = [write_text(getattr(account, name)) for name in BankAccount.__struct_fields__]
    return make(*elements)


def _write_n1(party: Party, loop: str, code: str) -> Loop:
    n1 = N1.segment(party)
    n1.elements[1:2] = [code]
    content: list[Item] = [n1, *write_address(party.address)]
    content += write_references(party.references)
    return Loop(loop, content + write_contacts(party.contacts))


def _put(size: int, id: str, values: Iterable[tuple[int, str]]) -> Segment:
    elements = [""] * size
    for position, text in values:
        elements[position - 1] = text
    return make(id, *elements)


def _write_summary(summary: ProviderSummary) -> list[Item]:
    head = (
        (1, write_text(summary.provider_id)),
        (2, write_text(summary.facility_type)),
        (3, write_day(summary.fiscal_period_end)),
        (4, write_number(summary.claim_count)),
        (23, write_number(summary.psro_count)),
    )
    amounts = ((position, CENTS.write(value)) for position, value in summary.amounts)
    written: list[Item] = [_put(24, "TS3", (*head, *amounts))]
    if summary.drg_amounts or summary.drg_counts:
        drg = [(position, CENTS.write(value)) for position, value in summary.drg_amounts]
        drg += [(position, write_number(value)) for position, value in summary.drg_counts]
        written.append(_put(19, "TS2", drg))
    return written


def _write_plb(adjustments: Iterable[ProviderAdjustment]) -> list[Item]:
    """Write provider adjustments in their order, neighbors of one provider and year together, six to a segment."""
    written: list[list[str]] = []
    for adjustment in adjustments:
        head = ["PLB", write_text(adjustment.provider_id), write_day(adjustment.fiscal_period_end)]
        if not written or written[-1][:3] != head or len(written[-1]) >= 15:
            written.append(head)
        kind = join((write_text(adjustment.reason_code), write_text(adjustment.reference_id)))
        written[-1] += [kind, CENTS.write(adjustment.amount)]
    return [make(*elements) for elements in written]


def _write_claim(claim: ClaimPayment) -> Loop:
    content: list[Item] = [CLP.segment(claim), *write_adjustments(claim.adjustments)]
    for party in claim.parties:
        if party.role not in _CODES:
            raise ValueError(f"a remittance claim names no {party.role}")
        content.append(name_of(party, _CODES[party.role]))
    if claim.inpatient is not None:
        content.append(_write_mia(claim.inpatient))
    content += write_outpatient(claim.outpatient)
    content += write_references(claim.references)
    content += _write_dates(claim.dates)
    content += write_contacts(claim.contacts)
    content += _write_amounts(claim.amounts)
    content += _write_quantities(claim.quantities)
    content += [_write_line(line) for line in claim.lines]
    return Loop("2100", content)


def _write_mia(inpatient: InpatientRemarks) -> Segment:
    if len(inpatient.remarks) > len(_MIA_REMARKS):
        raise ValueError("inpatient information has room for five remarks")
    values = [(position, write_text(code)) for position, code in zip(_MIA_REMARKS, inpatient.remarks)]
    values += [(position, CENTS.write(value)) for position, value in inpatient.amounts]
    values += [(position, write_number(value)) for position, value in inpatient.counts]
    return _put(24, "MIA", values)


def _write_dates(events: Iterable[DatedEvent]) -> list[Item]:
    return [make("DTM", write_text(event.kind), write_day(event.first)) for event in events]


def _write_amounts(amounts: Iterable[Amount]) -> list[Item]:
    return [make("AMT", write_text(amount.kind), CENTS.write(amount.amount)) for amount in amounts]


def _write_quantities(quantities: Iterable[SupplementalQuantity]) -> list[Item]:
    return [make("QTY", write_text(quantity.kind), write_number(quantity.value)) for quantity in quantities]


def _write_line(line: ServicePayment) -> Loop:
    elements = SVC.segment(line).elements
    elements += [""] * (8 - len(elements))
    elements[1] = write_procedure(line.procedure)
    elements[6] = write_procedure(line.submitted) if line.submitted else ""
    content: list[Item] = [make(*elements), *_write_dates(line.dates), *write_adjustments(line.adjustments)]
    content += write_references(line.references)
    content += _write_amounts(line.amounts)
    content += _write_quantities(line.quantities)
    content += [make("LQ", write_text(remark.code_list), write_text(remark.code)) for remark in line.remarks]
    return Loop("2110", content)
