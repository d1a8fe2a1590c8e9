"""What follows a decision: the supplement's answer to a crossover, the end of a pend, a takeback."""

import msgspec

from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.judging import judge, remember
from cleanskin.sim.payer.lags import answer_day
from cleanskin.sim.payer.memory import SeenClaim
from cleanskin.sim.payer.second import forward
from cleanskin.sim.payer.undo import reverse, take_out


def follow(case: Case, decided: ClaimDecision, forwarded: ClaimDecision | None = None) -> list[ClaimDecision]:
    """Return the decision with everything that comes of it by itself, in order of days.

    `forwarded` is what the next payer answered to the decision that this one replaces.
    """
    if decided.kind == "pend":
        return [decided, *_after_pend(case, decided)]
    parts = case.payer.split_claim_parts
    alone = not decided.crossover_to and forwarded is None
    if parts and len(decided.lines) > 1 and alone and decided.level == "line" and not decided.asks:
        chance = case.chance_for("split_claim")
        if chance.happens(parts) and len({line.number for line in decided.lines}) == len(decided.lines):
            return _in_two(case, decided, chance.between(1, len(decided.lines) - 1))
    found = [decided, *forward(case, decided, forwarded)]
    payer = case.payer
    may_take_back = payer.takeback_parts and decided.paid > 0 and alone
    if may_take_back and case.chance_for("takeback").happens(payer.takeback_parts):
        found += _taken_back(case, decided)
    return found


def _in_two(case: Case, decided: ClaimDecision, cut: int) -> list[ClaimDecision]:
    """Answer a claim as two, cut behind so many lines; each part has a number of its own."""
    number = case.memory.next_number(case.payer.payer_id, decided.day)
    first = msgspec.structs.replace(decided, lines=decided.lines[:cut])
    second = msgspec.structs.replace(decided, lines=decided.lines[cut:], number=number, interest=0)
    numbers = {line.number for line in second.lines}
    memory = case.memory
    memory.claims[decided.number].decision = first
    memory.claims[number] = SeenClaim(decision=second, received=case.received, base=case.base)
    by_place = {place: case.lines[place].number for place in range(len(case.lines))}
    added = memory.lines[len(memory.lines) - len(case.lines) :]
    for place, line in enumerate(added):
        if by_place[place] in numbers:
            line.claim = number
    return [first, second]


def _after_pend(case: Case, decided: ClaimDecision) -> list[ClaimDecision]:
    """End a review: the pend is reversed and the claim decided without it."""
    day = answer_day(case.payer, decided.day, case.chance_for("pend"), lag="records")
    undone = reverse(decided, day)
    take_out(case.memory, decided)
    case.memory.claims[decided.number].closed = True
    case.answer_on = day
    final = msgspec.structs.replace(judge(case, frozenset(("pended",))), kind="correction")
    remember(case, final)
    return [undone, final, *forward(case, final)]


def _taken_back(case: Case, decided: ClaimDecision) -> list[ClaimDecision]:
    """Take a payment back later: from the payment's total, by reversal, or by reversal and refusal."""
    payer = case.payer
    chance = case.chance_for("taken")
    day = answer_day(payer, decided.day, chance, lag="takeback")
    case.memory.claims[decided.number].closed = True
    if chance.happens(payer.takeback_as_balance_parts):
        return [
            msgspec.structs.replace(
                decided, day=day, kind="takeback", reverses=decided.number, takeback=decided.paid, lines=(), interest=0,
                crossover_to="", asks=(), remarks=(),
            )
        ]  # fmt: skip
    undone = reverse(decided, day)
    if chance.happens(3_500):
        return [undone]
    lines = tuple([
        msgspec.structs.replace(
            line, paid=0, allowed=0, adjustments=(("PR", "27", line.charge),) if line.charge else (), remarks=(),
            outcome="denied", rule="terminated_later", cause="eligibility_registration", is_vague=False, procedure="",
            modifiers=None, units_paid=0,
        )
        for line in decided.lines
    ])  # fmt: skip
    number = case.memory.next_number(payer.payer_id, day)
    again = msgspec.structs.replace(
        decided, day=day, kind="correction", status="4", number=number, lines=lines, interest=0, asks=(), remarks=()
    )
    return [undone, again]
