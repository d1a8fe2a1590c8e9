"""From a visit to claims: the coder's lines, the biller's claims, and everything they get wrong."""

from datetime import date, timedelta

import msgspec

from cleanskin.record.claim import Claim
from cleanskin.record.provider import Reference
from cleanskin.sim.chance import Chance, Weighted
from cleanskin.sim.nouns.bill import Bill, CodedLine, DeskWork, StaffError, SubmissionKind
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import CoverageSpan, Patient, Practice
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.planted import Stories
from cleanskin.sim.staff.codes import is_laboratory
from cleanskin.sim.staff.payer_book import known_payer
from cleanskin.sim.staff.rates import rates
from cleanskin.sim.staff.slips import slips
from cleanskin.sim.staff.told import lag_told, stories_of
from cleanskin.sim.staff.work import Line, Work
from cleanskin.sim.staff.write import control_number, write_claim

_NEVER_SENT = frozenset(("99024",))
"""Codes of visits within a global period: kept in the record, sent to nobody."""

_APART_PARTS = 1_200
"""Visits whose pathology goes out on a claim of its own [assumed]."""

_CAPITATED_PARTS, _ENCOUNTER_PARTS = 150, 150
"""Members of the capitating plan: claims that are paid by the head, and encounters only reported [assumed]."""
_CAPITATING = "goldfinch_advantage"

_OFFICE_LAG = Weighted([(0, 22), (1, 38), (2, 24), (3, 12), (4, 3), (6, 1)])
_SURGERY_LAG = Weighted([(1, 20), (2, 24), (3, 24), (4, 14), (5, 10), (7, 6), (10, 2)])
"""Days from service to a claim ready to send, with weights; the profile says 1.5 (vendor) and 3 (assumed)."""
_NEW_PROBLEMS = ("new", "acute", "severe")
_SURGERY = ("mohs", "excision", "surgery")

_OF_THE_DESK = frozenset(("copay_not_taken", "eligibility_not_checked"))
"""Slips that spoil no claim by themselves."""

_TELEHEALTH_PLACE, _OFFICE_PLACE = "10", "11"


class Again(msgspec.Struct, frozen=True):
    """How a claim is written another time: end of its submission's name, frequency, the payer's number it replaces."""

    suffix: str = ""
    frequency: str = "1"
    replaces: str = ""


_FIRST = Again()


def charge(
    configuration: Configuration, practice: Practice, patient: Patient, visit: TrueVisit, desk: DeskWork, *,
    number: int, coded: tuple[CodedLine, ...] | None = None, without: frozenset[str] = frozenset(),
    again: Again = _FIRST,
) -> list[Bill]:  # fmt: skip
    """Return the claims staff write for a visit; none when nobody is believed to cover it or nothing is to bill.

    `number` is that of the patient's next claim.  `coded` replaces the lines of the staff's coder.  Kinds of slips in
    `without` do not happen; all others happen as they would.
    """
    if visit.attendance != "kept" or not desk.on_file or not visit.services:
        return []
    work = Work(configuration, practice, patient, visit, rates=rates(configuration), without=without)
    _take_over(work, desk)
    work.lines = _perfect(work, desk) if coded is None else _from_coder(visit, coded)
    if coded is None:
        for slip in slips("code"):
            slip(work)
    for slip in slips("bill"):
        slip(work)
    if not work.lines:
        return []
    work.lag_days = _lag(work, stories_of(configuration, practice))
    bills = [_bill(work, desk, lines, number + at, again) for at, lines in enumerate(_cut(work))]
    if work.duplicate_after and again is _FIRST:
        bills += [_twice(bill, work.duplicate_after) for bill in bills]
    return bills


def _take_over(work: Work, desk: DeskWork) -> None:
    """Take over what the desk left: coverages, names, numbers."""
    work.coverages = list(desk.on_file)
    work.payer = known = known_payer(desk.on_file[0].payer)
    work.report = known.population != "insurance"
    work.authorization = desk.authorization
    work.referral = desk.referral
    if desk.last:
        work.patient_last, work.patient_first = desk.last, desk.first
    if desk.born is not None:
        work.patient_born = desk.born
    is_remote = any("95" in service.modifiers or "93" in service.modifiers for service in work.visit.services)
    work.place = _TELEHEALTH_PLACE if is_remote or work.visit.kind == "telehealth" else _OFFICE_PLACE
    provider = work.practice.provider(work.visit.provider)
    as_physician = known.practitioner == "incident_to" and _is_incident_to(work.visit)
    if provider.supervisor and (as_physician or known.practitioner == "supervisor"):
        work.rendering = provider.supervisor


def _is_incident_to(visit: TrueVisit) -> bool:
    """Return whether a practitioner's visit follows a physician's plan: known patient, no new or acute problem."""
    encounter = visit.encounter
    if visit.new_patient or encounter is None:
        return False
    return all(problem.status not in _NEW_PROBLEMS for problem in encounter.problems)


def _perfect(work: Work, desk: DeskWork) -> list[Line]:
    """Return the lines a perfect coder would bill."""
    lines = []
    for index, service in enumerate(work.visit.services):
        if service.nature == "cosmetic" or service.code in _NEVER_SENT:
            continue
        line = Line(index, service)
        if desk.abn and service.nature == "conditional" and "GA" not in line.modifiers:
            line.modifiers.append("GA")
        lines.append(line)
    return lines


