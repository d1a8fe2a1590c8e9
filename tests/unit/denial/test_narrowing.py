"""Causes read from the claims where the codes name none: files written out by hand."""

import importlib.util
from datetime import date, timedelta
from pathlib import Path

import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.remit.match import match
from cleanskin.x12.bulk.read import read_paths

_SPEC = importlib.util.spec_from_file_location("mini", Path(__file__).parents[2] / "golden" / "kpis" / "mini.py")
assert _SPEC is not None
assert _SPEC.loader is not None
mini = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(mini)

SERVED = date(2025, 3, 3)
SILENT = ("CO*16*100",)


class Practice:
    """Claims of one line of 100 dollars, each for a patient of its own unless one is named, and their answers."""

    def __init__(self, folder: Path) -> None:
        self.files = mini.Files(folder)
        self.count = 0

    def visit(
        self, *adjustments: str, after: int = 1, code: str = "99213", paid: str = "0", patient: str = "",
        number: str = "", remarks: tuple[str, ...] = (),
    ) -> str:  # fmt: skip
        """Send a claim so many days after the service and have it answered; return its number."""
        self.count += 1
        name = number or f"V{self.count}"
        who = patient or "PATIENT" + "".join(chr(65 + int(digit)) for digit in str(self.count))
        sent = SERVED + timedelta(days=after)
        answered = sent + timedelta(days=14 + self.count)
        served = f"{SERVED:%Y%m%d}"
        if not any(path.name.endswith(f"claim_{name}.x12") for path in self.files.paths) or number:
            self.files.claim(name, sent=f"{sent:%Y%m%d}", served=served, lines=[(code, "100")], patient=who)
        self.files.remit(
            paid_on=f"{answered:%Y%m%d}", total=paid,
            claims=[
                *mini.clp(name, "1" if paid != "0" else "4", "100", paid, "0", f"N{self.count}", patient_name=who),
                *mini.svc(code, "100", paid, served, *adjustments, remarks=remarks),
            ],
        )  # fmt: skip
        return name

    def found(self) -> dict[str, tuple]:
        """Outcome, category and basis of the line of each answer, by the payer's number."""
        source = read_paths(self.files.paths)
        lines = outcomes(source, match(source).claim_matches).line_outcomes
        claims = source.frame("remit_claims", ["remit_claim_id", "payer_control_number"])
        rows = lines.join(claims, on="remit_claim_id")
        return {
            row["payer_control_number"]: (row["outcome"], row["category"], row["cause_basis"])
            for row in rows.iter_rows(named=True)
        }


@pytest.fixture
def practice(tmp_path):
    return Practice(tmp_path)


def test_codes_that_tell_are_believed(practice):
    practice.visit("CO*97*100", remarks=("M15",))
    assert practice.found()["N1"] == ("denied", "bundling_ncci", "codes")


def test_nothing_is_named_without_a_reason(practice):
    practice.visit(*SILENT)
    practice.visit(*SILENT, remarks=("MA130",))
    found = practice.found()
    assert found["N1"] == ("denied", "undetermined", None)
    assert found["N2"] == ("unprocessable", "undetermined", None)


def test_as_late_as_claims_refused_for_filing(practice):
    for after in (95, 100, 110, 120):
        practice.visit("CO*29*100", after=after)
    practice.visit("CO*45*20", paid="80", after=60)
    practice.visit(*SILENT, after=105)
    practice.visit(*SILENT, after=70)
    found = practice.found()
    assert found["N6"] == ("denied", "timely_filing", "filed_late")
    assert found["N7"][1] == "undetermined"


def test_a_payer_that_settles_late_claims_keeps_no_limit(practice):
    practice.visit("CO*29*100", after=95)
    practice.visit("CO*45*20", paid="80", after=120)
    practice.visit(*SILENT, after=105)
    assert practice.found()["N3"][1] == "undetermined"


def test_what_was_paid_and_comes_again_is_a_duplicate(practice):
    practice.visit("CO*45*20", paid="80", number="V1", patient="ALPHA")
    practice.visit(*SILENT, number="V1", patient="ALPHA", after=30)
    assert practice.found()["N2"] == ("duplicate", "duplicate", "paid_before")


def test_one_code_that_this_payer_refuses_for_one_cause(practice):
    for _ in range(5):
        practice.visit("CO*50*100", code="17110", remarks=("N115",))
    practice.visit(*SILENT, code="17110")
    practice.visit(*SILENT, code="11200")
    found = practice.found()
    assert found["N6"] == ("denied", "medical_necessity", "as_others")
    assert found["N7"][1] == "undetermined"


def test_a_new_patient_code_for_a_patient_seen_before(practice):
    practice.visit("CO*45*20", paid="80", patient="ALPHA")
    practice.files.claim("W1", sent="20250502", served="20250501", lines=[("99203", "100")], patient="ALPHA")
    practice.files.remit(
        paid_on="20250520", total="0",
        claims=[
            *mini.clp("W1", "4", "100", "0", "0", "N9", patient_name="ALPHA"),
            *mini.svc("99203", "100", "0", "20250501", *SILENT),
        ],
    )  # fmt: skip
    assert practice.found()["N9"] == ("denied", "coding_edit", "seen_before")


def test_claims_carry_what_their_lines_were_found_to_be(practice):
    for after in (95, 100, 110, 120):
        practice.visit("CO*29*100", after=after)
    practice.visit(*SILENT, after=105)
    source = read_paths(practice.files.paths)
    claims = outcomes(source, match(source).claim_matches).claim_outcomes
    assert claims["category"].to_list() == ["timely_filing"] * 5
    assert set(outcomes(source).line_outcomes["category"]) == {"timely_filing", "undetermined"}
