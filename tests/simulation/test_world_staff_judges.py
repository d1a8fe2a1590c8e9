"""An independent program finds no fault in the claims of careless staff: wrong as they are, they are well-formed."""

from pathlib import Path

import pytest
from tests.pyx12_judge import ask_pyx12

from cleanskin.sim.engine.write import write_world
from cleanskin.sim.nouns.configuration import Configuration
from cleanskin.sim.staff import ERRORS

pytestmark = pytest.mark.judge


def test_claims_of_careless_staff_are_well_formed(tmp_path: Path) -> None:
    configuration = Configuration(
        seed=3, providers=2, patients=tuple(range(170)), bundle="one", errors=dict.fromkeys(ERRORS, 1_500)
    )
    summary = write_world(tmp_path / "world", configuration)
    assert summary.claims > 80
    written = sorted((tmp_path / "world" / "claims").glob("*.x12"))
    assert written
    for path in written:
        assert ask_pyx12(path) == []
        text = path.read_text()
        assert "*P*" in text
        assert ":7*Y" in text
        assert "SBR*S*" in text
