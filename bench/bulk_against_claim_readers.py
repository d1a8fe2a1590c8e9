"""Bulk reading of an 837P to all its frames against hccinfhir and pyx12's context reader, in one run.

    python -m bench.bulk_against_claim_readers [20mb]

The compiled kernels are loaded, and run once on the 2 MB set, before anything is timed.
The peers are slow, so they read the 2 MB set (pyx12 a part of it); what is compared is megabytes a second.
Exits 1 below a floor.
"""

import io
import logging
import sys
import time
from pathlib import Path

import pyx12.error_handler
import pyx12.params
import pyx12.x12context
from hccinfhir.extractor import extract_sld

from bench.sample_files import sample_files
from cleanskin.x12.bulk import compiled
from cleanskin.x12.bulk import read as reading
from cleanskin.x12.bulk.frames import CLAIM_FRAMES

FLOORS = {"hccinfhir": 25, "pyx12": 300}
PYX12_BYTES = 200_000


def claim_file(name: str) -> Path:
    """Return the 837P file of a set."""
    return next(path for path in sorted(sample_files(name).claims.parent.rglob("*.x12")) if "claim" in path.name)


def ours(path: Path, workers: int) -> float:
    """Return megabytes a second of bulk reading to every frame of the 837P."""
    reading._Reading.workers = workers
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        read = reading.read_paths([path])
        for frame in CLAIM_FRAMES:
            read.frame(frame.name)
        seconds.append(time.perf_counter() - started)
    return path.stat().st_size / 1e6 / min(seconds)


def hccinfhir(text: str) -> float:
    """Return megabytes a second of hccinfhir."""
    started = time.perf_counter()
    lines = extract_sld(text, format="837")
    assert lines
    return len(text) / 1e6 / (time.perf_counter() - started)


def pyx12_context(text: str) -> float:
    """Return megabytes a second of pyx12's context reader."""
    started = time.perf_counter()
    handler = pyx12.error_handler.errh_null()
    reader = pyx12.x12context.X12ContextReader(pyx12.params.params(), handler, io.StringIO(text))
    count = sum(1 for _ in reader.iter_segments())
    assert count > 100
    return len(text) / 1e6 / (time.perf_counter() - started)


def first_transactions(text: str, size: int) -> str:
    """Return the file up to the first SE after `size` characters, closed."""
    end = text.index("~", text.index("\nSE*", min(size, text.rindex("\nSE*") - 1))) + 1
    head = text[:end]
    count = head.count("\nST*")
    control, interchange = text.split("\nGS*")[1].split("*")[5], text.split("*")[13]
    return f"{head}\nGE*{count}*{control}~\nIEA*1*{interchange}~\n"


def main(sets: list[str]) -> int:
    """Measure all three."""
    logging.disable(logging.CRITICAL)
    compiled.load()
    ours(claim_file("2mb"), 2)
    path = claim_file(sets[0] if sets else "20mb")
    speeds = [ours(path, workers) for workers in (1, 2)]
    mine = max(speeds)
    print(f"837P  bulk {speeds[0]:.1f} MB/s with one worker, {speeds[1]:.1f} MB/s with two")
    text = claim_file("2mb").read_text()
    missed = False
    for name, speed in (
        ("hccinfhir", hccinfhir(text)),
        ("pyx12", pyx12_context(first_transactions(text, PYX12_BYTES))),
    ):
        ratio = mine / speed
        missed |= ratio < FLOORS[name]
        single = speeds[0] / speed
        print(f"  {name} {speed:.4f} MB/s, ratio {ratio:.0f} (one worker {single:.0f}), floor {FLOORS[name]}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
