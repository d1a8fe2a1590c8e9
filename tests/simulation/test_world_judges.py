"""Independent programs find nothing wrong with the generated files.

pyx12 validates against its own copy of the guides; oxedi reads 835s and reports what it cannot make sense of.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import oxedi
import pytest
from tests.pyx12_judge import ask_pyx12

from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.payer import PAYERS

pytestmark = pytest.mark.judge

PAYER = {
    "pend_parts": 500, "takeback_parts": 1_000, "changed_code_parts": 1_000, "dropped_modifier_parts": 1_000,
    "split_line_parts": 2_000, "split_claim_parts": 1_000, "error_parts": 800, "unechoed_parts": 300,
}  # fmt: skip
BUSY: dict[str, Any] = {
    "payers": dict.fromkeys(PAYERS, PAYER),
    "errors": {
        "duplicate_sent": 500, "missing_25": 5_000, "wrong_member_id": 1_000, "authorization_missing": 2_000,
        "wrong_units": 1_000,
    },
}  # fmt: skip
"""Everything rare made common, so that a few files hold all of it."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("busy")
    write_world(folder, of_size(damaged=False, seed=3, claims=500, months=4, notes=False, **BUSY))
    return folder


def _largest(folder: Path, pattern: str, count: int) -> list[Path]:
    return sorted(folder.glob(pattern), key=lambda path: (-path.stat().st_size, path.name))[:count]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        ("claims/837P_2*.x12", 2),
        ("claims/837P_test*.x12", 1),
        ("claims/837P_encounters*.x12", 1),
        ("remits/*medicare*.x12", 1),
        ("remits/*tanager*.x12", 1),
        ("remits/*exchange*.x12", 1),
        ("remits/*supplement*.x12", 1),
        ("remits/*goldfinch*.x12", 1),
        ("remits/*medicaid*.x12", 1),
        ("acks/277CA*.x12", 1),
        ("acks/999*.x12", 1),
    ],
)
def test_pyx12_finds_no_error(busy, pattern, count):
    paths = _largest(busy, pattern, count)
    assert len(paths) == count
    assert {path.name: ask_pyx12(path) for path in paths} == {path.name: [] for path in paths}


def test_pyx12_does_complain_about_a_broken_file(busy, tmp_path):
    path = _largest(busy, "claims/837P_2*.x12", 1)[0]
    broken = tmp_path / "broken.x12"
    broken.write_text(path.read_text("ascii").replace("HI*ABK:", "HI*XXX:", 1))
    assert ask_pyx12(broken)


def test_what_is_judged_holds_the_rare_things(busy):
    text = "".join(path.read_text() for path in sorted((busy / "remits").glob("*.x12")))
    for mark in (
        "PLB*",
        "*FB:",
        "*WO:",
        "CLP*0*",
        "CAS*OA*23*",
        "CAS*OA*133*",
        "MA130",
        "*NON*",
        "CAS*CO*45*",
        "**253*",
    ):
        assert mark in text, mark
    assert re.search(r"CLP\*[^*]*\*22\*", text), "reversals"
    assert re.search(r"CLP\*[^*]*\*2\*", text), "second payers"
    claims = "".join(path.read_text() for path in sorted((busy / "claims").glob("*.x12")))
    for mark in ("SBR*S*", "PAT*", ":7*Y", "AMT*D*", "SVD*", "REF*G1*", "CTP*"):
        assert mark in claims, mark


def test_oxedi_has_no_diagnostics_on_835s(busy):
    paths = sorted((busy / "remits").glob("*.x12"))
    found = Counter(
        f"{path.name}: {diagnostic}" for path in paths for diagnostic in oxedi.parse(path.read_bytes()).diagnostics
    )
    assert len(paths) > 80
    assert not found


def test_single_files_of_many_transactions_pass_both(tmp_path):
    write_world(
        tmp_path / "w",
        of_size(
            damaged=False, seed=4, claims=24, months=1, start=date(2025, 3, 1), bundle="one", claims_per_transaction=3,
            line_breaks=False, notes=False,
        ),
    )  # fmt: skip
    (claims,) = (tmp_path / "w" / "claims").glob("*.x12")
    (remits,) = (tmp_path / "w" / "remits").glob("*.x12")
    assert claims.read_text("ascii").count("~ST*") > 5
    assert ask_pyx12(claims) == []
    assert ask_pyx12(remits) == []
    assert list(oxedi.parse(remits.read_bytes()).diagnostics) == []


@pytest.mark.long
def test_pyx12_finds_no_error_in_any_file(busy):
    for folder in ("claims", "remits", "acks"):
        paths = [path for path in sorted((busy / folder).glob("*.x12")) if "TA1" not in path.name]
        assert paths
        assert {path.name: found for path in paths if (found := ask_pyx12(path))} == {}
