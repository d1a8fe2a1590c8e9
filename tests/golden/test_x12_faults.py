"""Every fault class has a file that has it: what must be found, and where, is stated beside it.

`<fault>.json` gives the findings as (id, segment number, element), written by the author of the fault from its place
in the file; figures must be right in spite of the fault.
"""

import json
from pathlib import Path

import pytest

from cleanskin.x12.read import read_file

FOLDER = Path(__file__).parent / "x12"
FIXTURES = sorted(FOLDER.glob("*.edi"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fault_is_found_at_its_place_and_nothing_else_is(path):
    expected = json.loads(path.with_suffix(".json").read_text())
    readings = list(read_file(path.read_bytes(), name=path.name))
    found = sorted(
        ([f.id, f.where.segment, f.where.element] for reading in readings for f in reading.findings), key=str
    )
    assert found == sorted(expected["findings"], key=str)
    assert sum(reading.transaction is not None for reading in readings) == expected["transactions"]
    if "claims" in expected:
        assert sum(reading.figures.claims for reading in readings) == expected["claims"]
        assert sum(reading.figures.total_charge for reading in readings) == expected["total_charge_cents"]
        assert sum(reading.figures.total_paid for reading in readings) == expected["total_paid_cents"]


def test_there_are_fixtures():
    assert len(FIXTURES) > 80
