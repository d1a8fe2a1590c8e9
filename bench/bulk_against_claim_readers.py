"""Bulk reading of an 837P to all its frames against hccinfhir and pyx12's context reader, in one run.

    python -m bench.bulk_against_claim_readers [20mb] [200mb]

All sides take turns in one process, warm; the least times are compared, as megabytes a second.  The peers use one
thread; ours is shown with one worker thread and with two, and without the compiled kernels.  hccinfhir reads the same
20 MB file (for 200 MB too, as it slows down with size), and its speed on the small 2 MB file is shown besides; pyx12
reads a part of the small file.  Exits 1 below a floor.
"""

import io
import logging
import sys
from pathlib import Path

import pyx12.error_handler
import pyx12.params
import pyx12.x12context
from hccinfhir.extractor import extract_sld

from bench.bulk_sides import bulk, first_read, in_turns
from bench.sample_files import sample_files
from cleanskin.x12.bulk.frames import CLAIM_FRAMES

FLOORS = {"hccinfhir": 25, "pyx12": 300}
PYX12_BYTES = 200_000
ROUNDS = {"20mb": 4, "200mb": 2}


def hccinfhir(text: str) -> None:
    """Read to hccinfhir's service lines."""
    assert extract_sld(text, format="837")


def pyx12_context(text: str) -> None:
    """Read to pyx12's data trees."""
    handler = pyx12.error_handler.errh_null()
    reader = pyx12.x12context.X12ContextReader(pyx12.params.params(), handler, io.StringIO(text))
    assert sum(1 for _ in reader.iter_segments()) > 100


def first_transactions(text: str, size: int) -> str:
    """Return the file up to the first SE after `size` characters, closed."""
    end = text.index("~", text.index("\nSE*", min(size, text.rindex("\nSE*") - 1))) + 1
    head = text[:end]
    count = head.count("\nST*")
    control, interchange = text.split("\nGS*")[1].split("*")[5], text.split("*")[13]
    return f"{head}\nGE*{count}*{control}~\nIEA*1*{interchange}~\n"


def measure(name: str) -> bool:
    """Measure one set and print it; true when a floor was missed."""
    path = sample_files(name).claims
    same = path.read_text() if name != "200mb" else sample_files("20mb").claims.read_text()
    small = sample_files("2mb").claims.read_text()
    part = first_transactions(small, PYX12_BYTES)
    ours = {
        "one worker": bulk(path, CLAIM_FRAMES, workers=1),
        "two workers": bulk(path, CLAIM_FRAMES, workers=2),
        "two workers, no kernels": bulk(path, CLAIM_FRAMES, workers=2, kernels=False),
    }
    peers = {
        "hccinfhir": lambda: hccinfhir(same),
        "hccinfhir, small file": lambda: hccinfhir(small),
        "pyx12": lambda: pyx12_context(part),
    }
    read = {"hccinfhir": len(same), "hccinfhir, small file": len(small), "pyx12": len(part)}
    best = in_turns({**ours, **peers}, ROUNDS.get(name, 2))
    size = path.stat().st_size / 1e6
    speeds = ", ".join(f"{size / best[told].wall:.1f} MB/s with {told}" for told in ours)
    print(f"837P {size:.0f} MB  bulk {speeds}")
    missed = False
    for peer, letters in read.items():
        scale = size / (letters / 1e6)
        ratios = {told: scale * best[peer].wall / best[told].wall for told in ours}
        processor = scale * best[peer].processor / best["one worker"].processor
        floor = FLOORS.get(peer)
        missed |= floor is not None and max(ratios["one worker"], ratios["two workers"]) < floor
        told = ", ".join(f"{ratio:.0f} {name}" for name, ratio in ratios.items())
        judged = f"floor {floor}" if floor else "not judged"
        speed = letters / 1e6 / best[peer].wall
        print(f"  {peer} {speed:.4f} MB/s, ratio {told}, by processor seconds {processor:.0f}, {judged}")
    return missed


def main(sets: list[str]) -> int:
    """Measure each set."""
    logging.disable(logging.CRITICAL)
    bulk(sample_files("2mb").claims, CLAIM_FRAMES, workers=2)()
    missed = [measure(name) for name in sets or ["20mb"]]
    path: Path = sample_files("20mb").claims
    fresh = [first_read(path, CLAIM_FRAMES, kernels=kernels) for kernels in (False, True)]
    print(f"  first read of 20 MB in a fresh process: {fresh[0]:.2f} s without kernels, {fresh[1]:.2f} s with")
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
