"""The course of one claim from the day it is sent: front end, first answer, and what follows from it."""

from datetime import date, timedelta

from cleanskin.sim.adjudicate import LineDecision, reversed_of
from cleanskin.sim.claim import Submission
from cleanskin.sim.judge import Judgement, first_judgement, payment
from cleanskin.sim.life import Life
from cleanskin.sim.pick import spread_days
from cleanskin.sim.rework import work
from cleanskin.sim.settle import settle


def live(life: Life, *, sent_on: date, portal: bool) -> None:
    """Run the whole life from the first submission."""
    world = life.world
    rng = world.rng
    claim = life.claim
    if claim.population == "encounter":
        life.submit("original", sent_on)
        return
    if portal:
        submission = life.submit("original", sent_on, in_files=False)
        await_answer(life, submission)
        return
    submission = life.submit("original", sent_on)
    if rng.random() < world.options.rejection_share:
        life.reject(submission)
        if rng.random() < world.options.abandoned_rejection_share:
            return
        again = world.sending_day(submission.day + timedelta(days=spread_days(rng, 2, 15)))
        life.rejected = again > world.as_of
        submission = life.submit("resubmission", again)
    life.accept(submission)
    if rng.random() < world.options.lost_share:
        life.lost = True
        if rng.random() < 0.65:
            return
        again = world.sending_day(submission.day + timedelta(days=spread_days(rng, 40, 70)))
        if again > world.as_of:
            return
        life.lost = False
        submission = life.submit("resubmission", again)
        life.accept(submission)
    await_answer(life, submission)


def await_answer(life: Life, submission: Submission) -> None:
    """Wait for the payer's first answer and follow it up."""
    world = life.world
    rng = world.rng
    day = world.answer_day(submission.payer, submission.day)
    if day > world.as_of:
        return
    judgement = first_judgement(world, submission, day)
    if judgement.story and judgement.story not in life.claim.stories:
        life.claim.stories.append(judgement.story)
    if judgement.cause is not None and judgement.cause.name == "timely_filing":
        life.note_story("filed_late_at_bramble")
    life.first_judgement = judgement
    life.first = judgement.decisions
    if rng.random() < world.options.duplicate_claim_share:
        _send_twice(life, submission, day)
    if life.first[0].outcome == "pend":
        _pend(life, submission, judgement, day)
    elif judgement.cause is None:
        settle(life, submission, judgement.decisions, day, kind="decision")
    else:
        number = life.answer(submission, judgement.decisions, kind="decision", day=day)
        life.hold(judgement.decisions, number, day)
        work(life, submission, judgement, number, day)


def _send_twice(life: Life, submission: Submission, first_answer: date) -> None:
    """Send the same claim again by mistake; the payer calls it a duplicate."""
    world = life.world
    again = world.sending_day(submission.day + timedelta(days=spread_days(world.rng, 3, 12)))
    if again >= first_answer or again > world.as_of:
        return
    duplicate = life.submit("duplicate", again)
    life.accept(duplicate)
    day = max(world.answer_day(submission.payer, again), first_answer)
    refusal = [
        LineDecision(d.line, d.line.charge, 0, [("OA", "18", d.line.charge)], ("N522",), "duplicate")
        for d in life.first
    ]
    life.answer(duplicate, refusal, kind="duplicate", day=day)


def _pend(life: Life, submission: Submission, judgement: Judgement, day: date) -> None:
    """Hold the claim under review, then reverse that and pay."""
    world = life.world
    number = life.answer(submission, judgement.decisions, kind="pend", day=day)
    life.hold(judgement.decisions, number, day)
    later = world.payment_day(submission.payer, day + timedelta(days=spread_days(world.rng, 14, 40)))
    if later > world.as_of:
        return
    life.answer(
        submission, reversed_of(judgement.decisions), kind="reversal", day=later, status="22", number=number,
        reverses=number,
    )  # fmt: skip
    settle(life, submission, payment(world, submission, later), later, kind="correction")
