"""Two or more sides of a bulk benchmark, timed in turns: one round of each, then the next.

A machine is not equally fast from one minute to the next; in turns all sides meet the same minutes, and the least time
of each is compared.  Everything runs in one process after a warm-up, so that nobody's imports or compiling count; what
a first read in a fresh process takes is measured by `first_read`.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from cleanskin.record.frame import Frame
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import read as reading

_FRESH = """
import sys, time
began = time.perf_counter()
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk.read import read_paths
if sys.argv[2] == "compiled":
    compiled.load()
read = read_paths([sys.argv[1]])
for name in sys.argv[3:]:
    read.frame(name)
print(time.perf_counter() - began)
"""


class Seconds(NamedTuple):
    """The least seconds of some runs, by the clock and of processor time."""

    wall: float
    processor: float


def in_turns(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Seconds]:
    """Run all sides in turns and return the least times of each (garbage collection as it comes)."""
    best: dict[str, Seconds] = {}
    for _ in range(rounds):
        for name, side in sides.items():
            wall, processor = time.perf_counter(), time.process_time()
            side()
            took = Seconds(time.perf_counter() - wall, time.process_time() - processor)
            before = best.get(name, took)
            best[name] = Seconds(min(before.wall, took.wall), min(before.processor, took.processor))
    return best


def bulk(path: Path, frames: tuple[Frame, ...], *, workers: int, kernels: bool = True) -> Callable[[], None]:
    """Return a side that reads a file to all the frames given, with some worker threads, with or without kernels."""

    def side() -> None:
        reading._Reading.workers = workers
        compiled.LOAD_FROM_BYTES = 0 if kernels else sys.maxsize
        if not kernels:
            compiled.unload()
        read = reading.read_paths([path])
        for frame in frames:
            read.frame(frame.name)

    return side


def first_read(path: Path, frames: tuple[Frame, ...], *, kernels: bool) -> float:
    """Return the seconds of imports and a first read in a fresh process, the better of two."""
    names = [frame.name for frame in frames]
    command = [sys.executable, "-c", _FRESH, str(path), "compiled" if kernels else "numpy", *names]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(2)]
    return min(float(run.stdout) for run in runs)
