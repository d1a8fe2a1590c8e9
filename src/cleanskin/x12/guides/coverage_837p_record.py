"""Coverages between tree and nouns: the payer a claim is sent to (2000B) and the other payers (2320)."""

from typing import Any

from cleanskin.record.coverage import Coordination, Coverage
from cleanskin.record.provider import Party, Role
from cleanskin.x12.guides.mapping import CENTS, DAY, Field, Item, Reading, Shape, make, read_or_absent, write_day
from cleanskin.x12.guides.party_record import (
    read_adjustments,
    read_cents,
    read_outpatient,
    read_party,
    write_adjustments,
    write_outpatient,
    write_party,
)
from cleanskin.x12.tree import Loop, Segment

SBR = Shape(
    "SBR",
    Field(1, "payer_responsibility"),
    Field(2, "relationship"),
    Field(3, "group_number"),
    Field(4, "group_name"),
    Field(5, "insurance_type"),
    Field(9, "claim_filing_indicator"),
)
OI = Shape(
    "OI",
    Field(3, "benefits_assigned"),
    Field(4, "patient_signature_source"),
    Field(6, "release_of_information"),
)

PROVIDER_CODES: dict[str, Role] = {
    "DN": "referring",
    "P3": "primary_care",
    "82": "rendering",
    "77": "service_facility",
    "DQ": "supervising",
    "85": "billing",
}
_PROVIDER_LOOPS: dict[str, tuple[str, str]] = {
    "referring": ("2330C", "DN"),
    "primary_care": ("2330C", "P3"),
    "rendering": ("2330D", "82"),
    "service_facility": ("2330E", "77"),
    "supervising": ("2330F", "DQ"),
    "billing": ("2330G", "85"),
}
_AMOUNTS = (("D", "amount_paid"), ("A8", "amount_noncovered"), ("EAF", "amount_patient_remaining"))


def party_of(loop: Loop | None, role: Role, reading: Reading) -> Party:
    """Read a party, an empty one when its loop is missing."""
    return read_party(loop, role, reading) if loop is not None else Party(role=role)


def read_coverage(loop: Loop, reading: Reading) -> Coverage:
    """Read the coverage of the payer a claim is sent to, from its subscriber level."""
    sbr = loop.segment("SBR")
    return Coverage(
        **(SBR.values(sbr, reading) if sbr else {"payer_responsibility": ""}),
        subscriber=party_of(loop.loop("2010BA"), "subscriber", reading),
        payer=party_of(loop.loop("2010BB"), "payer", reading),
    )


def write_coverage(coverage: Coverage, *, facts: Segment | None) -> list[Item]:
    """Write the subscriber level below its HL; `facts` is the subscriber's PAT."""
    content: list[Item] = [SBR.segment(coverage)]
    if facts is not None:
        content.append(facts)
    content.append(write_party(coverage.subscriber, "2010BA", "IL"))
    content.append(write_party(coverage.payer, "2010BB", "PR"))
    return [item for item in content if not is_bare(item)]


def is_bare(item: Item) -> bool:
    """True for a segment without elements, and for a loop that says no more than who somebody would be."""
    if isinstance(item, Segment):
        return len(item.elements) == 1
    first = item.content[0]
    return len(item.content) == 1 and isinstance(first, Segment) and not any(first.elements[3:])


def read_other_coverage(loop: Loop, reading: Reading) -> Coverage:
    """Read another payer's coverage and answer."""
    sbr, oi = loop.segment("SBR"), loop.segment("OI")
    payer = loop.loop("2330B")
    amounts: dict[str, Any] = {
        name: read_cents(amt.element(2)) for code, name in _AMOUNTS for amt in loop.segments("AMT", code)
    }
    day = payer.segment("DTP", "573") if payer else None
    providers = []
    for inner in loop.loops():
        name = inner.segment("NM1")
        if inner.id in ("2330C", "2330D", "2330E", "2330F", "2330G") and name:
            providers.append(read_party(inner, PROVIDER_CODES[name.element(1)], reading))
    return Coverage(
        **(SBR.values(sbr, reading) if sbr else {"payer_responsibility": ""}),
        subscriber=party_of(loop.loop("2330A"), "subscriber", reading),
        payer=party_of(payer, "payer", reading),
        providers=tuple(providers),
        coordination=Coordination(
            adjustments=read_adjustments(loop.segments("CAS")),
            **amounts,
            **(OI.values(oi, reading) if oi else {}),
            remarks=read_outpatient(loop.segment("MOA"), reading),
            date_adjudicated=read_or_absent(DAY, day.element(3)) if day else None,
        ),
    )


def write_other_coverage(coverage: Coverage) -> Loop:
    """Write another payer's coverage and answer as loop 2320."""
    answer = coverage.coordination or Coordination()
    content: list[Item] = [SBR.segment(coverage), *write_adjustments(answer.adjustments)]
    for code, name in _AMOUNTS:
        amount = CENTS.write(getattr(answer, name))
        if amount:
            content.append(make("AMT", code, amount))
    content.append(OI.segment(answer))
    content += write_outpatient(answer.remarks)
    content.append(write_party(coverage.subscriber, "2330A", "IL"))
    payer = write_party(coverage.payer, "2330B", "PR")
    if answer.date_adjudicated is not None:
        day = make("DTP", "573", "D8", write_day(answer.date_adjudicated))
        before = sum(1 for item in payer.content if item.id in ("NM1", "N3", "N4"))
        payer.content.insert(before, day)
    content.append(payer)
    for party in coverage.providers:
        if party.role not in _PROVIDER_LOOPS:
            raise ValueError(f"another payer has no number for a {party.role} provider")
        content.append(write_party(party, *_PROVIDER_LOOPS[party.role]))
    provider_loops = {loop for loop, _ in _PROVIDER_LOOPS.values()}
    return Loop("2320", [item for item in content if item.id in provider_loops or not is_bare(item)])
