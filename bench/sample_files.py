"""Inputs for benchmarks, generated once and kept under build/bench/.

    files = sample_files("20mb")      # files.claims, files.remits: one 837P and one 835 of at least 20 MB each
    files = sample_files("million")   # folders of daily files: 1,000,000 claims with their remittances

A set is made anew when the generator's source or the set's arguments change.  `python -m bench.sample_files NAME...`
makes sets and says where they are.
"""

import hashlib
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

import cleanskin.kernel
import cleanskin.sim
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world

ROOT = Path(__file__).resolve().parent.parent / "build" / "bench"
SEED = 20260101
START = date(2025, 1, 1)


class SampleSet(NamedTuple):
    """How one set is made."""

    claims: int
    providers: int
    one_file: bool


class SampleFiles(NamedTuple):
    """Where one set lies.  `claims` and `remits` are files of a single-file set, else folders."""

    folder: Path
    claims: Path
    remits: Path
    claim_count: int


SETS: dict[str, SampleSet] = {
    "2mb": SampleSet(4_100, 6, True),
    "20mb": SampleSet(41_000, 12, True),
    "200mb": SampleSet(410_000, 60, True),
    "ten_thousand": SampleSet(10_000, 12, False),
    "hundred_thousand": SampleSet(100_000, 12, False),
    "million": SampleSet(1_000_000, 60, False),
}
"""Sizes so that both files of a single-file set reach the named size."""


def _fingerprint(name: str) -> str:
    """Return a checksum of what a set depends on: its arguments and the generator's source."""
    digest = hashlib.sha256(repr((name, SETS[name], SEED, START)).encode())
    for package in (cleanskin.kernel, cleanskin.sim):
        for path in sorted(Path(package.__path__[0]).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def sample_files(name: str) -> SampleFiles:
    """Return the named set, making it when it is not there.  KeyError when no such set is declared."""
    wanted = SETS[name]
    folder = ROOT / name
    mark = folder / "made_from"
    fingerprint = _fingerprint(name)
    if not mark.exists() or mark.read_text() != fingerprint:
        shutil.rmtree(folder, ignore_errors=True)
        write_world(
            folder,
            of_size(
                seed=SEED,
                claims=wanted.claims,
                providers=wanted.providers,
                start=START,
                bundle="one" if wanted.one_file else "day",
                notes=False,
                acknowledgements=False,
                inquiries=False,
            ),
        )
        mark.write_text(fingerprint)
    claims, remits = folder / "claims", folder / "remits"
    if wanted.one_file:
        claims, remits = claims / "claims.x12", remits / "remits.x12"
    return SampleFiles(folder, claims, remits, wanted.claims)


def main(names: list[str]) -> None:
    """Make the named sets (all small ones without names) and print where they are."""
    for name in names or ["2mb", "20mb"]:
        started = time.perf_counter()
        files = sample_files(name)
        size = sum(path.stat().st_size for path in files.folder.rglob("*.x12"))
        print(f"{name}\t{files.folder}\t{size / 1e6:.1f} MB\t{time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
