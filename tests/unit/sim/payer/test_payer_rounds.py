"""Second payers, corrected and voided claims, appeals, records, takebacks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from cleanskin.record.adjustment import Adjustment
from cleanskin.record.claim import LineAdjudication, Procedure
from cleanskin.record.coverage import Coordination
from cleanskin.sim.chance import Chance
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.nouns.patient import CoverageSpan
from cleanskin.sim.payer import PAYERS, decide_appeal
from cleanskin.sim.payer.lags import payment_day

Desks = Callable[..., Any]

MEDICARE = CoverageSpan(payer="marshlight_medicare", member_id="MEMBER1", first=date(2024, 1, 1))


def supplement(plan: str) -> CoverageSpan:
    return CoverageSpan(payer="eventide_supplement", member_id="SUP1", rank=2, first=date(2024, 1, 1), plan=plan)


@pytest.mark.parametrize(("plan", "kept"), [("eventide_g", 25_700), ("eventide_f", 0)])
def test_a_claim_crosses_over_and_the_supplement_pays_the_share(desk: Desks, plan: str, kept: int) -> None:
    office = desk("marshlight_medicare", spans=(MEDICARE, supplement(plan)))
    office.memory.elsewhere["marshlight_medicare", 2025] = 0
    first, second = office.send(office.claim("17311=C44329", diagnoses="C44329", charge=200_000))
    assert (first.status, first.crossover_to) == ("19", "eventide_supplement")
    assert (second.payer, second.order, second.status) == ("eventide_supplement", "secondary", "2")
    assert second.day > first.day
    assert second.paid == first.patient - kept
    assert second.patient == kept
    assert second.claim.coverage.member_id == "SUP1"
    assert second.lines[0].adjustments[0] == ("OA", "23", 200_000 - first.patient)


def told_on(office: Any, first: ClaimDecision, payer: str) -> Any:
    """Return the first payer's claim as a second one, with what the first decided."""
    claim = first.claim
    lines = tuple(
        msgspec.structs.replace(
            line,
            adjudications=(
                LineAdjudication(
                    payer_id="ZZ301", amount_paid=decided.paid, procedure=Procedure(code=line.procedure.code),
                    adjustments=tuple(
                        Adjustment(group_code=group, carc=carc, amount=amount)
                        for group, carc, amount in decided.adjustments
                    ),
                ),
            ),
        )
        for line, decided in zip(claim.lines, first.lines, strict=True)
    )  # fmt: skip
    other = msgspec.structs.replace(claim.coverage, coordination=Coordination(amount_paid=first.paid))
    coverage = msgspec.structs.replace(
        claim.coverage, payer_responsibility="S",
        subscriber=msgspec.structs.replace(claim.coverage.subscriber, id="SECOND1"),
    )  # fmt: skip
    return msgspec.structs.replace(claim, coverage=coverage, other_coverages=(other,), lines=lines)


def test_a_second_payer_pays_no_more_than_the_share_that_is_left(desk: Desks) -> None:
    spans = (
        CoverageSpan(payer="tanager_blue", member_id="MEMBER1", first=date(2024, 1, 1)),
        CoverageSpan(payer="hollow_oak_life", member_id="SECOND1", rank=2, first=date(2024, 1, 1)),
    )
    first = desk("tanager_blue", spans=spans).bill("99213")
    office = desk("hollow_oak_life", spans=spans)
    second = office.send(told_on(office, first, "hollow_oak_life"))[0]
    deductible = sum(amount for group, carc, amount in first.lines[0].adjustments if (group, carc) == ("PR", "1"))
    assert second.paid == first.patient - deductible
    assert second.status == "2"


def test_a_second_claim_without_the_first_decision_is_refused(desk: Desks) -> None:
    spans = (
        CoverageSpan(payer="tanager_blue", member_id="MEMBER1", first=date(2024, 1, 1)),
        CoverageSpan(payer="hollow_oak_life", member_id="SECOND1", rank=2, first=date(2024, 1, 1)),
    )
    first = desk("tanager_blue", spans=spans).bill("99213")
    office = desk("hollow_oak_life", spans=spans)
    claim = told_on(office, first, "hollow_oak_life")
    bare = msgspec.structs.replace(claim, lines=first.claim.lines)
    assert [line.rule for line in office.send(bare)[0].lines] == ["primary_missing"]


def test_a_payer_asked_too_early_says_who_comes_first(desk: Desks) -> None:
    spans = (
        CoverageSpan(payer="tanager_blue", member_id="OTHER1", first=date(2024, 1, 1)),
        CoverageSpan(payer="ferndale_medicaid", member_id="MEMBER1", rank=2, first=date(2024, 1, 1)),
    )
    decision = desk("ferndale_medicaid", spans=spans).bill("99213")
    assert decision.lines[0].rule == "other_payer_first"
    assert decision.lines[0].cause == "cob"


