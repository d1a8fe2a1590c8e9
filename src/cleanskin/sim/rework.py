"""Work on refusals: corrected claims, new claims, appeals, or nothing."""

from datetime import date, timedelta

from cleanskin.sim.adjudicate import LineDecision, reversed_of
from cleanskin.sim.claim import AnswerKind, Submission
from cleanskin.sim.denials import CAUSE_BY_NAME
from cleanskin.sim.judge import Judgement, payment, refuse_again
from cleanskin.sim.life import Life
from cleanskin.sim.pick import spread_days
from cleanskin.sim.settle import settle


def work(life: Life, submission: Submission, judgement: Judgement, number: str, day: date) -> None:
    """Work a refusal, or leave it."""
    world = life.world
    rng = world.rng
    cause = judgement.cause
    assert cause is not None
    unworked = world.stories.get("unworked_at_goldfinch", life.claim.day)
    share = world.options.worked_share
    if unworked is not None and unworked.payer == life.claim.payer.key:
        life.note_story(unworked.name)
        share = 0.06
    if cause.remedy == "none" or rng.random() >= share:
        return
    acted = world.sending_day(day + timedelta(days=spread_days(rng, 7, 35)))
    if acted > world.as_of:
        return
    life.worked = True
    wins = rng.random() < cause.overturn
    remedy = cause.remedy
    if judgement.manner == "unprocessable":
        remedy = "resubmission"
    elif remedy == "replacement" and life.claim.payer.kind == "medicare":
        remedy = "reopening"
    if remedy == "resubmission":
        _send_again(life, life.submit("resubmission", acted), submission, judgement, wins=wins)
    elif remedy == "replacement":
        replacement = life.submit(
            "replacement", acted, frequency="7", original_number=number, modifiers=_corrected(judgement)
        )
        _send_again(life, replacement, submission, judgement, wins=wins, reverses=number)
    elif wins:
        decided = world.payment_day(submission.payer, acted + timedelta(days=spread_days(rng, 25, 60)))
        _correct(life, submission, judgement.decisions, number, decided)


def _send_again(
    life: Life, submission: Submission, earlier: Submission, judgement: Judgement, *, wins: bool, reverses: str = ""
) -> None:
    """Wait for the answer to a corrected or new claim; what was paid on the earlier one is reversed first."""
    world = life.world
    life.accept(submission)
    day = world.answer_day(submission.payer, submission.day)
    if day > world.as_of:
        return
    late = (submission.day - life.claim.day).days > submission.payer.filing_limit_days
    if late and submission.kind == "resubmission":
        judgement = Judgement([], CAUSE_BY_NAME["timely_filing"], ("CO", "29", ()), judgement.struck, "plain")
        wins = False
    partly_paid = any(decision.paid for decision in life.force)
    if reverses and partly_paid:
        life.answer(
            earlier, reversed_of(life.force), kind="reversal", day=day, status="22", number=reverses,
            reverses=reverses,
        )  # fmt: skip
    kind: AnswerKind = "correction" if reverses and partly_paid else "decision"
    if wins:
        life.recovered = True
        settle(life, submission, payment(world, submission, day), day, kind=kind)
        return
    again = refuse_again(world, submission, day, judgement)
    number = life.answer(submission, again.decisions, kind=kind, day=day)
    life.hold(again.decisions, number, day)


def _correct(life: Life, submission: Submission, earlier: list[LineDecision], number: str, day: date) -> None:
    """Reverse a refusal after appeal, reopening or documents, and pay."""
    if day > life.world.as_of:
        return
    life.recovered = True
    life.answer(submission, reversed_of(earlier), kind="reversal", day=day, status="22", number=number, reverses=number)
    settle(life, submission, payment(life.world, submission, day), day, kind="correction")


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
