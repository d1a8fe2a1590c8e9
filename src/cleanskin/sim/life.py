"""The record of one claim: what was sent and answered so far, and the ways to send and to answer.

Everything sent or received is rendered at once into the outbox under its day; what lies after the as-of day never
happens.  What happens when is decided in `course.py`, `settle.py` and `rework.py`.
"""

from datetime import date, timedelta

from cleanskin.sim.adjudicate import LineDecision
from cleanskin.sim.claim import Answer, AnswerKind, Claim, PayerOrder, Submission, SubmissionKind
from cleanskin.sim.judge import Judgement, rejection
from cleanskin.sim.payers import Payer
from cleanskin.sim.truth import TruthAnswer, TruthSubmission
from cleanskin.sim.world import World


class Life:
    """One claim in its world."""

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

    def submit(
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

    def accept(self, submission: Submission) -> None:
        """Acknowledge a submission as accepted into adjudication (A2)."""
        day = self._acknowledged_on(submission)
        self.world.outbox.acknowledge(submission, day=day, category="A2", status="20")

    def reject(self, submission: Submission) -> None:
        """Acknowledge a submission as rejected by the front end."""
        category, status = rejection(self.world)
        day = self._acknowledged_on(submission)
        self.world.outbox.acknowledge(submission, day=day, category=category, status=status)
        self.rejected = True
        if self.submissions:
            self.submissions[-1].accepted = False

    def answer(
        self, submission: Submission, decisions: list[LineDecision], *, kind: AnswerKind, day: date, status: str = "1",
        order: PayerOrder = "primary", number: str = "", crossover: Payer | None = None, interest: int = 0,
        reverses: str = "",
    ) -> str:  # fmt: skip
        """Send one CLP and note it; return its payer control number."""
        world = self.world
        payer = submission.payer
        number = number or world.answer_number(payer, day)
        if day > world.as_of:
            return number
        answer = Answer(
            self.claim, submission, payer, kind, day, status, number, decisions, order, crossover, interest,
            payer.claim_level_refusals and _refused_as_a_whole(decisions),
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

    def hold(self, decisions: list[LineDecision], number: str, day: date) -> None:
        """Take decisions as those in force, when they fall before the as-of day."""
        if day <= self.world.as_of:
            self.force = decisions
            self.force_number = number

    def note_story(self, name: str) -> None:
        """Note that a planted fact of this claim's payer had its part in this life."""
        story = self.world.stories.get(name, self.claim.day)
        if story and story.payer == self.claim.payer.key and name not in self.claim.stories:
            self.claim.stories.append(name)


def _refused_as_a_whole(decisions: list[LineDecision]) -> bool:
    """True when every line is refused (or its refusal reversed) with one and the same code."""
    codes = {decision.adjustments[0][:2] for decision in decisions if decision.adjustments}
    final = all(d.outcome in ("denied", "unprocessable", "reversed") and not d.paid for d in decisions)
    return final and len(codes) == 1 and ("OA", "133") not in codes
