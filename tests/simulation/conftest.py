"""A simulated world and a reading of its files that shares nothing with the project: plain splitting of text."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import WorldSummary, write_world

SEED = 11
CLAIMS = 3000
START = date(2025, 1, 1)


class Transaction(NamedTuple):
    """One ST to SE: segments as lists of elements, and the file's usage code."""

    path: Path
    usage: str
    segments: list[list[str]]


class Sample(NamedTuple):
    """One world on disk with everything read."""

    folder: Path
    summary: WorldSummary
    truth: list[dict[str, Any]]
    claims: list[Transaction]
    remits: list[Transaction]
    acks: list[Transaction]


def transactions(folder: Path) -> Iterator[Transaction]:
    """Read every file below a folder."""
    for path in sorted(folder.glob("*.x12")):
        segments = [part.strip("\n").split("*") for part in path.read_text("ascii").split("~") if part.strip()]
        if segments[1][0] == "TA1":
            continue
        usage = segments[0][15]
        assert segments[0][0] == "ISA"
        assert segments[-1][0] == "IEA"
        assert segments[-1][2] == segments[0][13]
        inside: list[list[str]] = []
        for segment in segments[2:-2]:
            inside.append(segment)
            if segment[0] == "SE":
                yield Transaction(path, usage, inside)
                inside = []
        assert not inside


def told(folder: Path) -> list[dict[str, Any]]:
    """Read the truth of a world's claims."""
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The default world, small, no file damaged."""
    folder = tmp_path_factory.mktemp("world")
    summary = write_world(folder, of_size(damaged=False, seed=SEED, claims=CLAIMS, start=START, notes=False))
    return Sample(
        folder,
        summary,
        told(folder),
        list(transactions(folder / "claims")),
        list(transactions(folder / "remits")),
        list(transactions(folder / "acks")),
    )
