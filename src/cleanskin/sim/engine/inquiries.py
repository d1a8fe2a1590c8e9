"""Questions of the practice and payers' answers, as events: eligibility (270 and 271), authorization (278), status."""

from datetime import date

from cleanskin.record.claim_status import StatusClaim
from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse import authorization_question, eligibility_question, status_answer, status_question
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.nouns.bill import AuthorizationAsked, Bill, DeskWork
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.patient import Patient
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import (
    ClaimStatus,
    MemberBook,
    Memory,
    Payer,
    authorize,
    authorize_services,
    benefits,
    claim_status,
)
from cleanskin.sim.wire import message_event
from cleanskin.sim.wire.events import Answer, Question


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
        self._renders = world.renders and world.configuration.inquiries

    def ask_coverage(self, desk: DeskWork, visit: TrueVisit) -> None:
        """Put the desk's eligibility questions and their answers among the events."""
        if not self._renders:
            return
        patient = self._patient
        for asked in desk.coverages_asked:
            payer = self._world.payers.get(asked.coverage.payer)
            if payer is not None and asked.on <= self._world.as_of:
                inquiry = eligibility_question(
                    self._world.practice, payer, patient, asked, visit_day=visit.day, last=desk.last or patient.last,
                    first=desk.first or patient.first, born=desk.born or patient.born, trace=self._trace(),
                )  # fmt: skip
                answer = benefits(inquiry, payer=payer, member=self._book, memory=self._memory, answered=asked.on)
                self._put(inquiry, asked.on, payer)
                self._put(answer, asked.on, payer)

    def authorize(self, desk: DeskWork, visit: TrueVisit) -> str:
        """Ask for what the desk wants authorized; return the number, "" when it is refused or comes too late."""
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
        if not self._renders:
            found = authorize_services(self._memory, asked, payer=payer, chance=chance)
            return next((one.number for one in found if one.approved and one.answered_on <= asked.needed_on), "")
        patient = self._patient
        request = authorization_question(
            self._world.practice, payer, patient, asked, last=desk.last or patient.last,
            first=desk.first or patient.first, born=desk.born or patient.born, trace=self._trace(),
        )  # fmt: skip
        answer = authorize(request, payer=payer, member=self._book, memory=self._memory, asked=asked.on, chance=chance)
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

    def ask_status(self, bill: Bill, payer: Payer, day: date, *, accepted: bool) -> None:
        """Ask what became of a claim that nobody answers."""
        if not self._renders:
            return
        question = status_question(self._world.practice, payer, bill, on=day, trace=self._trace())

        def find(claim: StatusClaim, member: str) -> ClaimStatus:
            number = claim.patient_control_number
            return claim_status(
                self._memory, payer_key=payer.key, control_number=number, asked=day, accepted=accepted
            )  # fmt: skip

        self._put(question, day, payer)
        self._put(status_answer(question, find, on=day), day, payer)

    def _put(self, noun: Question | Answer, day: date, payer: Payer) -> None:
        if day <= self._world.as_of:
            number = len(self._events) + 1
            self._events.append(
                message_event(noun, day=day, payer=payer.key, patient=self._patient.number, number=number)
            )

    def _trace(self) -> str:
        self._asked += 1
        return f"Q{self._patient.number:07d}{self._asked:04d}"
