"""A payer decides a claim: member, edits, price, shares, habits, and what follows later.

The payer sees the claim, its own books and what it remembers; never what really happened.
"""

from datetime import date

import msgspec

from cleanskin.record.claim import Claim
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer.after import follow
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.judging import judge, remember
from cleanskin.sim.payer.lags import answer_day
from cleanskin.sim.payer.memory import Memory, Receipt
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.registry import plan_of
from cleanskin.sim.payer.second import decide_second, is_second, second_undone
from cleanskin.sim.payer.undo import reversal_of, take_out


def member_of(claim: Claim, *, payer: Payer, book: MemberBook, on: date) -> CoverageSpan | None:
    """Return the member the claim names, as the payer's books have him."""
    treated = claim.treated
    born = treated.demographics.birth_date if treated.demographics is not None else None
    return book.find(payer.key, claim.coverage.member_id, treated.name, treated.first_name, born, on)


def receipt(claim: Claim, *, payer: Payer, received: date) -> Receipt:
    """Return what proves that a claim came in on a day."""
    codes = frozenset([line.procedure.code for line in claim.lines])
    return Receipt(payer.key, claim.date_of_service or received, codes, received)


def open_case(
    claim: Claim, *, payer: Payer, received: date, answer_on: date, member: MemberBook, memory: Memory, base: int
) -> Case:
    """Lay a claim on the payer's desk."""
    day = claim.date_of_service or received
    span = member_of(claim, payer=payer, book=member, on=day)
    plan = plan_of(payer.key, span.plan if span is not None else "", claim.coverage.member_id)
    return Case(
        claim, payer=payer, plan=plan, span=span, book=member, memory=memory, received=received, answer_on=answer_on,
        base=base,
    )  # fmt: skip


def _second_before(case: Case) -> list[ClaimDecision]:
    """Undo what this payer, as the second one, paid on the same services before: it pays a share once."""
    memory = case.memory
    services = [(line.code, line.day) for line in case.lines]
    for seen in memory.claims.values():
        one = seen.decision
        if seen.closed or one.payer != case.payer.key or one.order != "secondary" or not one.paid:
            continue
        if [(line.procedure.code, line.date_of_service) for line in one.claim.lines] == services:
            take_out(memory, one)
            seen.closed = True
            return [reversal_of(case, one)]
    return []


def decide(
    configuration: Configuration,
    claim: Claim,
    *,
    payer: Payer,
    received: date,
    member: MemberBook,
    memory: Memory,
    chance: Chance,
) -> list[ClaimDecision]:
    """Decide a claim received on a day; the decisions come in order of days, none when the payer loses the claim.

    Call it in order of receipt for one patient: what is decided is remembered.  A supplement's answer to a claim that
    crossed over is among the decisions (`payer` tells whose).  `configuration` is that of the memory's market.
    """
    payer = memory.market.payers.get(payer.key, payer)
    base = chance.bits()
    memory.receipts.append(receipt(claim, payer=payer, received=received))
    if payer.lost_parts and Chance(base, "lost").happens(payer.lost_parts):
        return []
    case = open_case(
        claim, payer=payer, received=received, answer_on=answer_day(payer, received, Chance(base, "lag")),
        member=member, memory=memory, base=base,
    )  # fmt: skip
    earlier = memory.claims.get(case.replaces) if case.replaces else None
    undone: list[ClaimDecision] = []
    forwarded: ClaimDecision | None = None
    if claim.frequency_code == "8" or (claim.frequency_code == "7" and earlier is not None):
        if earlier is not None and not earlier.closed and payer.takes_replacements:
            undone.append(reversal_of(case, earlier.decision))
            take_out(memory, earlier.decision)
            earlier.closed = True
            forwarded = earlier.second
            case.undone = frozenset((case.replaces,))
        if claim.frequency_code == "8":
            return [*undone, *second_undone(case, forwarded)]
    if is_second(case):
        undone += _second_before(case)
        decided = decide_second(case)
    else:
        decided = judge(case)
    if undone:
        decided = msgspec.structs.replace(decided, kind="correction")
    remember(case, decided)
    return [*undone, *follow(case, decided, forwarded)]