def test_a_second_payer_asked_twice_pays_once(desk: Desks) -> None:
    spans = (
        CoverageSpan(payer="tanager_blue", member_id="MEMBER1", first=date(2024, 1, 1)),
        CoverageSpan(payer="hollow_oak_life", member_id="SECOND1", rank=2, first=date(2024, 1, 1)),
    )
    primary = desk("tanager_blue", spans=spans)
    primary.met()
    first = primary.bill("17311=C44329", diagnoses="C44329", charge=200_000)
    office = desk("hollow_oak_life", spans=spans)
    (paid,) = office.send(told_on(office, first, "hollow_oak_life"))
    undone, again = office.send(told_on(office, first, "hollow_oak_life"), after_days=40)
    assert paid.paid > 0
    assert (undone.kind, undone.reverses, undone.paid) == ("reversal", paid.number, -paid.paid)
    assert (again.kind, again.paid) == ("correction", paid.paid)


@pytest.mark.parametrize(
    ("wanted", "day"),
    [
        (date(2026, 1, 1), date(2026, 1, 2)), (date(2025, 11, 27), date(2025, 11, 28)),
        (date(2025, 5, 22), date(2025, 5, 22)), (date(2025, 5, 24), date(2025, 5, 29)),
    ],
)  # fmt: skip
def test_nobody_pays_while_banks_are_closed(wanted: date, day: date) -> None:
    assert payment_day(PAYERS["larkspur_senior"], wanted) == day
    medicare = PAYERS["marshlight_medicare"]
    assert payment_day(medicare, date(2025, 5, 26)) == date(2025, 5, 27)
    assert payment_day(medicare, date(2025, 9, 1)) == date(2025, 9, 2)


def test_a_corrected_claim_takes_the_place_of_the_first(desk: Desks) -> None:
    office = desk("tanager_blue")
    office.met()
    first = office.bill("99213", "17110=B078", diagnoses="B078")
    assert first.lines[0].rule == "visit_with_procedure"
    right = office.claim(
        "99213:25", "17110=B078", diagnoses="B078", frequency="7", original=first.number, day=date(2025, 5, 6)
    )
    undone, again = office.send(right, after_days=60)
    assert (undone.kind, undone.paid) == ("reversal", -first.paid)
    assert (again.kind, {line.rule for line in again.lines}) == ("correction", {"contract"})
    assert undone.day <= again.day


