"""One patient's life: visits, what staff bill, what payers answer, what staff do about it, until the as-of day.

Everything happens in order of days: a queue holds what is due.  Whatever leaves or reaches the practice becomes an
`Event`, whatever happened becomes truth.  Nothing after the as-of day happens.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from heapq import heappop, heappush
from typing import NamedTuple

from msgspec.structs import replace

from cleanskin.sim import wire
from cleanskin.sim.chance import Chance
from cleanskin.sim.clearinghouse import front_end
from cleanskin.sim.clinic import course
from cleanskin.sim.engine.calendar import working_day
from cleanskin.sim.engine.claim_told import ClaimTold
from cleanskin.sim.engine.inquiries import Inquirer
from cleanskin.sim.engine.surroundings import Surroundings
from cleanskin.sim.engine.truth import TruthClaim, TruthVisit
from cleanskin.sim.notes import flaws, write_note
from cleanskin.sim.nouns.bill import Bill, CodedLine, DeskWork, FollowUp
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd
from cleanskin.sim.nouns.event import Event
from cleanskin.sim.nouns.visit import TrueVisit
from cleanskin.sim.payer import Memory, PatientBook, Payer, decide, decide_appeal
from cleanskin.sim.people import build_patient
from cleanskin.sim.staff import authorized, charge, prepare, respond, silence

_PORTAL_PARTS = 20
"""Claims keyed into a payer's portal: remitted, but in no 837P; assumption."""
_UNWORKED_PARTS = 600
"""Share of refusals worked where a story says that hardly any is."""
_REVIEWED = frozenset({"original", "resubmission", "corrected"})
_TESTERS = 3
"""So many first patients' first claims are also sent in a test interchange."""


class Lived(NamedTuple):
    """What one life left: events, and the truth of its claims and visits."""

    events: list[Event]
    claims: list[TruthClaim]
    visits: list[TruthVisit]


def live(surroundings: Surroundings, number: int) -> Lived:
    """Let one patient live."""
    life = _Life(surroundings, number)
    life.run()
    return Lived(life.events, [told.truth() for told in life.told if told.submissions], life.visits)


class _Context(NamedTuple):
    """A visit with all that belongs to its claims."""

    visit: TrueVisit
    desk: DeskWork
    coded: tuple[CodedLine, ...] | None


