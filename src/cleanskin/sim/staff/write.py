"""Writing a claim from the work on a visit: everything an 837P needs, as a noun of the record."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from cleanskin.record.claim import (
    Attachment,
    Claim,
    Contract,
    DatedEvent,
    Diagnosis,
    Drug,
    Procedure,
    ServiceLine,
)
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party, Reference
from cleanskin.sim.chance import Chance
from cleanskin.sim.fees import charge_amount
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.staff.codes import is_laboratory
from cleanskin.sim.staff.parties import member, office
from cleanskin.sim.staff.payer_book import KnownPayer, known_payer
from cleanskin.sim.staff.work import Line, Work

_MOST_DIAGNOSES = 12
_OFFICE = "11"
_MOST_POINTERS = 4
_MOST_MODIFIERS = 4
_LINE_NUMBERED_PARTS = 9_500
"""Claims whose lines carry a control number of their own (REF*6R) [assumed]."""

_UNLISTED = {
    "17999": "LIGHT OR LASER TREATMENT OF SKIN NOT LISTED",
    "64999": "INJECTION FOR SWEATING NOT LISTED",
    "96999": "LIGHT TREATMENT OF SKIN NOT LISTED",
}
"""Codes that name nothing: what staff write beside them."""

_CAUSES = {"workers_comp": "EM", "auto": "AA"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def control_number(patient: int, number: int) -> str:
    """Return the claim's control number: six digits of the patient, two places of the claim, a check after a hyphen.

    The first eight characters are unique: some payers keep nine.
    """
    over = number - 100
    place = f"{number:02d}" if over < 0 else f"{_DIGITS[10 + over // 36 % 26]}{_DIGITS[over % 36]}"
    return f"{patient:06d}{place}-k{number % 7}"


@lru_cache(maxsize=4096)
def _day(day: date) -> tuple[DatedEvent, ...]:
    return (DatedEvent(kind="472", first=day),)


@lru_cache(maxsize=64)
def _units(units: int) -> Decimal:
    return Decimal(units)


@lru_cache(maxsize=8192)
def _procedure(code: str, modifiers: tuple[str, ...]) -> Procedure:
    return Procedure(code=code, modifiers=modifiers, description=_UNLISTED.get(code, ""))


@lru_cache(maxsize=8192)
def _diagnosis(code: str, first: bool) -> Diagnosis:
    return Diagnosis(code=code, qualifier="ABK" if first else "ABF")


def coverage_of(
    work: Work, span: CoverageSpan, known: KnownPayer, *, responsibility: str, is_other: bool = False
) -> Coverage:  # fmt: skip
    """Return one coverage of a claim; another payer's (`is_other`) names the patient's relationship always."""
    is_self = span.relationship == "18"
    insurance_type = "12" if known.is_medicare and responsibility != "P" else ""
    return Coverage(
        payer_responsibility=responsibility, relationship="18" if is_self else span.relationship if is_other else "",
        group_number=span.group, insurance_type=insurance_type, claim_filing_indicator=known.filing_indicator,
        subscriber=_subscriber(work, span, is_other=is_other), payer=known.party,
    )  # fmt: skip


def _subscriber(work: Work, span: CoverageSpan, *, is_other: bool) -> Party:
    is_self = span.relationship == "18"
    return member(
        work.patient, role="other_subscriber" if is_other else "subscriber", last=work.patient_last,
        first=work.patient_first if is_self else span.subscriber_first or work.patient_first,
        born=work.patient_born, member_id=span.member_id, is_patient=is_self and not is_other,
    )  # fmt: skip


def write_claim(
    work: Work, lines: list[Line], *, control: str, identifier: str, frequency: str = "1", replaces: str = "",
    amount_taken: int = 0, population: str = "insurance",
) -> Claim:  # fmt: skip
    """Return the claim of these lines to the first payer believed in; raises IndexError when none is."""
    span = work.coverages[0]
    known = known_payer(span.payer)
    parties = office(work.practice)
    diagnoses = _diagnoses(lines)
    services = _services(work, lines, diagnoses, control)
    is_self = span.relationship == "18"
    cause = _CAUSES.get(known.kind, "")
    return Claim(
        patient_control_number=control, amount_billed=sum([line.amount_billed for line in services]),
        place_of_service=work.place, frequency_code=frequency, billing_provider=parties.billing,
        related_causes=(cause,) if cause else (), accident_state=work.practice.state if cause == "AA" else "",
        dates=(DatedEvent(kind="439", first=span.first),) if cause else (),
        coverage=coverage_of(work, span, known, responsibility="P"),
        patient=None if is_self else member(
            work.patient, role="patient", last=work.patient_last, first=work.patient_first, born=work.patient_born
        ),
        patient_relationship="" if is_self else span.relationship,
        attachments=(_report(identifier),) if work.report else (),
        contract=Contract(kind="05") if population == "capitated" else None,
        amount_patient_paid=amount_taken or None, references=_references(work, lines, identifier, replaces),
        diagnoses=tuple([_diagnosis(code, at == 0) for at, code in enumerate(diagnoses)]),
        providers=_providers(work), other_coverages=_others(work), lines=tuple(services),
    )  # fmt: skip


def _report(identifier: str) -> Attachment:
    """Return the treating doctor's report that follows by fax."""
    return Attachment(report_type="OZ", transmission="FX", control_number=identifier)


