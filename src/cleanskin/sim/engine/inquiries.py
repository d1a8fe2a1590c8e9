"""Questions of the practice and payers' answers, as events: eligibility (270 and 271), authorization (278)."""

from datetime import date, timedelta
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
from cleanskin.record.eligibility import (
    BenefitQuestion,
    EligibilityAsker,
    EligibilityInquiry,
    EligibilityPayer,
    Member,
)
from cleanskin.record.inquiry import Participant, Relationship, Trace
from cleanskin.record.provider import Demographics, Party
from cleanskin.sim.chance import Chance
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import AuthorizationAsked, CoverageAsked, DeskWork
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.patient import CoverageSpan, Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import MemberBook, Memory, Payer, authorize, authorize_services, benefits
from cleanskin.sim.wire import message_event

_OFFICE_SERVICES = ("30", "98")
"""Service types asked about: the plan as a whole, and office visits."""


class Inquirer:
    """One patient's questions: renders them and their answers as events, when the world renders."""

    def __init__(
        self, world: Surroundings, patient: Patient, book: MemberBook, memory: Memory, events: list[Event]
    ) -> None:
        """Ask for this patient; events go into the list."""
        self._world = world
        self._patient = patient
        self._book = book
        self._memory = memory
        self._events = events
        self._asked = 0

    def ask_coverage(self, desk: DeskWork) -> None:
        """Put the desk's eligibility questions and their answers among the events."""
        for asked in desk.coverages_asked:
            payer = self._world.payers.get(asked.coverage.payer)
            if payer is not None and asked.on <= self._world.as_of:
                inquiry = self._eligibility(asked, payer, desk)
                answer = benefits(inquiry, payer=payer, member=self._book, memory=self._memory, answered=asked.on)
                self._put(inquiry, asked.on, payer)
                self._put(answer, asked.on, payer)

    def authorize(self, desk: DeskWork, visit: TrueVisit) -> str:
        """Ask for what the desk wants authorized; return the number, "" when it is refused or comes after the visit."""
        number = ""
        for asked in desk.authorizations_asked:
            payer = self._world.payers.get(asked.coverage.payer)
            if payer is None:
                continue
            chance = Chance(self._world.configuration.seed, "authorization", self._patient.number, visit.number)
            granted = self._request(asked, payer, desk, chance)
            number = number or granted
        return number

    def _request(self, asked: AuthorizationAsked, payer: Payer, desk: DeskWork, chance: Chance) -> str:
        if not (self._world.renders and self._world.configuration.inquiries):
            found = authorize_services(self._memory, asked, payer=payer, chance=chance)
            return next((one.number for one in found if one.approved and one.answered_on <= asked.needed_on), "")
        request = self._authorization(asked, payer, desk)
        answer = authorize(
            request, payer=payer, member=self._book, memory=self._memory, asked=asked.on, chance=chance
        )  # fmt: skip
        day = answer.date_created or asked.on
        self._put(request, asked.on, payer)
        self._put(answer, day, payer)
        if day > asked.needed_on:
            return ""
        for event in answer.events():
            for item in (event, *event.services):
                if item.decision is not None and item.decision.number:
                    return item.decision.number
        return ""

    def _put(self, noun: object, day: date, payer: Payer) -> None:
        if day <= self._world.as_of:
            number = len(self._events) + 1
            self._events.append(
                message_event(noun, day=day, payer=payer.key, patient=self._patient.number, number=number)  # type: ignore[arg-type]
            )

    def _trace(self) -> Trace:
        self._asked += 1
        return Trace(
            kind="1", number=f"Q{self._patient.number:07d}{self._asked:04d}",
            originator_id=f"9{self._world.practice.tin}",
        )  # fmt: skip

    def _payer_party(self, payer: Payer) -> Participant:
        return Participant(kind="PR", party=Party(role="payer", name=payer.name, id_qualifier="PI", id=payer.payer_id))

    def _asker(self) -> Participant:
        practice = self._world.practice
        return Participant(
            kind="1P", party=Party(role="billing", name=practice.name, id_qualifier="XX", id=practice.npi)
        )

    def _persons(
        self, span: CoverageSpan, desk: DeskWork, *, dependent_kind: str
    ) -> tuple[Participant, Participant | None]:
        """Return the subscriber, and the patient when he is another person, as the desk has them on file."""
        patient = self._patient
        last, first, born = desk.last or patient.last, desk.first or patient.first, desk.born or patient.born
        own = Demographics(birth_date=born, sex=patient.sex)
        if span.relationship == "18":
            party = Party(
                role="subscriber", is_person=True, name=last, first_name=first, id_qualifier="MI", id=span.member_id,
                demographics=own,
            )  # fmt: skip
            return Participant(kind="IL", party=party), None
        holder = Party(
            role="subscriber", is_person=True, name=last, first_name=span.subscriber_first, id_qualifier="MI",
            id=span.member_id,
            demographics=Demographics(birth_date=span.subscriber_born) if span.subscriber_born else None,
        )  # fmt: skip
        dependent = Party(role="dependent", is_person=True, name=last, first_name=first, demographics=own)
        return Participant(kind="IL", party=holder), Participant(
            kind=dependent_kind, party=dependent, relationship=Relationship(subscriber="N", code=span.relationship)
        )

    def _eligibility(self, asked: CoverageAsked, payer: Payer, desk: DeskWork) -> EligibilityInquiry:
        subscriber, dependent = self._persons(asked.coverage, desk, dependent_kind="03")
        about = {
            "traces": (self._trace(),), "dates": (DatedEvent(kind="291", first=asked.on),),
            "questions": tuple([BenefitQuestion(service_types=(kind,)) for kind in _OFFICE_SERVICES]),
        }  # fmt: skip
        if dependent is None:
            member = Member(person=subscriber, **about)  # type: ignore[arg-type]
        else:
            member = Member(person=subscriber, dependents=(Member(person=dependent, **about),))  # type: ignore[arg-type]
        return EligibilityInquiry(
            reference_id=f"E{self._patient.number:07d}{self._asked:04d}", date_created=asked.on, time_created="0800",
            payers=(
                EligibilityPayer(
                    payer=self._payer_party(payer), askers=(EligibilityAsker(asker=self._asker(), members=(member,)),)
                ),
            ),
        )  # fmt: skip

    def _authorization(self, asked: AuthorizationAsked, payer: Payer, desk: DeskWork) -> AuthorizationRequest:
        subscriber, dependent = self._persons(asked.coverage, desk, dependent_kind="QC")
        services = tuple([
            ReviewItem(
                service=RequestedService(
                    procedure=Procedure(code=code), unit="UN", quantity=Decimal(units)
                )
            )
            for code, units in asked.lines
        ])  # fmt: skip
        event = ReviewItem(
            traces=(self._trace(),),
            review=Review(category="HS", certification="I", service_type="3", facility="11", facility_list="B"),
            dates=(
                DatedEvent(kind="AAH", first=asked.needed_on, last=asked.needed_on + timedelta(days=90)),
            ),
            codes=tuple([
                DatedCode(code=code, qualifier="ABK" if at == 0 else "ABF") for at, code in enumerate(asked.diagnoses)
            ]),
            services=services,
        )  # fmt: skip
        if dependent is None:
            person = ReviewedPerson(person=subscriber, events=(event,))
        else:
            person = ReviewedPerson(
                person=subscriber, dependents=(ReviewedPerson(person=dependent, events=(event,)),)
            )  # fmt: skip
        return AuthorizationRequest(
            reference_id=f"A{self._patient.number:07d}{self._asked:04d}", date_created=asked.on, time_created="0830",
            reviewers=(
                Reviewer(
                    reviewer=Participant(
                        kind="X3",
                        party=Party(role="payer", name=payer.name, id_qualifier="PI", id=payer.payer_id),
                    ),
                    askers=(ReviewAsker(asker=self._asker(), subscribers=(person,)),),
                ),
            ),
        )  # fmt: skip
