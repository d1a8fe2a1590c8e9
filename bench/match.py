"""Matching at scale: seconds and memory for N claims and their remittances.

    .venv/bin/python -m bench.match [claims ...]

A generated practice of 10,000 claims is read once and laid N / 10,000 times side by side (other names, control
numbers and payer numbers, the same days), so that density per day and key collisions grow with N as in a large group.
Prints one line per size with the time per claim relative to the first size.
"""

import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from cleanskin.remit.match import match
from cleanskin.sim.engine.sizing import of_size
from cleanskin.sim.engine.write import write_world
from cleanskin.x12.bulk.frames import ALL_FRAMES
from cleanskin.x12.bulk.read import read_paths
from cleanskin.x12.bulk.schema import HeldFrames

BASE_CLAIMS = 10_000
SIZES = (10_000, 100_000, 1_000_000)
_IDS = ("file_id", "transaction_id", "claim_id", "line_id", "remit_claim_id", "remit_line_id")
_NUMBERS = (
    "patient_control_number",
    "payer_control_number",
    "member_id",
    "line_control_number",
    "patient_last_name",
)


def base(folder: Path) -> HeldFrames:
    """Write and read the practice that is laid side by side."""
    write_world(folder, of_size(seed=7, claims=BASE_CLAIMS, acknowledgements=False, notes=False, inquiries=False))
    read = read_paths([folder / "claims", folder / "remits"])
    return HeldFrames({frame.name: read.frame(frame.name) for frame in ALL_FRAMES}, ALL_FRAMES)


def side_by_side(source: HeldFrames, copies: int) -> HeldFrames:
    """Lay the practice `copies` times side by side: ids shifted, numbers and surnames made different, days kept."""
    held = {}
    for frame in ALL_FRAMES:
        data = source.frame(frame.name)
        parts = [_copy(source, data, k) for k in range(copies)]
        held[frame.name] = pl.concat(parts, rechunk=True)
    return HeldFrames(held, ALL_FRAMES)


def _copy(source: HeldFrames, data: pl.DataFrame, k: int) -> pl.DataFrame:
    shifts = [(pl.col(name) + k * _span(source, name)).alias(name) for name in _IDS if name in data.columns]
    # Letters before the number, so that zeros in front and cuts behind stay as the sample made them.
    mark = "".join(chr(ord("A") + int(digit)) for digit in f"{k:03d}")
    numbers = [(mark + pl.col(name)).alias(name) for name in _NUMBERS if name in data.columns]
    return data.with_columns(*shifts, *numbers)


def _span(source: HeldFrames, name: str) -> int:
    home = {
        "file_id": "files",
        "transaction_id": "transactions",
        "claim_id": "claims",
        "line_id": "service_lines",
        "remit_claim_id": "remit_claims",
        "remit_line_id": "remit_lines",
    }[name]
    highest = source.frame(home, [name])[name].max()
    return int(highest) + 1 if isinstance(highest, int) else 1


def main(sizes: tuple[int, ...]) -> None:
    """Measure each size in one run and print it."""
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        source = base(Path(folder))
    for size in sizes:
        large = side_by_side(source, max(1, size // BASE_CLAIMS))
        claims = large.frame("claims", ["claim_id"]).height
        remits = large.frame("remit_claims", ["remit_claim_id"]).height
        started = time.perf_counter()
        matching = match(large)
        seconds = time.perf_counter() - started
        first = first or seconds / claims
        matched = matching.claim_matches["claim_id"].drop_nulls().len()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"match {claims:>9,} claims {remits:>9,} remittance claims: {seconds:6.1f} s, "
            f"{seconds / claims / first:4.2f} x the first per claim, {matched / remits:.1%} matched, peak {peak:.1f} GB"
        )


if __name__ == "__main__":
    main(tuple(int(text.replace("_", "")) for text in sys.argv[1:]) or SIZES)
