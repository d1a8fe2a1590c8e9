"""Same arguments, same bytes: in one process, in another with another hash seed, and never else."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cleanskin.sim.sample import SampleOptions, write_sample

SMALL = {"claims": 150, "months": 3, "start": date(2025, 1, 1)}


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def test_same_arguments_give_the_same_bytes(tmp_path):
    write_sample(tmp_path / "a", seed=5, **SMALL)
    write_sample(tmp_path / "b", seed=5, **SMALL)
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b")


def test_another_process_with_another_hash_seed_gives_the_same_bytes(tmp_path):
    write_sample(tmp_path / "a", seed=5, **SMALL)
    program = (
        "from datetime import date; from pathlib import Path; import sys\n"
        "from cleanskin.sim.sample import write_sample\n"
        "write_sample(Path(sys.argv[1]), seed=5, claims=150, months=3, start=date(2025, 1, 1))\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "b")], check=True, env=environment)
    assert _digest(tmp_path / "a") == _digest(tmp_path / "b")


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 6},
        {"seed": 5, "claims": 151},
        {"seed": 5, "providers": 2},
        {"seed": 5, "options": SampleOptions(control_numbers="per_account")},
        {"seed": 5, "as_of": date(2025, 3, 1)},
    ],
)
def test_other_arguments_give_other_bytes(tmp_path, other):
    write_sample(tmp_path / "a", seed=5, **SMALL)
    write_sample(tmp_path / "b", **(SMALL | other))
    assert _digest(tmp_path / "a") != _digest(tmp_path / "b")


@pytest.mark.parametrize("wrong", [{"claims": 0}, {"months": 0}, {"providers": 0}])
def test_a_sample_of_nothing_is_refused(tmp_path, wrong):
    with pytest.raises(ValueError, match="at least one"):
        write_sample(tmp_path, **({"seed": 1, "claims": 1, "start": date(2025, 1, 1)} | wrong))


@pytest.mark.parametrize(("months", "claims", "providers"), [(1, 1, 1), (1, 40, 1), (2, 60, 3), (25, 300, 30)])
def test_any_size_can_be_made(tmp_path, months, claims, providers):
    summary = write_sample(
        tmp_path, seed=2, claims=claims, months=months, providers=providers, start=date(2024, 11, 15)
    )
    assert summary.start == date(2024, 11, 1)
    assert sum(summary.states.values()) == claims


def test_a_second_sample_in_the_same_folder_is_refused(tmp_path):
    write_sample(tmp_path, seed=5, **SMALL)
    with pytest.raises(FileExistsError, match="already"):
        write_sample(tmp_path, seed=6, **SMALL)


def test_bundles_by_month_hold_the_same_interchanges(tmp_path):
    write_sample(tmp_path / "day", seed=5, **SMALL)
    write_sample(tmp_path / "month", seed=5, **SMALL, options=SampleOptions(bundle="month"))

    def interchanges(folder: Path) -> list[str]:
        text = "".join(path.read_text("ascii") for path in folder.rglob("*.x12"))
        return sorted("ISA" + part for part in text.split("ISA*00")[1:])

    assert interchanges(tmp_path / "day") == interchanges(tmp_path / "month")
    days = len(list((tmp_path / "day").rglob("*.x12")))
    assert len(list((tmp_path / "month").rglob("*.x12"))) < days / 2


@pytest.mark.long
def test_memory_does_not_grow_with_the_number_of_claims(tmp_path):
    program = (
        "from datetime import date; from pathlib import Path; import resource, sys\n"
        "from cleanskin.sim.sample import write_sample\n"
        "write_sample(Path(sys.argv[1]), seed=5, claims=int(sys.argv[2]), start=date(2025, 1, 1))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )

    def peak(claims: int) -> int:
        command = [sys.executable, "-c", program, str(tmp_path / str(claims)), str(claims)]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    assert peak(60_000) < 1.5 * peak(6_000)