def _from_coder(visit: TrueVisit, coded: tuple[CodedLine, ...]) -> list[Line]:
    """Return lines as a coder gave them, each with the true service of its code, the first not yet taken."""
    free = [index for index, service in enumerate(visit.services) if service.nature != "cosmetic"]
    first = next((service.diagnoses[0] for service in visit.services if service.diagnoses), "")
    lines = []
    for one in coded:
        index = next((at for at in free if visit.services[at].code == one.code), None)
        if index is not None:
            free.remove(index)
        truth = visit.services[index] if index is not None else TrueService(code=one.code, family="")
        line = Line(index, truth)
        line.code, line.units, line.modifiers = one.code, one.units, list(one.modifiers)
        line.diagnoses = list(one.diagnoses) or ([first] if first else [])
        lines.append(line)
    return lines


def _lag(work: Work, stories: Stories) -> int:
    is_surgery = work.visit.kind.startswith(_SURGERY)
    told = lag_told(work, stories, is_surgery=is_surgery)
    if told:
        return told
    chance = Chance(work.seed, "charge_lag", work.patient.number, work.visit.number)
    return chance.draw(_SURGERY_LAG if is_surgery else _OFFICE_LAG)


def _cut(work: Work) -> list[list[Line]]:
    """Cut the lines into claims: pathology goes apart for some visits."""
    lines = work.lines
    laboratory = [line for line in lines if is_laboratory(line.code)]
    if not laboratory or len(laboratory) == len(lines):
        return [lines]
    if not Chance(work.seed, "apart", work.patient.number, work.visit.number).happens(_APART_PARTS):
        return [lines]
    return [[line for line in lines if not is_laboratory(line.code)], laboratory]


def population_of(seed: int, patient: Patient, span: CoverageSpan) -> str:
    """Return the kind of business a coverage's claims are: insurance, capitated, encounter, ..."""
    if span.payer == _CAPITATING:
        point = Chance(seed, "capitated", patient.number).below(10_000)
        if point < _CAPITATED_PARTS:
            return "capitated"
        if point < _CAPITATED_PARTS + _ENCOUNTER_PARTS:
            return "encounter"
    return known_payer(span.payer).population


def _bill(work: Work, desk: DeskWork, lines: list[Line], number: int, again: Again) -> Bill:
    """Write one claim."""
    patient = work.patient
    population = population_of(work.seed, patient, work.coverages[0])
    identifier = f"D{patient.number:06d}{number:03d}{again.suffix}"
    is_first = lines[0] is work.lines[0]
    claim = write_claim(
        work, lines, control=_control(work, number), identifier=identifier, population=population,
        amount_taken=desk.amount_taken if is_first else 0, frequency=again.frequency, replaces=again.replaces,
    )  # fmt: skip
    waits = max([line.waits_days for line in lines])
    ready = work.day + timedelta(days=max(work.lag_days, waits + 1 if waits else 0) + work.late_days)
    kind: SubmissionKind = "encounter" if population == "encounter" else "original"
    return Bill(
        claim=claim, visit=work.visit.key, patient=patient.number, number=number, kind=kind, identifier=identifier,
        ready_on=ready, services=tuple([line.service for line in lines]),
        errors=_errors_of(work, desk, lines, is_first=is_first), minutes=4 + len(lines), population=population,
        replaces=again.replaces,
    )  # fmt: skip


def _control(work: Work, number: int) -> str:
    """Return the claim's control number by the practice's habit."""
    return work.patient.account if work.by_account else control_number(work.patient.number, number)


def _errors_of(work: Work, desk: DeskWork, lines: list[Line], *, is_first: bool) -> tuple[StaffError, ...]:
    """Return the slips that stand on this claim; those of lines left out stand on the first."""
    if not work.errors and not desk.errors:
        return ()
    numbers = {f"#{line.service}": line.number for line in lines}
    everywhere = {f"#{line.service}" for line in work.lines}
    found = [error for error in desk.errors if error.kind not in _OF_THE_DESK]
    for error in work.errors:
        if error.line in numbers:
            found.append(StaffError(error.kind, numbers[error.line], error.was, error.now))
        elif not error.line or (is_first and error.line not in everywhere):
            found.append(StaffError(error.kind, "", error.was, error.now))
    return tuple(found)


def _twice(bill: Bill, days: int) -> Bill:
    """Return the same claim sent a second time by mistake."""
    return sent_again(bill, on=bill.ready_on + timedelta(days=days), kind="duplicate", suffix="D", minutes=0)


def sent_again(
    bill: Bill, *, on: date, kind: SubmissionKind, suffix: str, minutes: int, claim: Claim | None = None
) -> Bill:  # fmt: skip
    """Return a bill as it is sent once more, with a name of its own; `claim` when it was changed."""
    identifier = f"{bill.identifier}{suffix}"
    claim = claim or bill.claim
    references = tuple(
        [Reference(kind="D9", value=identifier) if one.kind == "D9" else one for one in claim.references]
    )
    return msgspec.structs.replace(
        bill, kind=kind, ready_on=on, identifier=identifier, minutes=minutes,
        claim=msgspec.structs.replace(claim, references=references),
    )  # fmt: skip
