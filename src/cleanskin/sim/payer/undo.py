"""Undoing what was decided: reversals, and taking a claim out of a payer's memory."""

from datetime import date

import msgspec

from cleanskin.sim.nouns.decision import ClaimDecision, LineDecision
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.memory import Memory


def turned(line: LineDecision) -> LineDecision:
    """Return a line with every amount turned."""
    return msgspec.structs.replace(
        line,
        charge=-line.charge,
        paid=-line.paid,
        allowed=-line.allowed,
        adjustments=tuple([(group, carc, -amount) for group, carc, amount in line.adjustments]),
        outcome="reversed",
    )


def reverse(decided: ClaimDecision, day: date) -> ClaimDecision:
    """Return the reversal of a decision (status 22), paid on that day: with the decision it sums to nothing."""
    return ClaimDecision(
        claim=decided.claim, payer=decided.payer, status="22", number=decided.number, day=day, order=decided.order,
        lines=tuple([turned(line) for line in decided.lines]), kind="reversal", reverses=decided.number,
        level=decided.level, echoed=decided.echoed, received=decided.received,
    )  # fmt: skip


def reversal_of(case: Case, decided: ClaimDecision) -> ClaimDecision:
    """Return the reversal that goes out with this case's answer."""
    return reverse(decided, max(case.answer_on, decided.day))


def take_out(memory: Memory, decided: ClaimDecision) -> None:
    """Give back what the member bore, and forget that the lines were paid."""
    year = (decided.claim.date_of_service or decided.day).year
    if decided.order == "primary":
        accumulated = memory.accumulated(decided.payer, year)
        for line in decided.lines:
            for group, carc, amount in line.adjustments:
                if group == "PR" and carc in ("1", "2", "3") and line.outcome in ("paid", "patient_share"):
                    accumulated.out_of_pocket = max(0, accumulated.out_of_pocket - amount)
                    if carc == "1":
                        accumulated.deductible = max(0, accumulated.deductible - amount)
    memory.lines = [line for line in memory.lines if line.claim != decided.number]