def test_medicare_takes_no_corrected_claims(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    first = office.bill("99213")
    claim = office.claim("99214", frequency="7", original=first.number)
    (answer,) = office.send(claim, after_days=40)
    assert answer.lines[0].rule == "replacement"
    assert answer.lines[0].outcome == "unprocessable"


def test_an_unknown_original_is_said(desk: Desks) -> None:
    office = desk("tanager_blue")
    (answer,) = office.send(office.claim("99213", frequency="7", original="NONE"))
    assert answer.lines[0].rule == "replacement"


def test_a_void_undoes_and_pays_nothing(desk: Desks) -> None:
    office = desk("tanager_blue")
    first = office.bill("99213")
    (undone,) = office.send(office.claim("99213", frequency="8", original=first.number), after_days=30)
    assert undone.kind == "reversal"
    assert undone.paid + first.paid == 0
    assert office.memory.accumulated("tanager_blue", 2025).out_of_pocket == 0
    assert office.bill("99213", after_days=60).lines[0].rule == "contract"


def appealed(office: Any, decision: ClaimDecision, *, supports: bool, means: str = "appeal") -> list[ClaimDecision]:
    return decide_appeal(
        office.configuration, decision, payer=office.payer, received=decision.day + timedelta(days=20),
        supports=supports, means=means, member=office.book, memory=office.memory, chance=Chance(5, means),
    )  # type: ignore[arg-type]  # fmt: skip


def test_an_appeal_that_the_record_supports_is_granted(desk: Desks) -> None:
    office = desk("tanager_blue")
    first = office.bill("99213", "17110=B078", diagnoses="B078")
    undone, again = appealed(office, first, supports=True)
    assert undone.kind == "reversal"
    assert {line.rule for line in again.lines} == {"contract"}
    assert again.paid > first.paid or again.patient > first.patient
    assert appealed(office, first, supports=True) == []


def test_a_stubborn_payer_upholds(desk: Desks) -> None:
    office = desk("tanager_blue", stubborn_parts=10_000)
    first = office.bill("99213", "17110=B078", diagnoses="B078")
    assert appealed(office, first, supports=True) == []


def granted(proof: bool, desk: Desks) -> int:
    """Count how many of a hundred late claims are let pass, with or without an acceptance in time."""
    count = 0
    for seed in range(100):
        office = desk("bramble_health", lost_parts=10_000 if proof else 0)
        if proof:
            assert office.send(office.claim("99213")) == []
            office.memory.market.payers["bramble_health"] = desk("bramble_health").payer
        first = office.bill("99213", after_days=120)
        assert first.lines[0].rule == "timely_filing"
        count += bool(
            decide_appeal(
                office.configuration, first, payer=office.payer, received=first.day + timedelta(days=20),
                supports=True, member=office.book, memory=office.memory, chance=Chance(seed, "late"),
            )
        )  # fmt: skip
    return count


def test_late_filing_is_let_pass_with_proof_that_the_claim_came_in_time(desk: Desks) -> None:
    assert granted(True, desk) > 65
    assert granted(False, desk) < 30


def test_what_the_supplement_paid_is_undone_when_the_first_payer_corrects(desk: Desks) -> None:
    office = desk("marshlight_medicare", spans=(MEDICARE, supplement("eventide_f")))
    claim = office.claim("99213", "17110=B078", diagnoses="B078")
    first, second = office.send(claim)
    assert first.lines[0].rule == "visit_with_procedure"
    assert second.paid > 0
    undone, again, second_undone, second_again = appealed(office, first, supports=True)
    assert (undone.payer, again.payer) == ("marshlight_medicare", "marshlight_medicare")
    assert (second_undone.kind, second_undone.reverses) == ("reversal", second.number)
    assert second_undone.paid + second.paid == 0
    assert (second_again.kind, second_again.order) == ("correction", "secondary")
    assert second_again.paid == again.patient
    assert again.day <= second_undone.day <= second_again.day


def test_a_claim_granted_on_appeal_crosses_over_for_the_first_time(desk: Desks) -> None:
    office = desk("marshlight_medicare", spans=(MEDICARE, supplement("eventide_f")))
    office.met()
    office.bill("17110=B078", diagnoses="B078")
    refused = office.bill("99213", day=date(2025, 5, 11))
    assert refused.lines[0].outcome == "denied", refused.lines[0].rule
    _, again, second = appealed(office, refused, supports=True)
    assert second.kind == "decision"
    assert second.paid == again.patient


def test_an_appeal_after_the_limit_is_not_heard(desk: Desks) -> None:
    office = desk("ferndale_medicaid")
    first = office.bill("99213", "17110=B078", diagnoses="B078")
    late = decide_appeal(
        office.configuration, first, payer=office.payer, received=first.day + timedelta(days=91), supports=True,
        member=office.book, memory=office.memory, chance=Chance(5, "late"),
    )  # fmt: skip
    assert late == []


def test_a_pend_ends_by_itself(desk: Desks) -> None:
    office = desk("tanager_blue", pend_parts=10_000)
    pend, undone, final = office.send(office.claim("99213"))
    assert (pend.kind, pend.paid, undone.kind, final.kind) == ("pend", 0, "reversal", "correction")
    assert pend.day < undone.day <= final.day
    assert final.lines[0].rule == "contract"


def test_a_takeback_by_reversal_or_from_the_balance(desk: Desks) -> None:
    office = desk("tanager_blue", takeback_parts=10_000, takeback_as_balance_parts=10_000)
    office.met()
    first, taken = office.send(office.claim("99213"))
    assert (taken.kind, taken.takeback, taken.reverses, taken.lines) == ("takeback", first.paid, first.number, ())
    office = desk("tanager_blue", takeback_parts=10_000, takeback_as_balance_parts=0)
    office.met()
    told = office.send(office.claim("99213"))
    assert [one.kind for one in told][:2] == ["decision", "reversal"]
    assert sum(one.paid for one in told) == 0


def test_a_lost_claim_is_never_answered(desk: Desks) -> None:
    office = desk("tanager_blue", lost_parts=10_000)
    assert office.send(office.claim("99213")) == []


def test_a_claim_answered_in_two_has_two_numbers_and_every_line_once(desk: Desks) -> None:
    office = desk("tanager_blue", split_claim_parts=10_000)
    first, second = office.send(office.claim("99213:25", "17110=B078", diagnoses="B078"))
    assert first.number != second.number
    assert [line.number for line in (*first.lines, *second.lines)] == ["1", "2"]
    undone, again = office.send(
        office.claim("99213:25", "17110=B078", diagnoses="B078", frequency="7", original=second.number), after_days=50
    )[:2]
    assert undone.reverses == second.number
    assert again.kind == "correction"


def test_a_line_said_in_two_parts_sums_to_the_line(desk: Desks) -> None:
    office = desk("tanager_blue", split_line_parts=10_000)
    office.met()
    decision = office.bill("17000=L570", "17003*7=L570", diagnoses="L570")
    parts = [line for line in decision.lines if line.number == "2"]
    assert [part.units_paid for part in parts] == [3, 4]
    assert sum(part.charge for part in parts) == 50_000


def test_a_misspelled_name_is_corrected(desk: Desks) -> None:
    decision = desk("tanager_blue").bill("99213", last="SORRELBCEK")
    assert decision.lines[0].rule == "contract"
    assert decision.corrected == ("SORRELBECK", "CALLITHA", "")
