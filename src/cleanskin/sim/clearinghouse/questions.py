"""What a practice asks payers, as nouns: eligibility (270), authorization (278), claim status (276)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cleanskin.record.authorization import (
    AuthorizationRequest,
    DatedCode,
    RequestedService,
    Review,
    ReviewAsker,
    ReviewedPerson,
    Reviewer,
    ReviewItem,
)
from cleanskin.record.claim import DatedEvent, Procedure
from cleanskin.record.claim_status import (
    ClaimStatusInquiry,
    StatusAsker,
    StatusClaim,
    StatusPatient,
    StatusPayer,
    StatusProvider,
)
from cleanskin.record.eligibility import (
    BenefitQuestion,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
)
from cleanskin.record.inquiry import Participant, Relationship, Trace
from cleanskin.record.provider import Demographics, Party, Reference, Role
from cleanskin.sim.nouns.bill import AuthorizationAsked, Bill, CoverageAsked
from cleanskin.sim.nouns.patient import CoverageSpan, Patient, Practice
from cleanskin.sim.payer.nouns import Payer

_SERVICE_TYPES = ("30", "98")
"""The plan as a whole and office visits."""
_SELF = "18"


def _payer(payer: Payer) -> Participant:
    return Participant(
        kind="PR", party=Party(role="information_source", name=payer.name, id_qualifier="PI", id=payer.payer_id)
    )


def _practice(practice: Practice, role: Role = "information_receiver") -> Participant:
    party = Party(role=role, name=practice.name, id_qualifier="XX", id=practice.npi)
    return Participant(kind="1P", party=party)


def _holder(patient: Patient, span: CoverageSpan, *, last: str, first: str, born: date) -> Participant:
    """Return the subscriber: the patient, or who has the coverage, of whom the number is known."""
    is_self = span.relationship == _SELF
    party = Party(
        role="subscriber", is_person=True, name=last, first_name=first if is_self else span.subscriber_first,
        id_qualifier="MI", id=span.member_id,
        demographics=Demographics(birth_date=born, sex=patient.sex) if is_self else None,
    )  # fmt: skip
    return Participant(kind="IL", party=party)


def _dependent(
    patient: Patient, span: CoverageSpan, kind: str, *, last: str, first: str, born: date
) -> Participant | None:
    """Return the patient when somebody else has the coverage, None otherwise."""
    if span.relationship == _SELF:
        return None
    party = Party(
        role="patient" if kind == "QC" else "dependent", is_person=True, name=last, first_name=first,
        demographics=Demographics(birth_date=born, sex=patient.sex),
    )  # fmt: skip
    return Participant(kind=kind, party=party, relationship=Relationship(subscriber="N", code=span.relationship))


def eligibility_question(
    practice: Practice, payer: Payer, patient: Patient, asked: CoverageAsked, *, visit_day: date, last: str, first: str,
    born: date, trace: str,
) -> EligibilityInquiry:  # fmt: skip
    """Return the 270 about a coverage as the desk has it; `trace` is the practice's number of the question."""
    traces = (Trace(kind="1", number=trace, originator_id=f"9{practice.tin}"),)
    about = (BenefitQuestion(service_types=_SERVICE_TYPES),)
    dates = (DatedEvent(kind="291", first=visit_day),)
    span = asked.coverage
    holder = _holder(patient, span, last=last, first=first, born=born)
    dependent = _dependent(patient, span, "03", last=last, first=first, born=born)
    if dependent is None:
        member = Member(traces=traces, person=holder, dates=dates, questions=about)
    else:
        below = Member(traces=traces, person=dependent, dates=dates, questions=about)
        member = Member(person=holder, dependents=(below,))
    asker = EligibilityAsker(asker=_practice(practice), members=(member,))
    return EligibilityInquiry(
        reference_id=trace, date_created=asked.on, time_created="0800",
        payers=(EligibilityPayer(payer=_payer(payer), askers=(asker,)),),
    )  # fmt: skip


