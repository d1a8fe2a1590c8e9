"""Telling the truth about one claim once its course has run."""

from cleanskin.sim.adjudicate import LineDecision
from cleanskin.sim.life import Life
from cleanskin.sim.truth import TruthClaim, TruthLine


def tell(life: Life) -> TruthClaim:
    """Return the record of this life."""
    claim = life.claim
    judgement = life.first_judgement
    first = life.first
    amount_paid = sum(answer.paid for answer in life.answers if answer.order == "primary")
    left = sum(decision.patient for decision in life.force if decision.outcome != "denied")
    return TruthClaim(
        number=claim.number, control_number=claim.control_number, population=claim.population,
        patient=claim.patient.number, payer=claim.payer.key, payer_id=claim.payer.payer_id,
        provider_npi=claim.provider.npi, location_npi=claim.location.npi, visit=claim.visit.kind,
        date_of_service=claim.day, amount_billed=claim.amount_billed, submissions=life.submissions,
        answers=life.answers, lines=_lines(life), first_outcome=summed_outcome(first),
        cause=judgement.cause.name if judgement is not None and judgement.cause is not None else "",
        vague=judgement is not None and judgement.manner == "vague", stories=claim.stories, worked=life.worked,
        state=_state(life), amount_paid=amount_paid, amount_paid_secondary=life.secondary_paid,
        amount_patient=left if life.secondary_patient is None else life.secondary_patient,
    )  # fmt: skip


def _lines(life: Life) -> list[TruthLine]:
    cause = life.first_judgement.cause.name if life.first_judgement and life.first_judgement.cause else ""
    lines = []
    for index, line in enumerate(life.claim.visit.lines):
        told = TruthLine(
            number=line.number, code=line.code.code, modifiers=line.modifiers, units=line.units, billed=line.charge
        )
        if life.first:
            decision = life.first[index]
            told.first_outcome = decision.outcome
            told.first_codes = tuple(decision.adjustments)
            told.first_remarks = decision.remarks
            told.first_paid = decision.paid
            told.first_patient = decision.patient
            if decision.outcome in ("denied", "unprocessable", "duplicate"):
                told.first_cause = cause
        if life.force:
            told.last_outcome = life.force[index].outcome
            told.last_paid = life.force[index].paid
            told.last_patient = life.force[index].patient
        lines.append(told)
    return lines


def _state(life: Life) -> str:
    if life.claim.population == "encounter":
        return "encounter"
    if life.taken_back or life.voided:
        return "taken_back" if life.taken_back else "voided"
    if not life.force:
        return "rejected" if life.rejected else "lost" if life.lost else "open"
    outcome = summed_outcome(life.force)
    if outcome == "pend":
        return "pended"
    if outcome in ("paid", "patient_share") and life.recovered:
        return "recovered"
    return "denied" if outcome in ("unprocessable", "duplicate") else outcome


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
