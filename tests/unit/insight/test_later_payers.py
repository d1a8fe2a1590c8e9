"""Where a line stands after later payers and corrections: files written out by hand, figures reckoned by hand."""

import importlib.util
from pathlib import Path

import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import build_facts
from cleanskin.remit.match import match
from cleanskin.x12.bulk.read import read_paths

_SPEC = importlib.util.spec_from_file_location("mini", Path(__file__).parents[2] / "golden" / "kpis" / "mini.py")
assert _SPEC is not None
assert _SPEC.loader is not None
mini = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(mini)

DAY = "20250303"
MEDICAID = ("STATE MEDICAID", "SM001")


@pytest.fixture
def files(tmp_path):
    return mini.Files(tmp_path)


def fact(files) -> dict:
    """The facts of the only claim."""
    source = read_paths(files.paths)
    matching = match(source)
    facts = build_facts(source, matching, outcomes(source, matching.claim_matches))
    (row,) = facts.claim_facts.to_dicts()
    return row


def visit(files, *, paid: str, patient: str, adjustments: tuple[str, ...], status: str = "1") -> None:
    """A visit of 100 dollars and the first payer's answer."""
    files.claim("V1", sent="20250304", served=DAY, lines=[("99213", "100")])
    files.remit(
        paid_on="20250320", total=paid,
        claims=[*mini.clp("V1", status, "100", paid, patient, "N1"), *mini.svc("99213", "100", paid, DAY, *adjustments)],
    )  # fmt: skip


def second(files, *adjustments: str, paid: str = "0", patient: str = "0") -> None:
    """The second payer's answer."""
    files.remit(
        paid_on="20250410", total=paid, payer=MEDICAID,
        claims=[*mini.clp("V1", "2", "100", paid, patient, "M1"), *mini.svc("99213", "100", paid, DAY, *adjustments)],
    )  # fmt: skip


def test_a_second_payer_that_writes_the_share_off_leaves_the_patient_nothing(files):
    visit(files, paid="60", patient="20", adjustments=("CO*45*20", "PR*2*20"))
    second(files, "OA*23*80", "CO*45*20")
    row = fact(files)
    assert (row["amount_paid"], row["amount_patient"], row["amount_denied_now"]) == (6000, 0, 0)


def test_what_the_first_payer_refused_stays_refused_when_the_second_only_says_so(files):
    visit(files, paid="0", patient="0", adjustments=("CO*97*100",), status="4")
    second(files, "OA*23*100")
    row = fact(files)
    assert (row["amount_patient"], row["amount_denied_now"]) == (0, 10000)


def test_a_second_payers_decision_taken_back_gives_the_share_back_to_the_patient(files):
    visit(files, paid="60", patient="20", adjustments=("CO*45*20", "PR*2*20"))
    second(files, "OA*23*80", paid="20")
    files.remit(
        paid_on="20250501", total="0", payer=MEDICAID, plb="FB:M1*-20",
        claims=[*mini.clp("V1", "22", "-100", "-20", "0", "M1"), *mini.svc("99213", "-100", "-20", DAY, "OA*23*-80")],
    )  # fmt: skip
    row = fact(files)
    assert (row["amount_paid"], row["amount_patient"]) == (6000, 2000)


def test_a_correction_that_calls_the_line_a_duplicate_leaves_nothing_of_it(files):
    visit(files, paid="60", patient="20", adjustments=("CO*45*20", "PR*3*20"))
    files.remit(
        paid_on="20250501", total="0", plb="FB:N1*-60",
        claims=[
            *mini.clp("V1", "22", "-100", "-60", "0", "N1"),
            *mini.svc("99213", "-100", "-60", DAY, "CO*45*-20", "PR*3*-20"),
            *mini.clp("V1", "4", "100", "0", "0", "N2"),
            *mini.svc("99213", "100", "0", DAY, "OA*18*100"),
        ],
    )  # fmt: skip
    row = fact(files)
    assert (row["amount_paid"], row["amount_patient"]) == (0, 0)


def test_a_line_that_the_correction_leaves_out_stands_at_nothing(files):
    files.claim("V1", sent="20250304", served=DAY, lines=[("99213", "100"), ("11102", "200")])
    files.remit(
        paid_on="20250320", total="0",
        claims=[
            *mini.clp("V1", "1", "300", "0", "250", "N1"),
            *mini.svc("99213", "100", "0", DAY, "CO*45*20", "PR*1*80"),
            *mini.svc("11102", "200", "0", DAY, "CO*45*30", "PR*1*170"),
        ],
    )  # fmt: skip
    files.claim("V1", sent="20250401", served=DAY, lines=[("99213", "100")], frequency="7", replaces="N1")
    files.remit(
        paid_on="20250501", total="0",
        claims=[
            *mini.clp("V1", "22", "-300", "0", "0", "N1"),
            *mini.svc("99213", "-100", "0", DAY, "CO*45*-20", "PR*1*-80"),
            *mini.svc("11102", "-200", "0", DAY, "CO*45*-30", "PR*1*-170"),
            *mini.clp("V1", "1", "100", "0", "80", "N2"),
            *mini.svc("99213", "100", "0", DAY, "CO*45*20", "PR*1*80"),
        ],
    )  # fmt: skip
    assert fact(files)["amount_patient"] == 8000
