"""The life of one claim: sent, rejected, answered, refused, worked, paid, taken back.

A life is simulated whole when the visit happens; everything it sends or receives is rendered at once into the outbox
under its day, and what lies after the as-of day never happens.
"""

from datetime import date, timedelta

from cleanskin.sim.adjudicate import LineDecision, decide_secondary, reversed_of, split_by_units
from cleanskin.sim.claim import Answer, AnswerKind, Claim, PayerOrder, Submission, SubmissionKind
from cleanskin.sim.denials import CAUSE_BY_NAME
from cleanskin.sim.judge import Judgement, first_judgement, payment, refuse_again, rejection
from cleanskin.sim.payers import PAYER_BY_KEY, Payer
from cleanskin.sim.pick import spread_days
from cleanskin.sim.truth import TruthAnswer, TruthClaim, TruthLine, TruthSubmission
from cleanskin.sim.world import World


class Life:
    """One claim in its world.  `tell` gives the truth once `live` has run."""

    def __init__(self, world: World, claim: Claim) -> None:
        """Begin a life."""
        self.world = world
        self.claim = claim
        self.submissions: list[TruthSubmission] = []
        self.answers: list[TruthAnswer] = []
        self.first: list[LineDecision] = []
        self.first_judgement: Judgement | None = None
        self.force: list[LineDecision] = []
        self.force_number = ""
        self.secondary_paid = 0
        self.secondary_patient: int | None = None
        self.worked = False
        self.recovered = False
        self.taken_back = False
        self.voided = False
        self.rejected = False
        self.lost = False

    # -- sending

    def live(self, *, sent_on: date, portal: bool) -> None:
        """Run the whole life from the first submission."""
        world = self.world
        rng = world.rng
        claim = self.claim
        if claim.population == "encounter":
            self._submit("original", sent_on)
            return
        if portal:
            submission = self._submit("original", sent_on, in_files=False)
            self._await(submission)
            return
        submission = self._submit("original", sent_on)
        if rng.random() < world.options.rejection_share:
            self._reject(submission)
            if rng.random() < world.options.abandoned_rejection_share:
                return
            again = world.sending_day(submission.day + timedelta(days=spread_days(rng, 2, 15)))
            self.rejected = again > world.as_of
            submission = self._submit("resubmission", again)
        self._accept(submission)
        if rng.random() < world.options.lost_share:
            self.lost = True
            if rng.random() < 0.65:
                return
            again = world.sending_day(submission.day + timedelta(days=spread_days(rng, 40, 70)))
            if again > world.as_of:
                return
            self.lost = False
            submission = self._submit("resubmission", again)
            self._accept(submission)
        self._await(submission)

    def _submit(
        self, kind: SubmissionKind, day: date, *, in_files: bool = True, payer: Payer | None = None,
        frequency: str = "1", original_number: str = "", primary: list[LineDecision] | None = None,
        primary_day: date | None = None, primary_number: str = "",
        modifiers: dict[str, tuple[str, ...]] | None = None,
    ) -> Submission:  # fmt: skip
        """Send the claim once and note it."""
        world = self.world
        submission = Submission(
            self.claim, world.submission_number(), kind, day, payer or self.claim.payer, frequency, original_number,
            primary, primary_day, primary_number, modifiers,
        )  # fmt: skip
        if in_files:
            world.outbox.send(submission)
        if day <= world.as_of:
            self.submissions.append(
                TruthSubmission(
                    identifier=submission.identifier, kind=kind, date=day, payer=submission.payer.key,
                    frequency=frequency, original_number=original_number,
                    in_files=in_files and (self.claim.population == "encounter" or world.outbox.claim_file_exists(day)),
                )
            )  # fmt: skip
        return submission

    def _acknowledged_on(self, submission: Submission) -> date:
        return self.world.sending_day(submission.day + timedelta(days=1))

    def _accept(self, submission: Submission) -> None:
        day = self._acknowledged_on(submission)
        self.world.outbox.acknowledge(submission, day=day, category="A2", status="20")

    def _reject(self, submission: Submission) -> None:
        category, status = rejection(self.world)
        day = self._acknowledged_on(submission)
        self.world.outbox.acknowledge(submission, day=day, category=category, status=status)
        self.rejected = True
        if self.submissions:
            self.submissions[-1].accepted = False

    # -- answers

    def _answer(
        self, submission: Submission, decisions: list[LineDecision], *, kind: AnswerKind, day: date, status: str = "1",
        order: PayerOrder = "primary", number: str = "", crossover: Payer | None = None, interest: int = 0,
        reverses: str = "",
    ) -> str:  # fmt: skip
        """Send one CLP and note it; return its payer control number."""
        world = self.world
        payer = submission.payer if order == "primary" else PAYER_BY_KEY[submission.payer.key]
        number = number or world.answer_number(payer, day)
        if day > world.as_of:
            return number
        refused = all(decision.outcome in ("denied", "unprocessable") for decision in decisions)
        codes = {decision.adjustments[0][:2] for decision in decisions if decision.adjustments}
        answer = Answer(
            self.claim, submission, payer, kind, day, status, number, decisions, order, crossover, interest,
            payer.claim_level_refusals and refused and len(codes) == 1,
            kind != "decision" or world.rng.random() >= world.options.unechoed_share,
        )  # fmt: skip
        in_files = world.remittance_in_files(payer, day)
        if in_files:
            world.outbox.answer(answer)
        if kind == "reversal":
            self._give_back_deductible(decisions, day)
        self.answers.append(
            TruthAnswer(
                submission=submission.identifier, kind=kind, payer=payer.key, order=order, date=day, number=number,
                status=status, billed=sum(d.charge for d in decisions), paid=sum(d.paid for d in decisions),
                patient=sum(d.patient for d in decisions), in_files=in_files, reverses=reverses,
            )
        )  # fmt: skip
        return number

    def _give_back_deductible(self, decisions: list[LineDecision], day: date) -> None:
        """Let a reversal undo what the reversed decision booked towards the deductible (its amounts are negative)."""
        for decision in decisions:
            for group, carc, cents in decision.adjustments:
                if (group, carc) == ("PR", "1"):
                    self.world.patients.meet_deductible(self.claim.patient, day, cents)

    def _hold(self, decisions: list[LineDecision], number: str, day: date) -> None:
        """Take decisions as those in force, when they fall before the as-of day."""
        if day <= self.world.as_of:
            self.force = decisions
            self.force_number = number

    def _await(self, submission: Submission) -> None:
        """Wait for the payer's first answer and follow it up."""
        world = self.world
        rng = world.rng
        day = world.answer_day(submission.payer, submission.day)
        if day > world.as_of:
            return
        judgement = first_judgement(world, submission, day)
        if judgement.story and judgement.story not in self.claim.stories:
            self.claim.stories.append(judgement.story)
        if judgement.cause is not None and judgement.cause.name == "timely_filing":
            self._note_story("filed_late_at_bramble")
        self.first_judgement = judgement
        self.first = judgement.decisions
        if rng.random() < world.options.duplicate_claim_share:
            self._send_twice(submission, day)
        if self.first[0].outcome == "pend":
            self._pend(submission, judgement, day)
        elif judgement.cause is None:
            self._paid(submission, judgement.decisions, day, kind="decision")
        else:
            number = self._answer(submission, judgement.decisions, kind="decision", day=day)
            self._hold(judgement.decisions, number, day)
            self._work(submission, judgement, number, day)

    def _note_story(self, name: str) -> None:
        story = self.world.stories.get(name, self.claim.day)
        if story and story.payer == self.claim.payer.key and name not in self.claim.stories:
            self.claim.stories.append(name)

    def _send_twice(self, submission: Submission, first_answer: date) -> None:
        """Send the same claim again by mistake; the payer calls it a duplicate."""
        world = self.world
        again = world.sending_day(submission.day + timedelta(days=spread_days(world.rng, 3, 12)))
        if again >= first_answer or again > world.as_of:
            return
        duplicate = self._submit("duplicate", again)
        self._accept(duplicate)
        day = max(world.answer_day(submission.payer, again), first_answer)
        refusal = [
            LineDecision(d.line, d.line.charge, 0, [("OA", "18", d.line.charge)], ("N522",), "duplicate")
            for d in self.first
        ]
        self._answer(duplicate, refusal, kind="duplicate", day=day)

    def _pend(self, submission: Submission, judgement: Judgement, day: date) -> None:
        """Hold the claim under review, then reverse that and pay."""
        world = self.world
        number = self._answer(submission, judgement.decisions, kind="pend", day=day)
        self._hold(judgement.decisions, number, day)
        later = world.payment_day(submission.payer, day + timedelta(days=spread_days(world.rng, 14, 40)))
        if later > world.as_of:
            return
        self._answer(
            submission, reversed_of(judgement.decisions), kind="reversal", day=later, status="22", number=number,
            reverses=number,
        )  # fmt: skip
        self._paid(submission, payment(world, submission, later), later, kind="correction")

    def _paid(self, submission: Submission, decisions: list[LineDecision], day: date, *, kind: AnswerKind) -> None:
        """Answer with payment, in the payer's manner, and let the next payer speak."""
        world = self.world
        rng = world.rng
        claim = self.claim
        number = world.answer_number(submission.payer, day)
        crossover = self._crossover(decisions)
        status = "19" if crossover is not None else "1"
        paid = sum(decision.paid for decision in decisions)
        interest = 0
        if claim.payer.kind == "commercial" and (day - submission.day).days > 45 and paid > 1000:
            interest = paid * (day - submission.day).days // 3650
        if kind == "decision" and len(decisions) > 1 and rng.random() < world.options.split_claim_share:
            cut = 1 + int(rng.random() * (len(decisions) - 1))
            self._answer(submission, decisions[:cut], kind="split", day=day, status="1", number=number)
            self._answer(submission, decisions[cut:], kind="split", day=day, status="1")
            self._hold(decisions, number, day)
            return
        said = decisions
        if rng.random() < world.options.split_line_share:
            said = [
                part
                for decision in decisions
                for part in (split_by_units(decision) if _splits(decision) else [decision])
            ]
        self._answer(
            submission, said, kind=kind, day=day, status=status, number=number, crossover=crossover, interest=interest
        )
        self._hold(decisions, number, day)
        self._next_payer(submission, decisions, number, day, crossed=crossover)
        chance = rng.random()
        if paid > 0 and chance < world.options.takeback_share:
            self._take_back(submission, said, decisions, number, day)
        elif paid > 0 and chance > 1 - world.options.void_share and claim.payer.kind != "medicare":
            self._void(submission, said, number, day)

    def _crossover(self, decisions: list[LineDecision]) -> Payer | None:
        """Return the supplement to which the payer forwards the claim itself."""
        secondary = self.claim.patient.secondary
        if secondary is None or secondary.key != self.claim.payer.crosses_over_to:
            return None
        return secondary if any(decision.patient for decision in decisions) else None

    def _next_payer(
        self, submission: Submission, decisions: list[LineDecision], number: str, day: date, *, crossed: Payer | None
    ) -> None:
        """Let the secondary payer answer: by crossover, or after the practice sends it a claim."""
        world = self.world
        secondary = self.claim.patient.secondary
        share = sum(decision.patient for decision in decisions)
        if secondary is None or not share or self.claim.population != "insurance":
            return
        sent = submission
        if crossed is None:
            on = world.sending_day(day + timedelta(days=spread_days(world.rng, 3, 12)))
            if on > world.as_of:
                return
            sent = self._submit(
                "secondary", on, payer=secondary, primary=decisions, primary_day=day, primary_number=number
            )
            self._accept(sent)
        answered = world.answer_day(secondary, max(sent.day, day))
        refuses = world.rng.random() < 0.04
        said = decide_secondary(decisions, secondary, refuses=refuses)
        crossing = Submission(self.claim, sent.identifier, "secondary", sent.day, secondary)
        self._answer(crossing, said, kind="decision", day=answered, status="2", order="secondary")
        if answered <= world.as_of:
            self.secondary_paid += sum(decision.paid for decision in said)
            self.secondary_patient = sum(decision.patient for decision in said)

    def _take_back(
        self, submission: Submission, said: list[LineDecision], decisions: list[LineDecision], number: str, day: date
    ) -> None:
        """Take a payment back: reversal with a refusal, reversal alone, or a provider-level recovery."""
        world = self.world
        later = world.payment_day(submission.payer, day + timedelta(days=spread_days(world.rng, 45, 150)))
        if later > world.as_of:
            return
        way = world.rng.random()
        paid = sum(decision.paid for decision in decisions)
        self.taken_back = True
        if way < 0.3:
            if world.remittance_in_files(submission.payer, later):
                world.outbox.adjust(submission.payer, later, "WO", number, paid)
            self.answers.append(
                TruthAnswer(
                    submission=submission.identifier, kind="takeback", payer=submission.payer.key, order="primary",
                    date=later, number=number, status="WO", billed=0, paid=-paid, patient=0, reverses=number,
                    in_files=world.remittance_in_files(submission.payer, later),
                )
            )  # fmt: skip
            return
        self._answer(
            submission, reversed_of(said), kind="reversal", day=later, status="22", number=number, reverses=number
        )
        self.force = []
        if way < 0.75:
            refusal = [LineDecision(d.line, d.charge, 0, [("PR", "27", d.charge)], (), "denied") for d in decisions]
            self._answer(submission, refusal, kind="correction", day=later)
            self.force = refusal

    def _void(self, submission: Submission, said: list[LineDecision], number: str, day: date) -> None:
        """Void a claim that should not have been sent (frequency 8); the payer reverses its payment."""
        world = self.world
        on = world.sending_day(day + timedelta(days=spread_days(world.rng, 5, 40)))
        if on > world.as_of:
            return
        void = self._submit("void", on, frequency="8", original_number=number)
        self._accept(void)
        later = world.answer_day(void.payer, on)
        if later > world.as_of:
            return
        self.voided = True
        self.force = []
        self._answer(
            submission, reversed_of(said), kind="reversal", day=later, status="22", number=number, reverses=number
        )

    # -- work on refusals

    def _work(self, submission: Submission, judgement: Judgement, number: str, day: date) -> None:
        """Work a refusal, or leave it."""
        world = self.world
        rng = world.rng
        cause = judgement.cause
        assert cause is not None
        unworked = world.stories.get("unworked_at_goldfinch", self.claim.day)
        share = world.options.worked_share
        if unworked is not None and unworked.payer == self.claim.payer.key:
            self._note_story(unworked.name)
            share = 0.06
        if cause.remedy == "none" or rng.random() >= share:
            return
        acted = world.sending_day(day + timedelta(days=spread_days(rng, 7, 35)))
        if acted > world.as_of:
            return
        self.worked = True
        wins = rng.random() < cause.overturn
        remedy = cause.remedy
        if judgement.manner == "unprocessable":
            remedy = "resubmission"
        elif remedy == "replacement" and self.claim.payer.kind == "medicare":
            remedy = "reopening"
        if remedy == "resubmission":
            self._send_again(self._submit("resubmission", acted), submission, judgement, wins=wins)
        elif remedy == "replacement":
            replacement = self._submit(
                "replacement", acted, frequency="7", original_number=number, modifiers=_corrected(judgement)
            )
            self._send_again(replacement, submission, judgement, wins=wins, reverses=number)
        elif wins:
            decided = world.payment_day(submission.payer, acted + timedelta(days=spread_days(rng, 25, 60)))
            self._correct(submission, judgement.decisions, number, decided)

    def _send_again(
        self, submission: Submission, earlier: Submission, judgement: Judgement, *, wins: bool, reverses: str = ""
    ) -> None:
        """Wait for the answer to a corrected or new claim; what was paid on the earlier one is reversed first."""
        world = self.world
        self._accept(submission)
        day = world.answer_day(submission.payer, submission.day)
        if day > world.as_of:
            return
        late = (submission.day - self.claim.day).days > submission.payer.filing_limit_days
        if late and submission.kind == "resubmission":
            judgement = Judgement([], CAUSE_BY_NAME["timely_filing"], ("CO", "29", ()), judgement.struck, "plain")
            wins = False
        partly_paid = any(decision.paid for decision in self.force)
        if reverses and partly_paid:
            self._answer(
                earlier, reversed_of(self.force), kind="reversal", day=day, status="22", number=reverses,
                reverses=reverses,
            )  # fmt: skip
        kind: AnswerKind = "correction" if reverses and partly_paid else "decision"
        if wins:
            self.recovered = True
            self._paid(submission, payment(world, submission, day), day, kind=kind)
            return
        again = refuse_again(world, submission, day, judgement)
        number = self._answer(submission, again.decisions, kind=kind, day=day)
        self._hold(again.decisions, number, day)

    def _correct(self, submission: Submission, earlier: list[LineDecision], number: str, day: date) -> None:
        """Reverse a refusal after appeal, reopening or documents, and pay."""
        if day > self.world.as_of:
            return
        self.recovered = True
        self._answer(
            submission, reversed_of(earlier), kind="reversal", day=day, status="22", number=number, reverses=number
        )
        self._paid(submission, payment(self.world, submission, day), day, kind="correction")

    # -- truth

    def tell(self) -> TruthClaim:
        """Return the record of this life."""
        claim = self.claim
        judgement = self.first_judgement
        first = self.first
        amount_paid = sum(answer.paid for answer in self.answers if answer.order == "primary")
        left = sum(decision.patient for decision in self.force if decision.outcome != "denied")
        return TruthClaim(
            number=claim.number, control_number=claim.control_number, population=claim.population,
            patient=claim.patient.number, payer=claim.payer.key, payer_id=claim.payer.payer_id,
            provider_npi=claim.provider.npi, location_npi=claim.location.npi, visit=claim.visit.kind,
            date_of_service=claim.day, amount_billed=claim.amount_billed, submissions=self.submissions,
            answers=self.answers, lines=self._lines(), first_outcome=summed_outcome(first),
            cause=judgement.cause.name if judgement is not None and judgement.cause is not None else "",
            vague=judgement is not None and judgement.manner == "vague", stories=claim.stories, worked=self.worked,
            state=self._state(), amount_paid=amount_paid, amount_paid_secondary=self.secondary_paid,
            amount_patient=left if self.secondary_patient is None else self.secondary_patient,
        )  # fmt: skip

    def _lines(self) -> list[TruthLine]:
        cause = self.first_judgement.cause.name if self.first_judgement and self.first_judgement.cause else ""
        lines = []
        for index, line in enumerate(self.claim.visit.lines):
            told = TruthLine(
                number=line.number, code=line.code.code, modifiers=line.modifiers, units=line.units, billed=line.charge
            )
            if self.first:
                decision = self.first[index]
                told.first_outcome = decision.outcome
                told.first_codes = tuple(decision.adjustments)
                told.first_remarks = decision.remarks
                told.first_paid = decision.paid
                told.first_patient = decision.patient
                if decision.outcome in ("denied", "unprocessable", "duplicate"):
                    told.first_cause = cause
            if self.force:
                told.last_outcome = self.force[index].outcome
                told.last_paid = self.force[index].paid
                told.last_patient = self.force[index].patient
            lines.append(told)
        return lines

    def _state(self) -> str:
        if self.claim.population == "encounter":
            return "encounter"
        if self.taken_back or self.voided:
            return "taken_back" if self.taken_back else "voided"
        if not self.force:
            return "rejected" if self.rejected else "lost" if self.lost else "open"
        outcome = summed_outcome(self.force)
        if outcome == "pend":
            return "pended"
        if outcome in ("paid", "patient_share") and self.recovered:
            return "recovered"
        return "denied" if outcome in ("unprocessable", "duplicate") else outcome


def _corrected(judgement: Judgement) -> dict[str, tuple[str, ...]]:
    """Return the modifiers a coder changes on the struck lines when bundling or a modifier was the cause."""
    if judgement.cause is None or judgement.cause.name not in ("bundling_ncci", "modifier"):
        return {}
    corrected = {}
    for line in judgement.struck:
        if "59" in line.modifiers:
            corrected[line.number] = tuple("XS" if modifier == "59" else modifier for modifier in line.modifiers)
        elif "25" not in line.modifiers and len(line.modifiers) < 4:
            corrected[line.number] = (*line.modifiers, "59")
    return corrected


def _splits(decision: LineDecision) -> bool:
    """True when a payer may say this line in two parts."""
    return decision.line.units > 1 and decision.paid >= 200 and not decision.procedure


def summed_outcome(decisions: list[LineDecision]) -> str:
    """Return the outcome of a claim from its lines: partly_denied when some, not all, are refused."""
    if not decisions:
        return ""
    outcomes = {decision.outcome for decision in decisions}
    if len(outcomes) == 1:
        return decisions[0].outcome
    if outcomes & {"denied", "unprocessable", "duplicate"}:
        return "partly_denied"
    return "paid"
