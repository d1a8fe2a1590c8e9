"""Bulk reading of an 835 to all its frames against oxedi (Rust) to its tables, on the same file, in one run.

    python -m bench.bulk_against_oxedi [20mb] [200mb]

Both sides take turns in one process, warm; the least times are compared.  oxedi uses one thread; ours is shown with one
worker thread and with two, and without the compiled kernels (what an installation without numba does).  Exits 1 when
the better ratio of a set is below the floor.
"""

import sys

import oxedi

from bench.bulk_sides import bulk, first_read, in_turns
from bench.sample_files import sample_files
from cleanskin.x12.bulk.frames import REMITTANCE_FRAMES

FLOOR = 2.5
ROUNDS = {"20mb": 9, "200mb": 3}


def measure(name: str) -> float:
    """Measure one set, print it, and return the better ratio."""
    path = sample_files(name).remits
    megabytes = path.stat().st_size / 1e6

    def theirs() -> None:
        assert oxedi.parse_file(str(path)).tables is not None

    ours = {f"{workers} worker{'s' * (workers > 1)}": workers for workers in (1, 2)}
    sides = {told: bulk(path, REMITTANCE_FRAMES, workers=workers) for told, workers in ours.items()}
    plain = "2 workers, no kernels"
    numpy = bulk(path, REMITTANCE_FRAMES, workers=2, kernels=False)
    best = in_turns({"oxedi": theirs, **sides, plain: numpy}, ROUNDS.get(name, 3))
    peer = best["oxedi"]
    print(f"835 {megabytes:.0f} MB  oxedi {peer.wall:.2f} s ({megabytes / peer.wall:.0f} MB/s)")
    for told in (*ours, plain):
        wall, processor = best[told]
        print(
            f"  bulk, {told}: {wall:.2f} s ({megabytes / wall:.0f} MB/s), ratio {peer.wall / wall:.2f}, "
            f"by processor seconds {peer.processor / processor:.2f}, floor {FLOOR}"
        )
    return max(peer.wall / best[told].wall for told in ours)


def main(sets: list[str]) -> int:
    """Measure each set."""
    small = sample_files("2mb").remits
    bulk(small, REMITTANCE_FRAMES, workers=2)()
    worst = min(measure(name) for name in sets or list(ROUNDS))
    path = sample_files("20mb").remits
    fresh = [first_read(path, REMITTANCE_FRAMES, kernels=kernels) for kernels in (False, True)]
    print(f"  first read of 20 MB in a fresh process: {fresh[0]:.2f} s without kernels, {fresh[1]:.2f} s with")
    return int(worst < FLOOR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
