"""Same configuration, same bytes: in any number of processes, under another hash seed, and for a patient alone."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cleanskin.sim.engine.refusals import ImpossibleWorld
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.nouns.configuration import Configuration

SMALL = Configuration(seed=5, providers=1, months=3, visits_per_provider=1_600)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _told(folder: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small world of two blocks of patients."""
    folder = tmp_path_factory.mktemp("small") / "world"
    write_world(folder, SMALL)
    return folder


def test_two_processes_write_the_same_bytes_as_one(world, tmp_path):
    write_world(tmp_path / "b", SMALL, processes=2)
    assert _digest(world) == _digest(tmp_path / "b")


def test_another_process_with_another_hash_seed_writes_the_same_bytes(world, tmp_path):
    program = (
        "from pathlib import Path; import sys, msgspec\n"
        "from cleanskin.sim.engine.write import write_world\n"
        "from cleanskin.sim.nouns.configuration import Configuration\n"
        "write_world(Path(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Configuration))\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", program, str(tmp_path / "b"), msgspec.json.encode(SMALL).decode()]
    subprocess.run(command, check=True, env=environment)
    assert _digest(world) == _digest(tmp_path / "b")


def test_a_patient_alone_lives_as_among_the_others(world, tmp_path):
    """The truth of patients replayed is theirs of the whole world, and their claims in the files are the same."""
    claims = _told(world, "truth.jsonl")
    busiest = sorted({claim["patient"] for claim in claims}, key=lambda n: -sum(c["patient"] == n for c in claims))[:3]
    alone = tuple(sorted(busiest))
    write_world(tmp_path / "b", msgspec.structs.replace(SMALL, patients=alone))
    for name in ("truth.jsonl", "visits.jsonl"):
        whole = [one for one in _told(world, name) if one["patient"] in alone]
        assert len(whole) > 3
        assert _told(tmp_path / "b", name) == whole
    assert _claims(tmp_path / "b") <= _claims(world)
    assert _claims(tmp_path / "b")


def _claims(folder: Path) -> set[str]:
    """CLM to the next HL of every claim, as text."""
    found = set()
    for path in (folder / "claims").glob("*.x12"):
        for part in path.read_text().split("\nCLM*")[1:]:
            found.add(part.split("\nHL*")[0].split("\nSE*")[0])
    return found


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 6},
        {"providers": 2},
        {"control_numbers": "per_account"},
        {"as_of": date(2025, 3, 1)},
        {"errors": {"missing_25": 9_000}},
    ],
)
def test_other_choices_give_other_bytes(world, tmp_path, other):
    write_world(tmp_path / "b", msgspec.structs.replace(SMALL, **other))
    assert _digest(world) != _digest(tmp_path / "b")


@pytest.mark.parametrize("wrong", [{"months": 0}, {"providers": 0}, {"visits_per_provider": 0}])
def test_a_world_of_nothing_is_refused(tmp_path, wrong):
    with pytest.raises(ImpossibleWorld, match="must be 1 to"):
        write_world(tmp_path / "b", msgspec.structs.replace(SMALL, **wrong))
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(("months", "visits", "providers"), [(1, 12, 1), (2, 200, 3), (25, 10, 12)])
def test_any_size_can_be_made(tmp_path, months, visits, providers):
    summary = write_world(
        tmp_path / "b",
        Configuration(
            seed=2, months=months, visits_per_provider=visits, providers=providers, start=date(2024, 11, 1), notes=False
        ),
    )
    assert sum(summary.tables.get("states", {}).values()) == summary.claims


def test_a_second_world_in_the_same_folder_is_refused(world):
    before = _digest(world)
    with pytest.raises(FileExistsError, match="not an empty folder"):
        write_world(world, SMALL)
    assert _digest(world) == before


def test_bundles_by_month_hold_the_same_transactions(world, tmp_path):
    """File by file or in bundles: the same claims and answers."""
    write_world(tmp_path / "month", msgspec.structs.replace(SMALL, bundle="month"))
    assert _claims(world) == _claims(tmp_path / "month")
    days = len(list((world / "claims").rglob("*.x12")))
    assert len(list((tmp_path / "month" / "claims").rglob("*.x12"))) < days / 2


@pytest.mark.long
def test_memory_does_not_grow_with_the_number_of_claims(tmp_path):
    program = (
        "from pathlib import Path; import resource, sys\n"
        "from cleanskin.sim.engine.sizing import of_size\n"
        "from cleanskin.sim.engine.write import write_world\n"
        "write_world(Path(sys.argv[1]), of_size(seed=5, claims=int(sys.argv[2]), notes=False))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )

    def peak(claims: int) -> int:
        command = [sys.executable, "-c", program, str(tmp_path / str(claims)), str(claims)]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert peak(60_000) < 1.5 * peak(6_000)
