"""Each edit of payers' systems refuses what it is there for, and lets the like of it pass."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleanskin.sim.payer import PatientBook, edits
from cleanskin.sim.payer.edits import all_edits
from cleanskin.sim.payer.registry import PAYERS, rows

Desks = Callable[..., Any]

CASES: list[tuple[str, str, tuple[str, ...], dict[str, Any], str]] = [
    # payer, what, services, facts, the rule that refuses ("contract": none does)
    ("tanager_blue", "known member", ("99213",), {}, "contract"),
    ("tanager_blue", "wrong id", ("99213",), {"member": "MEMBER2"}, "not_found"),
    ("tanager_blue", "wrong name", ("99213",), {"last": "OAKENSHAW"}, "not_found"),
    ("tanager_blue", "before coverage", ("99213",), {"day": date(2023, 5, 1)}, "terminated"),
    ("bramble_health", "91 days", ("99213",), {"after_days": 91}, "timely_filing"),
    ("bramble_health", "90 days", ("99213",), {"after_days": 90}, "contract"),
    ("tanager_blue", "visit without 25", ("99213", "17110=B078"), {"diagnoses": "B078"}, "visit_with_procedure"),
    ("tanager_blue", "visit with 25", ("99213:25", "17110=B078"), {"diagnoses": "B078"}, "contract"),
    ("marshlight_medicare", "pair", ("11102=D492", "17000=L570"), {"diagnoses": "D492"}, "pair"),
    ("marshlight_medicare", "pair apart", ("11102=D492", "17000:XS=L570"), {"diagnoses": "D492"}, "contract"),
    ("marshlight_medicare", "59 on column 1", ("11102:59=D492", "17000=L570"), {"diagnoses": "D492"}, "contract"),
    ("tanager_blue", "59 on column 1", ("11102:59=D492", "17000=L570"), {"diagnoses": "D492"}, "pair"),
    ("marshlight_medicare", "never a pair", ("11104=D492", "11102:59=D492"), {"diagnoses": "D492"}, "pair"),
    ("marshlight_medicare", "add-on alone", ("17003=L570",), {"diagnoses": "L570"}, "add_on_alone"),
    ("marshlight_medicare", "too many units", ("17003*20=L570", "17000=L570"), {"diagnoses": "L570"}, "units"),
    ("marshlight_medicare", "cancer code", ("17262=L570",), {"diagnoses": "L570"}, "diagnosis_mismatch"),
    ("tanager_blue", "open side", ("11602=C44601",), {"diagnoses": "C44601"}, "unspecified_side"),
    ("marshlight_medicare", "open side", ("11602=C44601",), {"diagnoses": "C44601"}, "contract"),
    ("marshlight_medicare", "other side", ("11602:RT=C44619",), {"diagnoses": "C44619"}, "side_conflict"),
    ("marshlight_medicare", "same side", ("11602:LT=C44619",), {"diagnoses": "C44619"}, "contract"),
    ("tanager_blue", "cut short", ("99213=L40",), {"diagnoses": "L40"}, "short_diagnosis"),
    ("marshlight_medicare", "25 on a procedure", ("17110:25=B078",), {"diagnoses": "B078"}, "modifier_invalid"),
    ("marshlight_medicare", "waste not said", ("J2357*30=L501",), {"diagnoses": "L501"}, "waste_modifier"),
    ("marshlight_medicare", "waste said", ("J2357:JZ*30=L501",), {"diagnoses": "L501"}, "contract"),
    ("marshlight_medicare", "bilateral", ("17110:50=B078",), {"diagnoses": "B078"}, "bilateral"),
    ("marshlight_medicare", "assistant", ("11602:80=C44619",), {"diagnoses": "C44619"}, "assistant"),
    ("marshlight_medicare", "signed away", ("17110:GY=L821",), {"diagnoses": "L821"}, "notice"),
    ("tanager_blue", "cosmetic", ("11950=L988",), {"diagnoses": "L988"}, "cosmetic"),
    ("bramble_health", "excluded", ("11200=L918",), {"diagnoses": "L918 L299"}, "excluded_service"),
    ("tanager_blue", "no authorization", ("J2357:JZ*30=L501",), {"diagnoses": "L501"}, "authorization"),
    ("tanager_blue", "a number", ("J2357:JZ*30=L501",), {"diagnoses": "L501", "authorization": "X"}, "contract"),
    ("marshlight_medicare", "retired", ("99441",), {}, "retired_code"),
    ("marshlight_medicare", "hospital bed", ("99213",), {"place": "21"}, "place"),
    ("irongate_work_cover", "no accident", ("99213",), {}, "accident_details"),
    ("marshlight_medicare", "26 and TC", ("88305:26:TC=D225",), {"diagnoses": "D225"}, "professional_only"),
    ("marshlight_medicare", "G2211 with 25", ("99213:25", "G2211", "17000=L570"), {}, "complexity_add_on"),
    ("marshlight_medicare", "telehealth", ("98005",), {}, "telehealth"),
    ("marshlight_medicare", "supply", ("99213", "A4550"), {}, "supply"),
    ("marshlight_medicare", "twice on a claim", ("17262=C44619", "17262=C44619"), {"diagnoses": "C44619"}, "duplicate"),
    ("marshlight_medicare", "twice with 76", ("17262=C44619", "17262:76=C44619"), {"diagnoses": "C44619"}, "contract"),
    ("goldfinch_advantage", "punch and shave", ("11104=D492", "11103=D492"), {"diagnoses": "D492"}, "two_kinds_of_biopsy"),
]  # fmt: skip


@pytest.mark.parametrize(("payer", "what", "services", "facts", "rule"), CASES)
def test_an_edit_strikes_what_it_is_there_for(
    desk: Desks, payer: str, what: str, services: tuple[str, ...], facts: dict[str, Any], rule: str
) -> None:
    decision = desk(payer).bill(*services, **facts)
    rules = {line.rule for line in decision.lines}
    assert rule in rules if rule != "contract" else rules == {"contract"}


def test_history_is_remembered(desk: Desks) -> None:
    office = desk("marshlight_medicare")
    office.met()
    assert office.bill("17000=L570", diagnoses="L570").paid > 0
    again = office.bill("17000=L570", diagnoses="L570", after_days=40)
    assert [line.outcome for line in again.lines] == ["duplicate"]
    assert again.lines[0].adjustments == (("OA", "18", 50_000),)
    within = office.bill("99213", day=date(2025, 5, 16), diagnoses="L570")
    assert within.lines[0].rule == "global_visit"
    assert office.bill("99213:24", day=date(2025, 5, 16), diagnoses="L400").lines[0].rule == "contract"
    assert office.bill("99213", day=date(2025, 5, 17), diagnoses="L570").lines[0].rule == "contract"
    assert office.bill("99203", day=date(2025, 9, 1)).lines[0].rule == "new_patient"


def test_a_global_period_ends_ten_days_after_the_day_of_surgery(desk: Desks) -> None:
    for day, rule in ((date(2025, 5, 16), "global_visit"), (date(2025, 5, 17), "contract")):
        office = desk("ferndale_medicaid")
        office.bill("17110=B078", diagnoses="B078", day=date(2025, 5, 6))
        assert office.bill("99213=B078", diagnoses="B078", day=day).lines[0].rule == rule


def test_one_seventeen_thousand_four_in_sixty_days(desk: Desks) -> None:
    office = desk("goldfinch_advantage")
    assert office.bill("17004=L570", diagnoses="L570").lines[0].rule == "contract"
    early = office.bill("17004:79=L570", diagnoses="L570", day=date(2025, 7, 1))
    assert early.lines[0].rule == "own_frequency"
    assert office.bill("17004=L570", diagnoses="L570", day=date(2025, 7, 10)).lines[0].rule == "contract"


def test_units_above_the_limit_are_cut_by_commercial_payers(desk: Desks) -> None:
    decision = desk("tanager_blue").bill("17000=L570", "17003*20=L570", diagnoses="L570")
    line = decision.lines[1]
    assert (line.rule, line.units_paid, line.cause) == ("units", 13, "frequency_mue")
    assert any((group, carc) == ("CO", "151") for group, carc, _ in line.adjustments)


def test_medicare_returns_what_it_cannot_process(desk: Desks) -> None:
    decision = desk("marshlight_medicare").bill("99213", member="MEMBER9")
    assert decision.lines[0].outcome == "unprocessable"
    assert "MA130" in decision.remarks


def test_edits_are_declared_well() -> None:
    found = all_edits()
    assert len({edit.name for edit in found}) == len(found)
    kinds = {payer.kind for payer in PAYERS.values()}
    causes = {
        "eligibility_registration", "prior_authorisation", "medical_necessity", "coding_edit", "bundling_ncci",
        "modifier", "global_period", "frequency_mue", "cosmetic_noncovered", "duplicate", "timely_filing",
        "documentation_request", "cob", "enrolment_credentialing", "contractual", "patient_responsibility", "other",
    }  # fmt: skip
    for edit in found:
        assert edit.source, edit.name
        assert edit.cause in causes | {""}, edit.name
        assert set(edit.payers) <= kinds | set(PAYERS) | {"*"}, edit.name
        assert bool(edit.why_outside) == edit.outside, edit.name


def test_a_quarter_of_the_edits_is_in_no_public_source() -> None:
    found = all_edits()
    assert sum(edit.outside for edit in found) * 4 >= len(found)


def test_every_reason_can_be_said() -> None:
    keys = {row["key"] for row in rows("says")}
    for path in sorted(Path(edits.__path__[0]).glob("[a-z]*.py")):
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r'says(?:=|", )"(\w+)"', text)) | set(re.findall(r'\(\("(\w+)", "\w+"\), \d+\)', text))
        assert named <= keys, path.stem
        assert named or path.stem in keys, path.stem


@pytest.mark.parametrize("remark", ["N781", "N782"])
def test_a_qualified_beneficiary_is_not_to_be_billed(desk: Desks, remark: str) -> None:
    office = desk("marshlight_medicare")
    office.memory.elsewhere["marshlight_medicare", 2025] = 0
    office.book = PatientBook(msgspec.structs.replace(office.patient, is_qmb=True))
    decision = office.bill("17311=C44329", diagnoses="C44329", charge=200_000)
    assert remark in decision.lines[0].remarks
