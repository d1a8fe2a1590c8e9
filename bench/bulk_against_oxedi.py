"""Bulk reading of an 835 to all its frames against oxedi (Rust) to its tables, on the same file, in one run.

    python -m bench.bulk_against_oxedi [20mb] [200mb]

The compiled kernels are loaded, and run once on the 2 MB set, before anything is timed; how long that takes is printed.
Prints seconds, speeds and ratios with one worker thread and with two; exits 1 when the better ratio is below the floor.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import oxedi

from bench.sample_files import sample_files
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import read as reading
from cleanskin.x12.bulk.frames import REMITTANCE_FRAMES

FLOOR = 2.5


def ours(path: Path) -> None:
    """Read to every frame of the 835."""
    read = reading.read_paths([path])
    for frame in REMITTANCE_FRAMES:
        read.frame(frame.name)


def theirs(path: Path) -> None:
    """Read to oxedi's tables."""
    result = oxedi.parse_file(str(path))
    assert result.tables is not None


def best(function: Callable[[Path], None], path: Path, repeat: int) -> tuple[float, float]:
    """Return the least seconds, and the least processor seconds, of some runs (garbage collection as it comes)."""
    walls, processors = [], []
    for _ in range(repeat):
        wall, processor = time.perf_counter(), time.process_time()
        function(path)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return min(walls), min(processors)


def main(sets: list[str]) -> int:
    """Measure each set."""
    worst = float("inf")
    began = time.perf_counter()
    loaded = compiled.load()
    ours(sample_files("2mb").remits)
    print(f"kernels {'loaded' if loaded else 'missing'}, first use {time.perf_counter() - began:.1f} s")
    for name in sets or ["20mb"]:
        path = next(path for path in sorted(sample_files(name).remits.parent.rglob("*.x12")) if "remit" in path.name)
        megabytes = path.stat().st_size / 1e6
        repeat = 5 if megabytes < 50 else 2
        peer, peer_processor = best(theirs, path, repeat)
        print(f"835 {megabytes:.0f} MB  oxedi {peer:.2f} s ({megabytes / peer:.0f} MB/s)")
        ratios = []
        for workers in (1, 2):
            reading._Reading.workers = workers
            wall, processor = best(ours, path, repeat)
            ratios.append(peer / wall)
            print(
                f"  bulk, {workers} worker{'s' * (workers > 1)}: {wall:.2f} s ({megabytes / wall:.0f} MB/s), "
                f"ratio {peer / wall:.2f}, by processor seconds {peer_processor / processor:.2f}, floor {FLOOR}"
            )
        worst = min(worst, max(ratios))
    return int(worst < FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
