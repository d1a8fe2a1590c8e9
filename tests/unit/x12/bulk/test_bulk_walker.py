"""Bulk reading gives what the walker gives, on generated files."""

from datetime import date
from pathlib import Path

import pytest

from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.read import read_bytes, read_paths


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, of_size(seed=5, claims=150, months=1, providers=3, start=date(2025, 3, 1)))
    return folder


@pytest.mark.parametrize("kind", ["claims", "remits"])
def test_generated_files(sample: Path, walked, slow, kind: str) -> None:
    files = sorted(path for path in (sample / kind).rglob("*") if path.is_file())
    assert len(files) >= 10
    for file in files:
        data = file.read_bytes()
        ours = read_bytes(data, file.name)
        assert walked.differences(ours, walked.walked_rows(data)) == [], file.name
        assert slow.differences(ours, slow.slow_frames(data)) == [], file.name


def test_many_files_read_together(sample: Path, slow) -> None:
    # the same bytes twice are read once
    files = list({path.read_bytes(): path for path in sorted(sample.rglob("*.x12"))}.values())
    assert len(files) >= 20
    assert slow.differences(read_paths(files), slow.slow_frames(*(file.read_bytes() for file in files))) == []