def _diagnoses(lines: list[Line]) -> list[str]:
    """Return the claim's diagnoses: first of every line, then the others, twelve at most."""
    found = dict.fromkeys([line.diagnoses[0] for line in lines if line.diagnoses])
    found |= dict.fromkeys([code for line in lines for code in line.diagnoses[:_MOST_POINTERS]])
    return list(found)[:_MOST_DIAGNOSES] or ["R69"]


def _services(work: Work, lines: list[Line], diagnoses: list[str], control: str) -> list[ServiceLine]:
    place_of = {code: at + 1 for at, code in enumerate(diagnoses)}
    numbered = Chance(work.seed, "line_numbers", work.patient.number, work.visit.number).happens(_LINE_NUMBERED_PARTS)
    stem = control.partition("-")[0]
    dates = _day(work.day)
    services = []
    for at, line in enumerate(lines):
        line.number = str(at + 1)
        pointers = [place_of[code] for code in line.diagnoses[:_MOST_POINTERS] if code in place_of]
        services.append(
            ServiceLine(
                number=line.number, procedure=_procedure(line.code, tuple(line.modifiers[:_MOST_MODIFIERS])),
                amount_billed=charge_amount(line.code) * line.units, units=_units(line.units),
                diagnosis_pointers=tuple(pointers) or (1,), dates=dates,
                references=(Reference(kind="6R", value=f"{stem}N{at + 1}"),) if numbered else (),
                drug=_drug(line) if line.ndc else None,
            )
        )  # fmt: skip
    return services


def _drug(line: Line) -> Drug:
    return Drug(ndc=line.ndc, quantity=line.ndc_quantity or _units(line.units), unit=line.ndc_unit or "UN")


def _references(work: Work, lines: list[Line], identifier: str, replaces: str) -> tuple[Reference, ...]:
    found = []
    if work.referral:
        found.append(Reference(kind="9F", value=work.referral))
    if work.authorization:
        found.append(Reference(kind="G1", value=work.authorization))
    if replaces:
        found.append(Reference(kind="F8", value=replaces))
    if work.clia and any(is_laboratory(line.code) for line in lines):
        found.append(Reference(kind="X4", value=work.clia))
    found.append(Reference(kind="D9", value=identifier))
    found.append(Reference(kind="EA", value=work.patient.record))
    return tuple(found)


def _providers(work: Work) -> tuple[Party, ...]:
    """Return who stands on the claim; Medicare wants to know who ordered a test, also when it is the same person."""
    parties = office(work.practice)
    found = [parties.rendering[work.rendering]]
    facility = parties.locations[work.visit.location]
    if facility is None and work.place != _OFFICE:
        facility = parties.houses[work.visit.location]
    if facility is not None:
        found.append(facility)
    if work.rendering != work.visit.provider:
        found.append(parties.supervising[work.rendering])
    if work.referrer is not None and parties.referring:
        found.insert(0, parties.referring[work.referrer % len(parties.referring)])
    elif known_payer(work.coverages[0].payer).is_medicare and any(is_laboratory(line.code) for line in work.lines):
        found.insert(0, parties.ordering[work.visit.provider])
    return tuple(found)


def _others(work: Work) -> tuple[Coverage, ...]:
    """Return the payers after the first, which Original Medicare does not want: it forwards by its own list."""
    first = known_payer(work.coverages[0].payer)
    if len(work.coverages) < 2 or first.is_medicare:
        return ()
    span = work.coverages[1]
    return (coverage_of(work, span, known_payer(span.payer), responsibility="S", is_other=True),)
