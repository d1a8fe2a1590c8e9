"""Every kind of slip has a row and a function, happens where it can, and moves nothing else."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace
from tests.unit.sim.staff.conftest import SERVICES, patient, span, visit

from cleanskin.sim.nouns.bill import Bill
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.nouns.patient import Patient, Practice
from cleanskin.sim.nouns.visit import TrueService, TrueVisit
from cleanskin.sim.staff import ERRORS, prepare, rates
from cleanskin.sim.staff.slips import slips

Billed = Callable[..., list[Bill]]


def test_every_row_after_the_desk_has_a_function_and_every_function_a_row() -> None:
    for stage in ("code", "bill"):
        rows = [kind for kind, row in ERRORS.items() if row.stage == stage]
        assert [slip.__name__ for slip in slips(stage)] == rows  # type: ignore[arg-type]


def test_rates_are_parts_of_ten_thousand_and_overrides_are_checked() -> None:
    assert rates(Configuration(seed=1, errors={"missing_25": 77}))["missing_25"] == 77
    for wrong in ({"no_such_kind": 1}, {"missing_25": 10_001}):
        with pytest.raises(ValueError, match="parts in 10,000"):
            rates(Configuration(seed=1, errors=wrong))


def service(code: str, **facts: object) -> TrueService:
    return TrueService(**({"code": code, "family": "x", "diagnoses": ("L570",)} | facts))  # type: ignore[arg-type]


MEDICARE = patient(span("marshlight_medicare"))
NURSE = {"provider": "provider_3"}
CASES: dict[str, tuple[Patient, TrueVisit]] = {
    kind: (patient(), visit())
    for kind in (
        "missed_visit", "missed_procedure", "missed_addon",
        "undercount_lesions", "overcount_lesions", "missed_drug_units", "wrong_units", "em_level_low", "missing_25",
        "missing_distinct", "unspecified_diagnosis", "wrong_diagnosis_pointer", "wrong_diagnosis_order",
        "neoplasm_before_pathology", "add_on_without_primary", "missing_ndc", "wrong_place_of_service",
        "missing_clia", "late_charge", "duplicate_sent",
    )
} | {
    "wrong_member_id": (patient(), visit(new_patient=True)),
    "name_or_birth_date_typo": (patient(), visit(new_patient=True)),
    "em_level_high": (patient(), visit(service("99213"))),
    "needless_25": (patient(), visit(service("99213"))),
    "new_instead_of_established": (patient(), visit(service("99213"))),
    "missing_57": (patient(), visit(service("99214", modifiers=("57",)), service("14060"))),
    "missing_24": (patient(), visit(service("99213", modifiers=("24",)))),
    "missing_79_or_58": (patient(), visit(service("17000", modifiers=("79",)))),
    "needless_59": (patient(), visit(service("17000"), service("11900"))),
    "wrong_tier": (patient(), visit(service("11402"))),
    "wrong_laterality": (patient(), visit(service("67810", modifiers=("RT",)))),
    "missed_jw_jz": (patient(), visit(service("J2357", modifiers=("JZ",)))),
    "cosmetic_billed_as_medical": (patient(), visit(*SERVICES[:2], service("15788", nature="cosmetic", price=900))),
    "medical_billed_as_cosmetic": (patient(), visit(service("99213"), service("11200", nature="conditional"))),
    "bundled_billed_apart": (patient(), visit(service("11402"))),
    "wrong_rendering": (patient(), visit(**NURSE)),
    "missing_referring": (patient(), visit(referrer=1)),
    "referral_missing": (patient(span("goldfinch_advantage", plan="goldfinch_core")), visit(payer="goldfinch_advantage", referrer=1)),
    "authorization_missing": (patient(), visit(service("96910", needs_authorization=True))),
    "missing_report": (
        patient(span("irongate_work_cover", rank=9, plan="injury")), visit(payer="irongate_work_cover")
    ),
    "wrong_payer_order": (patient(span(), span("quill_mutual", rank=2, member_id="303Y1")), visit()),
}  # fmt: skip
ELSEWHERE = {"eligibility_not_checked", "old_coverage_on_file", "copay_not_taken", "missing_abn_modifier"}


def test_every_kind_is_tried() -> None:
    assert set(CASES) | ELSEWHERE == set(ERRORS)
    assert not set(CASES) & ELSEWHERE


@pytest.mark.parametrize("kind", sorted(CASES))
def test_a_slip_happens_changes_the_claims_and_is_told(kind: str, billed: Billed, flawless: Configuration) -> None:
    who, seen = CASES[kind]
    perfect = billed(flawless, who, seen)
    spoiled = billed(replace(flawless, errors=flawless.errors | {kind: 10_000}), who, seen)
    told = {error.kind for bill in spoiled for error in bill.errors}
    assert told == {kind}
    changed = [(bill.claim, bill.ready_on, bill.kind) for bill in spoiled]
    assert changed != [(bill.claim, bill.ready_on, bill.kind) for bill in perfect]
    assert all(not bill.errors for bill in perfect)


def test_a_slip_left_out_moves_no_other(practice: Practice, billed: Billed) -> None:
    """With and without missing 25s the other slips of a hundred visits are the same."""
    often = Configuration(seed=9, errors=dict.fromkeys(ERRORS, 900), stories=False)
    without = replace(often, errors=often.errors | {"missing_25": 0})
    differing = 0
    for number in range(1, 101):
        seen = visit(number=number)
        told = [
            [(error.kind, error.was, error.now) for bill in billed(world, patient(), seen) for error in bill.errors]
            for world in (often, without)
        ]
        differing += told[0] != told[1]
        assert [one for one in told[0] if one[0] != "missing_25"] == told[1]
    assert differing


def test_old_coverage_stays_on_file_when_nobody_asks(practice: Practice, flawless: Configuration) -> None:
    moved = patient(
        span("bramble_health", member_id="302X1", last=date(2025, 1, 31)), span(first=date(2025, 2, 1))
    )  # fmt: skip
    careless = replace(
        flawless, errors=flawless.errors | {"eligibility_not_checked": 10_000, "old_coverage_on_file": 10_000}
    )
    desk = prepare(careless, practice, moved, visit())
    assert [one.payer for one in desk.on_file] == ["bramble_health"]
    assert not desk.checked
    careful = prepare(flawless, practice, moved, visit())
    assert [one.payer for one in careful.on_file] == ["heartwood_care"]
    assert [one.coverage.payer for one in careful.coverages_asked] == ["bramble_health", "heartwood_care"]


def test_a_copay_is_taken_unless_forgotten(practice: Practice, flawless: Configuration) -> None:
    assert prepare(flawless, practice, patient(), visit()).amount_taken == 5_000
    forgetful = replace(flawless, errors=flawless.errors | {"copay_not_taken": 10_000})
    desk = prepare(forgetful, practice, patient(), visit())
    assert desk.amount_taken == 0
    assert [error.kind for error in desk.errors] == ["copay_not_taken"]


def test_a_forgotten_notice_is_told(billed: Billed, flawless: Configuration) -> None:
    seen = visit(service("99213"), service("11200", nature="conditional"), payer="marshlight_medicare")
    forgetful = replace(flawless, errors=flawless.errors | {"missing_abn_modifier": 10_000})
    bill = billed(forgetful, MEDICARE, seen, abn=True)[0]
    assert [error.kind for error in bill.errors] == ["missing_abn_modifier"]
    assert bill.claim.lines[1].procedure.modifiers == ()
