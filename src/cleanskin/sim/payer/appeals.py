"""What a payer decides on an appeal, a reopening or records that were sent."""

from datetime import date
from typing import Literal

import msgspec

from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer.book import MemberBook
from cleanskin.sim.payer.deciding import open_case
from cleanskin.sim.payer.edits import all_edits
from cleanskin.sim.payer.judging import judge, remember
from cleanskin.sim.payer.lags import answer_day
from cleanskin.sim.payer.memory import Memory
from cleanskin.sim.payer.nouns import Payer
from cleanskin.sim.payer.second import forward
from cleanskin.sim.payer.undo import reverse, take_out

Means = Literal["appeal", "records", "reopening"]

_OVERTURNED = {edit.name: edit.overturned for edit in all_edits()}
_WITHOUT_SUPPORT_PARTS = 1_200
"""Appeals granted although nothing supports them; assumption."""

_WITH_RECEIPT_PARTS = 8_000
_GOOD_CAUSE_PARTS = 1_500
"""Late claims let pass: with proof that the claim came in time, and for good cause; assumption (the practice profile
has a quarter of the late ones overturned, seven in ten of which have no proof)."""


def decide_appeal(
    configuration: Configuration,
    decision: ClaimDecision,
    *,
    payer: Payer,
    received: date,
    supports: bool,
    means: Means = "appeal",
    member: MemberBook,
    memory: Memory,
    chance: Chance,
) -> list[ClaimDecision]:
    """Decide on what staff sent about a refusal: reversal and correction when it is granted, nothing when upheld.

    `supports` says whether the record really backs the claim.  Too late, unprocessable, closed or superseded: nothing.
    """
    payer = memory.market.payers.get(payer.key, payer)
    seen = memory.claims.get(decision.number)
    if seen is None or seen.closed or (received - decision.day).days > payer.appeal_limit_days:
        return []
    rules = {line.rule for line in decision.lines if line.outcome == "denied"}
    in_time = "timely_filing" in rules and _came_in_time(decision, payer, memory)
    granted = frozenset(
        rule for rule in sorted(rules)
        if _granted(rule, payer, chance, supports=supports, means=means, in_time=in_time)
    )  # fmt: skip
    if not granted:
        return []
    day = answer_day(payer, received, chance.child("lag"), lag="records" if means == "records" else "appeal")
    undone = reverse(decision, day)
    take_out(memory, decision)
    seen.closed = True
    case = open_case(
        decision.claim, payer=payer, received=seen.received, answer_on=day, member=member, memory=memory,
        base=seen.base,
    )  # fmt: skip
    final = msgspec.structs.replace(judge(case, granted | {"system_error", "pended"}), kind="correction")
    remember(case, final)
    return [undone, final, *forward(case, final, seen.second)]


def _came_in_time(decision: ClaimDecision, payer: Payer, memory: Memory) -> bool:
    """True when an acceptance of the same services within the limit can be shown."""
    claim = decision.claim
    codes = {line.procedure.code for line in claim.lines}
    return any(
        one.payer == payer.key and one.day == claim.date_of_service and not codes.isdisjoint(one.codes)
        and (one.received - one.day).days <= payer.filing_limit_days
        for one in memory.receipts
    )  # fmt: skip


def _granted(rule: str, payer: Payer, chance: Chance, *, supports: bool, means: Means, in_time: bool) -> bool:
    """True when the payer gives way on this rule."""
    how = _OVERTURNED.get(rule, "support")
    if how == "never":
        return False
    if how == "easily":
        return not chance.happens(payer.stubborn_parts // 3)
    if how == "receipt":
        return chance.happens(_WITH_RECEIPT_PARTS if in_time else _GOOD_CAUSE_PARTS)
    if not supports:
        return chance.happens(_WITHOUT_SUPPORT_PARTS)
    return not chance.happens(payer.stubborn_parts // 2 if means == "records" else payer.stubborn_parts)