class _Life:
    """The state of one life while it runs."""

    def __init__(self, surroundings: Surroundings, number: int) -> None:
        self.world = surroundings
        self.patient = build_patient(surroundings.configuration, surroundings.practice, number)
        self.memory = Memory(surroundings.market, number)
        self.book = PatientBook(self.patient)
        self.events: list[Event] = []
        self._inquirer = Inquirer(surroundings, self.patient, self.book, self.memory, self.events)
        self.told: list[ClaimTold] = []
        self.visits: list[TruthVisit] = []
        self._accepted: list[Bill] = []
        self._bills = 0
        self._rounds: dict[int, int] = {}
        self._queue: list[tuple[date, int, Callable[[date], None]]] = []
        self._steps = 0

    def run(self) -> None:
        """Live until nothing is due before the as-of day."""
        world = self.world
        for visit in course(world.configuration, world.practice, self.patient):
            self._due(visit.day, partial(self._visit, visit))
        queue = self._queue
        while queue:
            day, _, act = heappop(queue)
            act(day)

    def _due(self, day: date, act: Callable[[date], None]) -> None:
        """Put something into the queue, unless it lies after the as-of day."""
        if day <= self.world.as_of:
            self._steps += 1
            heappush(self._queue, (day, self._steps, act))

    def _chance(self, purpose: str, key: str) -> Chance:
        return Chance(self.world.configuration.seed, purpose, self.patient.number, key)

    def _next_event(self) -> int:
        return len(self.events) + 1

    def _visit(self, visit: TrueVisit, day: date) -> None:
        """Hold a visit: the desk's work, the note, the claims."""
        world = self.world
        configuration, practice, patient = world.configuration, world.practice, self.patient
        desk = prepare(configuration, practice, patient, visit)
        self._inquirer.ask_coverage(desk, visit)
        if desk.authorizations_asked:
            desk = authorized(desk, self._inquirer.authorize(desk, visit))
        note = ""
        coded = None
        if visit.attendance == "kept" and (configuration.notes or world.coder is not None):
            note = write_note(configuration, practice, patient, visit)
            if world.coder is not None:
                coded = world.coder.code(visit, note, patient=patient)
        bills = charge(configuration, practice, patient, visit, desk, number=self._bills + 1, coded=coded)
        self._bills += len({bill.number for bill in bills})
        context = _Context(visit, desk, coded)
        by_number: dict[int, ClaimTold] = {}
        for bill in bills:
            told = by_number.get(bill.number)
            if told is None:
                told = by_number[bill.number] = ClaimTold(bill, visit, payer=self._payer(bill).key)
                self.told.append(told)
            self._hand_over(told, context, bill)
        self._tell_visit(visit, desk, bills, note)

    def _tell_visit(self, visit: TrueVisit, desk: DeskWork, bills: list[Bill], note: str) -> None:
        billed = sorted({service for bill in bills for service in bill.services if service is not None})
        self.visits.append(
            TruthVisit(
                key=visit.key, patient=visit.patient, day=visit.day, kind=visit.kind, attendance=visit.attendance,
                provider=visit.provider, payer=visit.payer, booked_as=visit.booked_as, new_patient=visit.new_patient,
                services=tuple([(one.code, one.modifiers, one.units, one.nature) for one in visit.services]),
                billed=tuple(billed), errors=desk.errors, note=note,
                flaws=flaws(self.world.configuration, self.patient, visit) if note else (),
                encounter=visit.encounter if self.world.configuration.notes else None,
            )
        )  # fmt: skip

    def _payer(self, bill: Bill) -> Payer:
        """Return the payer a bill is addressed to."""
        return self.world.payer_by_id[bill.claim.coverage.payer.id]

    def _hand_over(self, told: ClaimTold, context: _Context, bill: Bill) -> None:
        """Give a bill to the reviewer, if there is one, and send it on its day."""
        reviewer = self.world.reviewer
        if reviewer is not None and bill.kind in _REVIEWED:
            seen = reviewer.review(bill, visit=context.visit, patient=self.patient, earlier=tuple(self._accepted))
            told.minutes += seen.minutes
            told.held_days += seen.held_days
            bill = seen.bill
            self._due(
                working_day(bill.ready_on + timedelta(days=seen.held_days)), partial(self._send, told, context, bill)
            )
            return
        self._due(working_day(bill.ready_on), partial(self._send, told, context, bill))

    def _send(self, told: ClaimTold, context: _Context, bill: Bill, day: date) -> None:
        """Send a bill; the front end speaks on the next working day."""
        payer = self._payer(bill)
        chance = self._chance("sending", bill.identifier)
        portal = bill.kind == "original" and chance.happens(_PORTAL_PARTS)
        told.sent(bill, payer=payer.key, day=day, in_files=not portal)
        if self.world.renders and not portal:
            self.events.append(self._claim_event(bill, day, payer))
            if self.patient.number < _TESTERS and len(self._accepted) == 0 and bill.kind == "original":
                self._send_test(bill, day, payer)
        if bill.kind == "encounter" or bill.population == "encounter":
            return
        if portal:
            said = FrontEnd(day=day)
        else:
            said = front_end(
                self.world.configuration, bill, payer, self.book, working_day(day + timedelta(days=1)), chance,
                earlier=self._accepted,
            )  # fmt: skip
        self._due(said.day, partial(self._acknowledged, told, context, bill, said, portal=portal))

    def _claim_event(self, bill: Bill, day: date, payer: Payer) -> Event:
        number = self._next_event()
        return wire.claim_event(bill, day=day, payer=payer.key, number=number, practice=self.world.practice)

    def _send_test(self, bill: Bill, day: date, payer: Payer) -> None:
        event = self._claim_event(bill, day, payer)
        self.events.append(replace(event, stream="837P_test"))

    def _acknowledged(
        self, told: ClaimTold, context: _Context, bill: Bill, said: FrontEnd, day: date, *, portal: bool
    ) -> None:
        """Note what the front end said; accepted claims go to the payer, rejected ones back to staff."""
        world = self.world
        payer = self._payer(bill)
        if world.renders and world.configuration.acknowledgements and not portal:
            number = f"{payer.payer_id[-3:]}A{bill.identifier}" if said.accepted else ""
            self.events.append(
                wire.front_end_event(
                    bill, said, payer=payer.key, number=self._next_event(), payer_number=number
                )
            )  # fmt: skip
        if not said.accepted:
            told.rejected(bill.identifier, said)
            self._follow(told, context, bill, said)
            return
        self._accepted.append(bill)
        decisions = decide(
            world.configuration, bill.claim, payer=payer, received=day, member=self.book, memory=self.memory,
            chance=self._chance("payer", bill.identifier),
        )  # fmt: skip
        self._await(told, context, bill, decisions)
        if not decisions and bill.kind not in ("void", "duplicate"):
            told.lost = True
            follow = silence(world.configuration, world.practice, self.patient, context.visit, bill)
            self._due(follow.on, partial(self._unanswered, told, context, bill, follow))

    def _unanswered(self, told: ClaimTold, context: _Context, bill: Bill, follow: FollowUp, day: date) -> None:
        """Ask what became of a claim that nobody answers, and do what staff decided."""
        if follow.action != "nothing":
            self._inquirer.ask_status(bill, self._payer(bill), day, accepted=True)
        self._done(told, context, bill, None, follow, day)

    def _await(self, told: ClaimTold, context: _Context, bill: Bill, decisions: list[ClaimDecision]) -> None:
        for decision in decisions:
            self._due(decision.day, partial(self._answered, told, context, bill, decision))

    def _answered(self, told: ClaimTold, context: _Context, bill: Bill, decision: ClaimDecision, day: date) -> None:
        """Take in an answer and let staff respond to it."""
        world = self.world
        payer = world.payers[decision.payer]
        missing = world.stories.holds("missing_remittances", day)
        in_files = payer.sends_remittances and (missing is None or missing.payer != payer.key)
        told.lost = False
        told.answered(decision, identifier=bill.identifier, is_duplicate=bill.kind == "duplicate", in_files=in_files)
        if world.renders and in_files:
            self.events.append(
                wire.decision_event(
                    decision, patient=self.patient.number, number=self._next_event(), payers=world.payers,
                    received=decision.received,
                )
            )  # fmt: skip
        if bill.kind != "duplicate":
            self._follow(told, context, bill, decision)

    def _follow(self, told: ClaimTold, context: _Context, bill: Bill, answer: FrontEnd | ClaimDecision) -> None:
        """Let staff decide what to do about an answer, and do it on its day."""
        world = self.world
        number = self._rounds[bill.number] = self._rounds.get(bill.number, 0) + 1
        worked = None
        unworked = world.stories.holds("unworked_at_goldfinch", context.visit.day)
        if unworked is not None and unworked.payer == told.payer:
            worked = _UNWORKED_PARTS
        follow = respond(
            world.configuration, world.practice, self.patient, context.visit, context.desk, bill, answer,
            round=number, coded=context.coded, worked=worked,
        )  # fmt: skip
        if follow.action != "nothing":
            decision = answer if isinstance(answer, ClaimDecision) else None
            self._due(follow.on, partial(self._done, told, context, bill, decision, follow))

    def _done(
        self, told: ClaimTold, context: _Context, bill: Bill, decision: ClaimDecision | None, follow: FollowUp,
        day: date,
    ) -> None:  # fmt: skip
        """Do what staff decided."""
        told.worked(follow)
        if follow.action in ("appeal", "send_records") and decision is not None:
            payer = self.world.payers[decision.payer]
            decisions = decide_appeal(
                self.world.configuration, decision, payer=payer, received=working_day(day + timedelta(days=2)),
                supports=follow.supports, means=follow.means or "appeal", member=self.book, memory=self.memory,
                chance=self._chance("appeal", f"{bill.identifier}{self._rounds.get(bill.number, 0)}"),
            )  # fmt: skip
            self._await(told, context, bill, decisions)
        elif follow.bill is not None:
            self._hand_over(told, context, follow.bill)
