from datetime import date
from pathlib import Path

import pytest

from cleanskin.denial.outcomes import outcomes
from cleanskin.insight.facts import Facts, build_facts
from cleanskin.insight.kpis import compute, find_kpi
from cleanskin.remit.match import match
from cleanskin.x12.bulk.read import read_paths

from .mini import Files

AS_OF = date(2025, 12, 31)


class Case:
    """Files of a case, read through to facts once asked."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        if self._facts is None:
            source = read_paths(self.files.paths)
            matching = match(source)
            self.denials = outcomes(source, matching.claim_matches)
            self._facts = build_facts(source, matching, self.denials, as_of=AS_OF)
        return self._facts

    def kpi(self, name: str) -> tuple[float | None, float | None, float | None]:
        """Return numerator, denominator, value."""
        row = compute(find_kpi(name)[0], self.facts).row(0, named=True)
        return row["numerator"], row["denominator"], row["value"]

    def claim(self, position: int = 0) -> dict[str, object]:
        return self.facts.claim_facts.sort("date_submitted", "root_claim_id").row(position, named=True)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)
