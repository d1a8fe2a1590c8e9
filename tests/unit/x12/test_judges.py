"""Independent programs find nothing wrong with files made of records that use every loop.

pyx12 validates against its own copy of the guides.  Its list of remark codes ends years ago: a code newer than that
list would be excepted in `NEWER_THAN_PYX12`, each by name.  `EXCEPTED` lists what pyx12 itself reads wrongly; an
exception that no longer occurs fails the test.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import oxedi
import pytest
import pyx12.x12n_document
from pyx12.params import params

from cleanskin.x12.write import write_remittances, write_submissions

pytestmark = pytest.mark.judge

NEWER_THAN_PYX12: frozenset[str] = frozenset()

EXCEPTED = {
    # loop 2400 has two PWK; pyx12 takes the equipment certificate (CT with AB, AD, AF, AG or NS) for the other one
    "PWK 7 (AD) is not a valid code for Attachment Transmission Code (PWK02)",
    # PLB may repeat; pyx12 allows the loop it puts it into only once
    "PLB 4 Loop FOOTER exceeded max count.  Found 2, should have 1",
}


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


def ask_pyx12(data: bytes, folder: Path) -> list[str]:
    path = folder / "judged.x12"
    path.write_bytes(data)
    report = io.StringIO()
    fine = pyx12.x12n_document.x12n_document(params(), str(path), None, None, None, report)
    complaints = [] if fine else list(_complaints(json.loads(report.getvalue())))
    if not fine and not complaints:
        complaints = ["refused without a reason"]
    return [c for c in complaints if not any(f"({code})" in c for code in NEWER_THAN_PYX12)]


def test_pyx12_finds_no_error_in_rich_claims(rich_submission, envelope, tmp_path):
    written = write_submissions([rich_submission, rich_submission], envelope)
    assert set(ask_pyx12(written.data, tmp_path)) == {one for one in EXCEPTED if one.startswith("PWK")}


def test_pyx12_finds_no_error_in_plain_claims(plain_submission, envelope, tmp_path):
    written = write_submissions([plain_submission], envelope)
    assert ask_pyx12(written.data, tmp_path) == []


def test_pyx12_finds_no_error_in_rich_remittances(rich_remittance, envelope, tmp_path):
    written = write_remittances([rich_remittance, rich_remittance], envelope)
    assert set(ask_pyx12(written.data, tmp_path)) == {one for one in EXCEPTED if one.startswith("PLB")}


def test_oxedi_has_no_diagnostics_on_rich_remittances(rich_remittance, envelope):
    written = write_remittances([rich_remittance, rich_remittance], envelope)
    assert list(oxedi.parse(written.data).diagnostics) == []


def test_pyx12_does_complain_about_a_broken_file(rich_submission, envelope, tmp_path):
    written = write_submissions([rich_submission], envelope)
    assert ask_pyx12(written.data.replace(b"HI*ABK:", b"HI*XXX:", 1), tmp_path)


def test_oxedi_does_complain_about_an_unbalanced_remittance(rich_remittance, envelope):
    written = write_remittances([rich_remittance], envelope)
    assert list(oxedi.parse(written.data.replace(b"BPR*I*127.5*", b"BPR*I*127.6*")).diagnostics)
