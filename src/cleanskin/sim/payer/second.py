"""A payer as the second one: it pays what the first left to the patient, as its plan says."""

from datetime import date

import msgspec

from cleanskin.kernel.cents import Cents
from cleanskin.record.claim import Claim
from cleanskin.record.coverage import Coverage
from cleanskin.record.provider import Party
from cleanskin.sim.nouns.decision import Adjustment, ClaimDecision, LineDecision
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer.case import Case
from cleanskin.sim.payer.habits import in_its_manner
from cleanskin.sim.payer.lags import answer_day
from cleanskin.sim.payer.nouns import Payer, Plan
from cleanskin.sim.payer.pricing import price
from cleanskin.sim.payer.registry import plan_of
from cleanskin.sim.payer.sharing import balanced
from cleanskin.sim.payer.undo import reverse


def is_second(case: Case) -> bool:
    """True when the claim says what another payer decided before."""
    return case.claim.coverage.payer_responsibility == "S" and any(
        coverage.coordination is not None for coverage in case.claim.other_coverages
    )


def _shares_told(case: Case) -> list[tuple[Cents, Cents]] | None:
    """Return the patient's share and the deductible in it of each line, as the claim tells; None when it does not."""
    told: list[tuple[Cents, Cents]] = []
    for line in case.claim.lines:
        if not line.adjudications:
            return None
        adjustments = line.adjudications[0].adjustments
        share = sum([one.amount for one in adjustments if one.group_code == "PR"])
        told.append((share, sum([one.amount for one in adjustments if (one.group_code, one.carc) == ("PR", "1")])))
    return told


def decide_second(case: Case) -> ClaimDecision:
    """Decide a claim after another payer: refuse it when its member or the first decision is not there."""
    told = _shares_told(case)
    span = case.span
    if told is None or span is None or not span.holds(case.day):
        reason: Adjustment = ("OA", "22", 0) if told is None else ("CO", "31", 0)
        rule, cause = ("primary_missing", "cob") if told is None else ("not_found", "eligibility_registration")
        remarks = ("N4",) if told is None else ("N382",)
        lines = tuple([
            LineDecision(
                number=line.number, charge=line.charge, paid=0, remarks=remarks, outcome="denied", rule=rule,
                cause=cause, adjustments=((reason[0], reason[1], line.charge),) if line.charge else (),
            )
            for line in case.lines
        ])  # fmt: skip
        return msgspec.structs.replace(in_its_manner(case, lines), order="secondary")
    own = [one.allowed for one in price(case, {}, {}, [line.index for line in case.lines])]
    lines = tuple(
        [
            second_line(
                line.number, line.charge, told[line.index], payer=case.payer, plan=case.plan, own=own[line.index]
            )
            for line in case.lines
        ]
    )
    decided = in_its_manner(case, lines)
    return msgspec.structs.replace(decided, order="secondary", status="2", crossover_to="", kind="decision")


def second_line(
    number: str, charge: Cents, told: tuple[Cents, Cents], *, payer: Payer, plan: Plan, own: Cents
) -> LineDecision:
    """Pay a line's share as the second payer: OA-23 carries what the first payer paid and wrote off.

    A supplement pays the share, some plans without the deductible.  Other plans pay no more than they would have paid
    alone; Medicaid writes the rest off, others leave it to the patient.
    """
    share, deductible = told
    share = max(0, min(share, charge))
    deductible = max(0, min(deductible, share))
    effect = charge - share
    if payer.kind == "supplement":
        paid = share if plan.pays_deductible_left else share - deductible
    else:
        paid = min(share, max(0, own - (charge - share) if payer.kind == "medicaid" else own))
    kept = share - paid
    adjustments: list[Adjustment] = []
    if effect:
        adjustments.append(("OA", "23", effect))
    if kept:
        if payer.kind == "medicaid":
            adjustments.append(("CO", "45", kept))
        else:
            adjustments.append(("PR", "1" if payer.kind == "supplement" else "2", kept))
    outcome = "paid" if paid else "other_payer" if not kept or payer.kind == "medicaid" else "patient_share"
    return balanced(
        LineDecision(
            number=number, charge=charge, paid=paid, allowed=share, adjustments=tuple(adjustments),
            outcome=outcome,  # type: ignore[arg-type]
            rule="second",
        )
    )  # fmt: skip


def _swapped(claim: Claim, span: CoverageSpan, payer: Payer) -> Claim:
    """Return the claim as the next payer has it: its own member number, the first payer beside it."""
    was = claim.coverage
    subscriber = msgspec.structs.replace(was.subscriber, id=span.member_id)
    coverage = Coverage(
        payer_responsibility="S", relationship=was.relationship, claim_filing_indicator=payer.filing_indicator,
        subscriber=subscriber,
        payer=Party(role="payer", name=payer.name, id_qualifier="PI", id=payer.payer_id),
    )  # fmt: skip
    first = msgspec.structs.replace(was, payer_responsibility="P")
    return msgspec.structs.replace(claim, coverage=coverage, other_coverages=(first,))


def second_undone(case: Case, earlier: ClaimDecision | None, day: date | None = None) -> list[ClaimDecision]:
    """Return the reversal of what the next payer answered before, none when it did not; `day` when it is known."""
    if earlier is None:
        return []
    payer = case.market.payers[earlier.payer]
    if day is None:
        day = answer_day(payer, case.answer_on, case.chance_for("crossover_undone"))
    return [reverse(earlier, max(day, earlier.day))]


def forward(case: Case, decided: ClaimDecision, earlier: ClaimDecision | None = None) -> list[ClaimDecision]:
    """Return what the next payer answers to a decision sent on to it; what it answered `earlier` is undone with it."""
    again = cross_over(case, decided) if decided.crossover_to else None
    if again is None:
        return second_undone(case, earlier)
    if earlier is not None:
        again = msgspec.structs.replace(again, kind="correction", day=max(again.day, earlier.day))
    case.memory.claims[decided.number].second = again
    return [*second_undone(case, earlier, again.day), again]


def cross_over(case: Case, decided: ClaimDecision) -> ClaimDecision | None:
    """Return the answer of the payer to which the claim was forwarded, None when that payer drops it."""
    payer = case.market.payers[decided.crossover_to]
    chance = case.chance_for("crossover")
    if chance.happens(payer.lost_parts):
        return None
    others = case.book.others(case.payer.key, case.member_id, case.day)
    span = next(span for span in others if span.payer == payer.key)
    plan = plan_of(payer.key, span.plan, span.member_id)
    day = answer_day(payer, decided.day, chance)
    lines = []
    for line in decided.lines:
        deductible = sum([amount for group, carc, amount in line.adjustments if (group, carc) == ("PR", "1")])
        lines.append(second_line(line.number, line.charge, (line.patient, deductible), payer=payer, plan=plan, own=0))
    return ClaimDecision(
        claim=_swapped(case.claim, span, payer), payer=payer.key, status="2", day=day, order="secondary",
        number=case.memory.next_number(payer.payer_id, day), lines=tuple(lines), received=decided.day,
    )  # fmt: skip
