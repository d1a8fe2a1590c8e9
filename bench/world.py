"""A simulated world: seconds of a provider's year on one core, and a million claims on two, with peak memory.

    .venv/bin/python -m bench.world            one provider's year, and how much of it is writing files
    .venv/bin/python -m bench.world million    about 1,000,000 claims in two processes (needs some 9 GB of disk)

The floor beside the provider's year is reading its own files back with the bulk reader: what the same bytes cost to
take in.  Both in the same run, by processor time.
"""

import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.sim.nouns.configuration import Configuration

YEAR_SECONDS_MAX = 12.0
MILLION_MINUTES_MAX = 20.0
MEMORY_GB_MAX = 2.0
SEED = 20250101


def _largest_gb() -> float:
    """Return the largest resident memory of this process or of any child, GB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) * 1024 / 1e9


def provider_year(folder: Path) -> None:
    """Write one provider's year and read it back."""
    from cleanskin.x12.bulk.read import read_paths

    started, worked = time.perf_counter(), time.process_time()
    summary = write_world(folder, Configuration(seed=SEED, providers=1))
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    worked = time.process_time()
    read_paths([folder / "claims", folder / "remits", folder / "acks"]).frame("claims")
    floor = time.process_time() - worked
    print(f"{summary.visits:,} visits, {summary.claims:,} claims, {size / 1e6:.0f} MB of files")
    print(
        f"written in {seconds:.1f} s (bar {YEAR_SECONDS_MAX:.0f}), {processor:.1f} s of a core, {_largest_gb():.2f} GB"
    )
    print(f"{processor / floor:.1f} times the processor time of reading its 837P, 835 and 277CA in bulk")


def million(folder: Path, claims: int) -> None:
    """Write about a million claims in two processes."""
    configuration = of_size(seed=SEED, claims=claims, providers=max(1, claims // 6_300))
    started = time.perf_counter()
    summary = write_world(folder, configuration, processes=2, on_progress=_say)
    minutes = (time.perf_counter() - started) / 60
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"\n{summary.claims:,} claims of {summary.providers} providers, {size / 1e9:.1f} GB of files")
    print(
        f"written in {minutes:.1f} minutes in two processes (bar {MILLION_MINUTES_MAX:.0f}), largest process "
        f"{_largest_gb():.2f} GB (bar {MEMORY_GB_MAX:.0f}), {os.cpu_count()} processors"
    )


def _say(text: str) -> None:
    print(f"\r{text:<60}", end="", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> None:
    """Measure what was asked for."""
    with tempfile.TemporaryDirectory(prefix="cleanskin-bench-") as spill:
        folder = Path(spill) / "world"
        if arguments and arguments[0] == "million":
            million(folder, int(arguments[1]) if len(arguments) > 1 else 1_000_000)
        else:
            provider_year(folder)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
