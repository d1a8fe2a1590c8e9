"""What contracts and plans make of a claim, in amounts worked out by hand from the table of fees."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cleanskin.sim.fees import fees
from cleanskin.sim.nouns.decision import ClaimDecision
from cleanskin.sim.payer import medicare_amount

Desks = Callable[..., Any]


def amounts(decision: ClaimDecision, line: int = 0) -> dict[tuple[str, str], int]:
    return {(group, carc): amount for group, carc, amount in decision.lines[line].adjustments}


def fee(code: str) -> int:
    return fees()[code].medicare


def test_medicare_pays_four_fifths_less_two_percent(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    office.met()
    decision = office.bill("99213")
    allowed = fee("99213")
    coinsurance = allowed * 20 // 100
    sequestered = ((allowed - coinsurance) * 2 + 50) // 100
    assert decision.lines[0].allowed == allowed
    assert amounts(decision) == {("CO", "45"): 50_000 - allowed, ("PR", "2"): coinsurance, ("CO", "253"): sequestered}
    assert decision.paid == allowed - coinsurance - sequestered


def test_the_deductible_comes_first_and_is_met_once(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    office.memory.elsewhere["marshlight_medicare", 2025] = 0
    first = office.bill("99213")
    second = office.bill("99215", day=date(2025, 6, 3))
    third = office.bill("99215", day=date(2025, 7, 1))
    met = amounts(first)["PR", "1"] + amounts(second).get(("PR", "1"), 0) + amounts(third).get(("PR", "1"), 0)
    assert amounts(first)["PR", "1"] == fee("99213")
    assert met == 25_700


def test_later_procedures_are_halved_and_add_ons_are_not(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    office.met()
    decision = office.bill("17262=C44619", "11102:59=D492", "11103=D492", diagnoses="C44619 D492")
    assert decision.lines[0].allowed == fee("17262")
    assert decision.lines[1].allowed == fee("11102") - fee("11102") // 2
    assert amounts(decision, 1)["CO", "59"] == fee("11102") // 2
    assert decision.lines[2].allowed == fee("11103")


def test_a_visit_beside_a_procedure_is_halved_by_contract(desk: Desks) -> None:
    decision = desk("bramble_health").bill("99213:25", "17110=B078", diagnoses="B078")
    allowed = fee("99213") * 115 // 100
    assert decision.lines[0].allowed == allowed - allowed * 50 // 100


def test_nothing_is_allowed_above_the_charge(desk: Desks) -> None:
    decision = desk("tanager_blue").bill("99213", charge=1_000)
    assert decision.lines[0].allowed == 1_000
    assert ("CO", "45") not in amounts(decision)


def test_fees_of_2026_are_of_2026() -> None:
    assert medicare_amount("17000", date(2025, 12, 31)) == fee("17000")
    assert medicare_amount("17000", date(2026, 1, 1)) != fee("17000")
    assert medicare_amount("ZZZZZ", date(2026, 1, 1)) is None


def test_the_copay_is_taken_once_a_day(desk: Desks) -> None:
    decision = desk("larkspur_senior").bill("99213:25", "17110=B078", diagnoses="B078")
    copays = [
        amount for line in decision.lines for group, carc, amount in line.adjustments if (group, carc) == ("PR", "3")
    ]
    assert len(copays) == 1
    assert copays[0] in (2_500, 4_000)


def test_the_yearly_limit_ends_what_the_member_bears(desk: Desks) -> None:
    office = desk("open_meadow_exchange")
    office.memory.elsewhere["open_meadow_exchange", 2025] = 0
    most = 920_000
    borne = 0
    for week in range(1, 13):
        day = date(2025, 1 + (week - 1), 14)
        decision = office.bill(
            "14301=C44329", "15260:59=C44329", diagnoses="C44329", day=day, charge=900_000, authorization="ASKED"
        )
        borne += decision.patient
    assert 0 < borne <= most
    assert office.memory.accumulated("open_meadow_exchange", 2025).out_of_pocket == borne


def test_a_late_payer_owes_interest(desk: Desks) -> None:
    office = desk("tanager_blue", interest_after_days=0)
    office.met()
    assert office.bill("17311=C44329", diagnoses="C44329").interest == 0
    office = desk("tanager_blue", interest_after_days=1)
    office.met()
    decision = office.bill("17311=C44329", diagnoses="C44329")
    late = (decision.day - date(2025, 5, 9)).days - 1
    assert decision.interest == decision.paid * 1_000 * late // (10_000 * 365) > 0


def test_overrides_that_fit_no_payer_are_refused(desk: Desks) -> None:
    with pytest.raises(ValueError, match="no number called"):
        desk("tanager_blue", speed=3)
    with pytest.raises(ValueError, match="out of range"):
        desk("tanager_blue", vague_parts=10_001)


def test_a_contract_may_have_rows_of_its_own(desk: Desks) -> None:
    office = desk("quill_mutual")
    assert office.bill("99213").lines[0].allowed == 11_400
    mohs = desk("tanager_blue").bill("17311=C44329", diagnoses="C44329", charge=300_000)
    assert mohs.lines[0].allowed == fee("17311") * 135 // 100


def test_a_contracts_row_holds_in_its_days(desk: Desks) -> None:
    facts = {"diagnoses": "B078"}
    assert desk("bramble_health").bill("17110=B078", day=date(2025, 12, 31), **facts).lines[0].allowed == 13_200
    assert desk("bramble_health").bill("17110=B078", day=date(2026, 1, 1), **facts).lines[0].allowed == 13_600


def test_a_practitioner_is_paid_85_percent_where_the_contract_says_so(desk: Desks) -> None:
    office = desk("bramble_health")
    office.memory.market.practitioners = frozenset(("1234567893",))
    assert office.bill("99213").lines[0].allowed == fee("99213") * 115 // 100 * 85 // 100
    office = desk("tanager_blue")
    office.memory.market.practitioners = frozenset(("1234567893",))
    assert office.bill("99213").lines[0].allowed == fee("99213") * 122 // 100


def test_the_two_parts_of_a_slide_make_the_whole(desk: Desks) -> None:
    parts = [
        desk("larkspur_senior").bill(f"88305:{part}=D225", diagnoses="D225").lines[0].allowed for part in ("26", "TC")
    ]
    assert abs(sum(parts) - fee("88305")) <= 1