def authorization_question(
    practice: Practice, payer: Payer, patient: Patient, asked: AuthorizationAsked, *, last: str, first: str, born: date,
    trace: str, place: str = "11",
) -> AuthorizationRequest:  # fmt: skip
    """Return the 278 that asks for the services of a visit."""
    traces = (Trace(kind="1", number=trace, originator_id=f"9{practice.tin}"),)
    services = tuple([_service(code, units) for code, units in asked.lines])
    event = ReviewItem(
        traces=traces,
        review=Review(category="HS", certification="I", service_type="3", facility=place, facility_list="B"),
        dates=(DatedEvent(kind="AAH", first=asked.needed_on),),
        codes=_codes(asked.diagnoses),
        services=services,
    )  # fmt: skip
    span = asked.coverage
    holder = _holder(patient, span, last=last, first=first, born=born)
    dependent = _dependent(patient, span, "QC", last=last, first=first, born=born)
    if dependent is None:
        subscriber = ReviewedPerson(person=holder, events=(event,))
    else:
        subscriber = ReviewedPerson(person=holder, dependents=(ReviewedPerson(person=dependent, events=(event,)),))
    asker = ReviewAsker(asker=_practice(practice), subscribers=(subscriber,))
    reviewer = Participant(
        kind="X3", party=Party(role="information_source", name=payer.name, id_qualifier="PI", id=payer.payer_id)
    )
    return AuthorizationRequest(
        reference_id=trace, date_created=asked.on, time_created="0800",
        reviewers=(Reviewer(reviewer=reviewer, askers=(asker,)),),
    )  # fmt: skip


def _service(code: str, units: int) -> ReviewItem:
    service = RequestedService(procedure=Procedure(code=code), unit="UN", quantity=Decimal(units))
    return ReviewItem(service=service)


def _codes(diagnoses: Sequence[str]) -> tuple[DatedCode, ...]:
    return tuple(
        [DatedCode(code=code, qualifier="ABK" if at == 0 else "ABF") for at, code in enumerate(diagnoses[:12])]
    )


def status_question(practice: Practice, payer: Payer, bill: Bill, *, on: date, trace: str) -> ClaimStatusInquiry:
    """Return the 276 about a claim that was sent; its patient is named as on the claim."""
    claim = bill.claim
    subscriber, patient = claim.coverage.subscriber, claim.patient
    first, last = claim.date_of_service, claim.date_of_service_last
    dates = (
        (DatedEvent(kind="472", first=first, last=last if last is not None and last > first else None),)
        if first is not None
        else ()
    )
    about = StatusClaim(
        trace=Trace(kind="1", number=trace),
        references=(Reference(kind="EJ", value=claim.patient_control_number),),
        amount_billed=claim.amount_billed,
        dates=dates,
    )
    holder = Participant(
        kind="IL", party=Party(role="subscriber", is_person=subscriber.is_person, name=subscriber.name,
                               first_name=subscriber.first_name, id_qualifier="MI", id=subscriber.id),
    )  # fmt: skip
    if patient is None:
        person = StatusPatient(person=holder, demographics=subscriber.demographics, claims=(about,))
    else:
        party = Party(role="patient", is_person=True, name=patient.name, first_name=patient.first_name)
        below = StatusPatient(
            person=Participant(kind="QC", party=party), demographics=patient.demographics, claims=(about,)
        )
        person = StatusPatient(person=holder, dependents=(below,))
    provider = StatusProvider(providers=(_practice(practice, "related"),), patients=(person,))
    asker = StatusAsker(asker=_submitter(practice), providers=(provider,))
    return ClaimStatusInquiry(
        reference_id=trace, date_created=on, time_created="0800",
        payers=(StatusPayer(payer=_payer(payer), askers=(asker,)),),
    )  # fmt: skip


def _submitter(practice: Practice) -> Participant:
    party = Party(role="information_receiver", name=practice.name, id_qualifier="46", id=practice.submitter_id)
    return Participant(kind="41", party=party)
