"""Independent programs find nothing wrong with the generated files.

pyx12 validates against its own copy of the guides; its list of remark codes ends years ago, so codes in use that are
newer than its list would be excepted here, each by name.  oxedi reads 835s and reports what it cannot make sense of.
"""

import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import oxedi
import pytest
import pyx12.x12n_document
from pyx12.params import params

from cleanskin.sim.sample import SampleOptions, write_sample

pytestmark = pytest.mark.judge

NEWER_THAN_PYX12: frozenset[str] = frozenset()
"""Remark codes that the generator uses and pyx12's list does not know yet: none today."""

BUSY = SampleOptions(
    split_claim_share=0.1, changed_code_share=0.1, dropped_modifier_share=0.1, split_line_share=0.2, pend_share=0.05,
    takeback_share=0.1, void_share=0.05, duplicate_claim_share=0.05, capitated_share=0.2, denial_scale=2.0,
    referred_share=0.5, rejection_share=0.1,
)  # fmt: skip
"""Everything rare made common, so that a few files hold all of it."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("busy")
    write_sample(folder, seed=3, claims=330, months=4, start=date(2025, 1, 1), options=BUSY)
    return folder


def _complaints(found: Any, where: str = "") -> Iterator[str]:
    """Walk pyx12's report and yield each error with its segment."""
    if isinstance(found, dict):
        where = found.get("seg_id", where)
        for key, value in found.items():
            if key == "errors":
                yield from (f"{where} {error.get('err_cde')} {error.get('err_str')}" for error in value)
            else:
                yield from _complaints(value, where)
    elif isinstance(found, list):
        for item in found:
            yield from _complaints(item, where)


def _pyx12(path: Path) -> list[str]:
    report = io.StringIO()
    fine = pyx12.x12n_document.x12n_document(params(), str(path), None, None, None, report)
    complaints = [] if fine else list(_complaints(json.loads(report.getvalue())))
    if not fine and not complaints:
        complaints = ["refused without a reason"]
    return [c for c in complaints if not any(f"({code})" in c for code in NEWER_THAN_PYX12)]


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
        ("remits/*auto*.x12", 1),
        ("acks/*.x12", 1),
    ],
)
def test_pyx12_finds_no_error(busy, pattern, count):
    paths = _largest(busy, pattern, count)
    assert len(paths) == count
    assert {path.name: _pyx12(path) for path in paths} == {path.name: [] for path in paths}


def test_pyx12_does_complain_about_a_broken_file(busy, tmp_path):
    path = _largest(busy, "claims/837P_2*.x12", 1)[0]
    broken = tmp_path / "broken.x12"
    broken.write_text(path.read_text("ascii").replace("HI*ABK:", "HI*XXX:", 1))
    assert _pyx12(broken)


def test_oxedi_has_no_diagnostics_on_835s(busy):
    paths = sorted((busy / "remits").glob("*.x12"))
    found = Counter(
        f"{path.name}: {diagnostic}" for path in paths for diagnostic in oxedi.parse(path.read_bytes()).diagnostics
    )
    assert len(paths) > 80
    assert not found


def test_single_files_of_many_transactions_pass_both(tmp_path):
    options = SampleOptions(one_file=True, claims_per_transaction=3, line_breaks=False)
    write_sample(tmp_path, seed=4, claims=16, months=1, start=date(2025, 3, 1), options=options)
    claims, remits = tmp_path / "claims/claims.x12", tmp_path / "remits/remits.x12"
    assert claims.read_text("ascii").count("~ST*") > 8
    assert _pyx12(claims) == []
    assert _pyx12(remits) == []
    assert list(oxedi.parse(remits.read_bytes()).diagnostics) == []


@pytest.mark.long
def test_pyx12_finds_no_error_in_any_file(busy):
    for folder in ("claims", "remits", "acks"):
        paths = sorted((busy / folder).glob("*.x12"))
        assert paths
        assert {path.name: found for path in paths if (found := _pyx12(path))} == {}
