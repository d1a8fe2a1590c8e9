"""Paying a claim in the payer's manner, and what may follow: the next payer, a takeback, a void."""

from datetime import date, timedelta

from cleanskin.sim.adjudicate import LineDecision, decide_secondary, reversed_of, split_by_units
from cleanskin.sim.claim import AnswerKind, Submission
from cleanskin.sim.life import Life
from cleanskin.sim.payers import Payer
from cleanskin.sim.pick import spread_days
from cleanskin.sim.truth import TruthAnswer


def settle(life: Life, submission: Submission, decisions: list[LineDecision], day: date, *, kind: AnswerKind) -> None:
    """Answer with payment, in the payer's manner, and let the next payer speak."""
    world = life.world
    rng = world.rng
    claim = life.claim
    number = world.answer_number(submission.payer, day)
    crossover = _crossover(life, decisions)
    status = "19" if crossover is not None else "1"
    paid = sum(decision.paid for decision in decisions)
    interest = 0
    if claim.payer.kind == "commercial" and (day - submission.day).days > 45 and paid > 1000:
        interest = paid * (day - submission.day).days // 3650
    if kind == "decision" and len(decisions) > 1 and rng.random() < world.options.split_claim_share:
        cut = 1 + int(rng.random() * (len(decisions) - 1))
        life.answer(submission, decisions[:cut], kind="split", day=day, status="1", number=number)
        life.answer(submission, decisions[cut:], kind="split", day=day, status="1")
        life.hold(decisions, number, day)
        return
    said = decisions
    if rng.random() < world.options.split_line_share:
        said = [
            part for decision in decisions for part in (split_by_units(decision) if _splits(decision) else [decision])
        ]
    life.answer(
        submission, said, kind=kind, day=day, status=status, number=number, crossover=crossover, interest=interest
    )
    life.hold(decisions, number, day)
    _next_payer(life, submission, decisions, number, day, crossed=crossover)
    chance = rng.random()
    if paid > 0 and chance < world.options.takeback_share:
        _take_back(life, submission, said, decisions, number, day)
    elif paid > 0 and chance > 1 - world.options.void_share and claim.payer.kind != "medicare":
        _void(life, submission, said, number, day)


def _crossover(life: Life, decisions: list[LineDecision]) -> Payer | None:
    """Return the supplement to which the payer forwards the claim itself."""
    secondary = life.claim.patient.secondary
    if secondary is None or secondary.key != life.claim.payer.crosses_over_to:
        return None
    return secondary if any(decision.patient for decision in decisions) else None


def _next_payer(
    life: Life, submission: Submission, decisions: list[LineDecision], number: str, day: date, *, crossed: Payer | None
) -> None:
    """Let the secondary payer answer: by crossover, or after the practice sends it a claim."""
    world = life.world
    secondary = life.claim.patient.secondary
    share = sum(decision.patient for decision in decisions)
    if secondary is None or not share or life.claim.population != "insurance":
        return
    sent = submission
    if crossed is None:
        on = world.sending_day(day + timedelta(days=spread_days(world.rng, 3, 12)))
        if on > world.as_of:
            return
        sent = life.submit("secondary", on, payer=secondary, primary=decisions, primary_day=day, primary_number=number)
        life.accept(sent)
    answered = world.answer_day(secondary, max(sent.day, day))
    refuses = world.rng.random() < 0.04
    said = decide_secondary(decisions, secondary, refuses=refuses)
    crossing = Submission(life.claim, sent.identifier, "secondary", sent.day, secondary)
    life.answer(crossing, said, kind="decision", day=answered, status="2", order="secondary")
    if answered <= world.as_of:
        life.secondary_paid += sum(decision.paid for decision in said)
        life.secondary_patient = sum(decision.patient for decision in said)


def _take_back(
    life: Life, submission: Submission, said: list[LineDecision], decisions: list[LineDecision], number: str, day: date
) -> None:
    """Take a payment back: reversal with a refusal, reversal alone, or a provider-level recovery."""
    world = life.world
    later = world.payment_day(submission.payer, day + timedelta(days=spread_days(world.rng, 45, 150)))
    if later > world.as_of:
        return
    way = world.rng.random()
    paid = sum(decision.paid for decision in decisions)
    life.taken_back = True
    if way < 0.3:
        if world.remittance_in_files(submission.payer, later):
            world.outbox.adjust(submission.payer, later, "WO", number, paid)
        life.answers.append(
            TruthAnswer(
                submission=submission.identifier, kind="takeback", payer=submission.payer.key, order="primary",
                date=later, number=number, status="WO", billed=0, paid=-paid, patient=0, reverses=number,
                in_files=world.remittance_in_files(submission.payer, later),
            )
        )  # fmt: skip
        return
    life.answer(submission, reversed_of(said), kind="reversal", day=later, status="22", number=number, reverses=number)
    life.force = []
    if way < 0.75:
        refusal = [LineDecision(d.line, d.charge, 0, [("PR", "27", d.charge)], (), "denied") for d in decisions]
        life.answer(submission, refusal, kind="correction", day=later)
        life.force = refusal


def _void(life: Life, submission: Submission, said: list[LineDecision], number: str, day: date) -> None:
    """Void a claim that should not have been sent (frequency 8); the payer reverses its payment."""
    world = life.world
    on = world.sending_day(day + timedelta(days=spread_days(world.rng, 5, 40)))
    if on > world.as_of:
        return
    void = life.submit("void", on, frequency="8", original_number=number)
    life.accept(void)
    later = world.answer_day(void.payer, on)
    if later > world.as_of:
        return
    life.voided = True
    life.force = []
    life.answer(submission, reversed_of(said), kind="reversal", day=later, status="22", number=number, reverses=number)


def _splits(decision: LineDecision) -> bool:
    """True when a payer may say this line in two parts."""
    return decision.line.units > 1 and decision.paid >= 200 and not decision.procedure
