"""The truth of one claim, gathered while it lives."""

from datetime import date

from msgspec.structs import replace

from cleanskin.record.claim import ServiceLine
from cleanskin.sim.engine.truth import TruthAnswer, TruthClaim, TruthLine, TruthSubmission, TruthWork
from cleanskin.sim.nouns.bill import Bill, FollowUp
from cleanskin.sim.nouns.decision import ClaimDecision, FrontEnd, LineDecision
from cleanskin.sim.nouns.visit import TrueVisit

REFUSED = frozenset({"denied", "unprocessable", "duplicate"})


class ClaimTold:
    """What happened to one original claim; `force` is the primary payer's word on each line as it stands."""

    def __init__(self, bill: Bill, visit: TrueVisit, *, payer: str) -> None:
        """Begin with the bill as staff first made it."""
        self.bill = bill
        self.visit = visit
        self.payer = payer
        self.submissions: list[TruthSubmission] = []
        self.answers: list[TruthAnswer] = []
        self.work: list[TruthWork] = []
        self.first: dict[str, LineDecision] = {}
        self.force: dict[str, LineDecision] = {}
        self.stories: list[str] = []
        self.minutes = bill.minutes
        self.held_days = 0
        self.secondary_paid = 0
        self.second: dict[str, LineDecision] = {}
        self.taken_back = False
        self.voided = False
        self.lost = False

    def sent(self, bill: Bill, *, payer: str, day: date, in_files: bool = True) -> None:
        """Note a submission."""
        if not self.submissions:
            self.bill = bill
        self.submissions.append(
            TruthSubmission(
                identifier=bill.identifier, kind=bill.kind, date=day, payer=payer, billed=bill.claim.amount_billed,
                frequency=bill.claim.frequency_code, original_number=bill.replaces, in_files=in_files,
            )
        )  # fmt: skip
        self.voided = self.voided or bill.kind == "void"

    def rejected(self, identifier: str, front: FrontEnd) -> None:
        """Note that the front end rejected a submission."""
        for submission in self.submissions:
            if submission.identifier == identifier:
                submission.accepted = False
                submission.category = f"{front.category}:{front.status}"
                submission.cause = front.cause

    def answered(
        self, decision: ClaimDecision, *, identifier: str, is_duplicate: bool = False, in_files: bool = True
    ) -> None:
        """Note an answer that reached the practice."""
        takeback = decision.kind == "takeback"
        self.answers.append(
            TruthAnswer(
                submission=identifier, kind="duplicate" if is_duplicate else decision.kind, payer=decision.payer,
                order=decision.order, date=decision.day, number=decision.number,
                status="WO" if takeback else decision.status,
                billed=0 if takeback else decision.charge, paid=-decision.takeback if takeback else decision.paid,
                patient=0 if takeback else decision.patient, reverses=decision.reverses,
                in_files=in_files,
            )
        )  # fmt: skip
        if is_duplicate:
            return
        if decision.order == "secondary":
            self.secondary_paid += decision.paid
            if decision.kind == "reversal":
                self.second = {}
            else:
                self.second.update({line.number: line for line in _whole_lines(decision.lines)})
            return
        if takeback:
            self.taken_back = True
        elif decision.kind == "reversal":
            self.force = {}
        else:
            for line in _whole_lines(decision.lines):
                self.first.setdefault(line.number, line)
                if line.outcome != "duplicate" or line.number not in self.force:
                    self.force[line.number] = line

    def worked(self, follow: FollowUp) -> None:
        """Note what staff did."""
        self.minutes += follow.minutes
        if follow.action != "nothing":
            self.work.append(
                TruthWork(action=follow.action, date=follow.on, minutes=follow.minutes, reason=follow.reason)
            )

    def truth(self) -> TruthClaim:
        """Return the whole record."""
        claim = self.bill.claim
        first = list(self.first.values())
        refused = [line for line in first if line.outcome in REFUSED]
        worst = max(refused, key=lambda line: line.charge, default=None)
        rendering = claim.provider("rendering")
        place = claim.provider("service_facility")
        day = claim.date_of_service
        assert day is not None
        return TruthClaim(
            number=f"{self.bill.patient}-{self.bill.number}", control_number=claim.patient_control_number,
            population=self.bill.population, patient=self.bill.patient, visit=self.bill.visit,
            visit_kind=self.visit.kind, payer=self.payer, payer_id=claim.coverage.payer.id,
            provider_npi=rendering.npi if rendering else claim.billing_provider.npi,
            location_npi=place.npi if place else claim.billing_provider.npi, date_of_service=day,
            amount_billed=claim.amount_billed, submissions=self.submissions, answers=self.answers,
            lines=[self._line(line, index) for index, line in enumerate(claim.lines)], work=self.work,
            errors=self.bill.errors, first_outcome=summed_outcome(first), cause=worst.cause if worst else "",
            vague=worst is not None and worst.is_vague, stories=tuple(self.stories),
            worked=any(one.action in _WORKED for one in self.work), minutes=self.minutes, held_days=self.held_days,
            state=self._state(), amount_paid=sum(a.paid for a in self.answers if a.order == "primary"),
            amount_paid_secondary=self.secondary_paid, amount_patient=self._patient(),
        )  # fmt: skip

    def _patient(self) -> int:
        if self.second:
            return sum(line.patient for line in self.second.values())
        return sum(line.patient for line in self.force.values() if line.outcome not in REFUSED)

    def _line(self, line: ServiceLine, index: int) -> TruthLine:
        service = self.bill.services[index] if index < len(self.bill.services) else None
        done = None
        if service is not None:
            true = self.visit.services[service]
            done = (true.code, true.modifiers, true.units)
        told = TruthLine(
            number=line.control_number, code=line.procedure.code, modifiers=line.procedure.modifiers,
            units=int(line.units or 1), billed=line.amount_billed, done=done,
            errors=tuple(error.kind for error in self.bill.errors if error.line == line.number),
        )  # fmt: skip
        first = self.first.get(line.number)
        if first is not None:
            told.first_outcome = first.outcome
            told.first_rule = first.rule
            told.first_cause = first.cause
            told.first_codes = first.adjustments
            told.first_remarks = first.remarks
            told.first_allowed = first.allowed
            told.first_paid = first.paid
            told.first_patient = first.patient
            told.first_is_vague = first.is_vague
        last = self.force.get(line.number)
        if last is not None:
            told.last_outcome = last.outcome
            told.last_rule = last.rule
            told.last_paid = last.paid
            told.last_patient = last.patient
        return told

    def _state(self) -> str:
        if self.bill.population == "encounter":
            return "encounter"
        if self.taken_back:
            return "taken_back"
        if not self.force:
            if self.first:
                return "voided" if self.voided else "taken_back"
            if not any(submission.accepted for submission in self.submissions):
                return "rejected"
            return "lost" if self.lost else "open"
        outcome = summed_outcome(list(self.force.values()))
        if outcome == "pend":
            return "pended"
        was_refused = any(line.outcome in REFUSED or line.outcome == "pend" for line in self.first.values())
        if outcome in ("paid", "patient_share") and was_refused:
            return "recovered"
        return "denied" if outcome in ("unprocessable", "duplicate") else outcome


def _whole_lines(lines: tuple[LineDecision, ...]) -> list[LineDecision]:
    """Put together the parts of lines that the payer split by units; the first part names rule and outcome."""
    whole: dict[str, LineDecision] = {}
    for line in lines:
        part = whole.get(line.number)
        whole[line.number] = line if part is None else replace(
            part, charge=part.charge + line.charge, paid=part.paid + line.paid, allowed=part.allowed + line.allowed,
            adjustments=part.adjustments + line.adjustments, units_paid=part.units_paid + line.units_paid,
        )  # fmt: skip
    return list(whole.values())


_WORKED = frozenset({"resend", "correct", "appeal", "send_records", "void"})


def summed_outcome(lines: list[LineDecision]) -> str:
    """Return the outcome of a claim from its lines: partly_denied when some, not all, are refused."""
    if not lines:
        return ""
    outcomes = {line.outcome for line in lines}
    if len(outcomes) == 1:
        return lines[0].outcome
    if outcomes & REFUSED:
        return "partly_denied"
    return "paid" if "paid" in outcomes else "patient_share"
