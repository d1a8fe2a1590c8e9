"""An independent program finds no fault in the claims of careless staff: wrong as they are, they are well-formed."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pyx12.x12n_document
from pyx12.params import params

from cleanskin.sim.engine.write import write_world
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.staff import ERRORS

pytestmark = pytest.mark.judge


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


def test_claims_of_careless_staff_are_well_formed(tmp_path: Path) -> None:
    configuration = Configuration(
        seed=3, providers=2, patients=tuple(range(170)), bundle="one", errors=dict.fromkeys(ERRORS, 1_500)
    )
    summary = write_world(tmp_path / "world", configuration)
    assert summary.claims > 80
    written = sorted((tmp_path / "world" / "claims").glob("*.x12"))
    assert written
    for path in written:
        report = io.StringIO()
        fine = pyx12.x12n_document.x12n_document(params(), str(path), None, None, None, report)
        assert fine, list(_complaints(json.loads(report.getvalue())))[:10]
        text = path.read_text()
        assert "*P*" in text
        assert ":7*Y" in text
        assert "SBR*S*" in text
