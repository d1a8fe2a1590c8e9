"""Runs the experiment and writes its page of tables.

python -m bench.experiment                    # all seeds and variants, docs/reference/experiment.md
python -m bench.experiment --seeds 1 --small  # one small practice, tables on the screen, nothing written
python -m bench.experiment --again            # the page from the last results, nothing lived
"""

import argparse
import sys
import time
from pathlib import Path

import msgspec

from bench.experiment.measure import ARMS, Plan, Sums
from bench.experiment.report import page
from bench.experiment.run import Results, by_arm, run, seeds_of, variants

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "reference" / "experiment.md"
RESULTS = ROOT / "build" / "bench" / "experiment.json"
SEEDS, SEEDS_VARIED = 20, 6
SMALL_VISITS = 240


class Held(msgspec.Struct):
    """Results as kept on disk, so that the page can be written again."""

    results: Results
    variants: dict[str, Results]


def main(arguments: list[str] | None = None) -> int:
    """Run; 0 when every practice was lived in every arm."""
    parser = argparse.ArgumentParser(prog="python -m bench.experiment", description="Four arms, the same practices.")
    parser.add_argument("--seeds", type=int, default=SEEDS, help=f"practices of the main table; default {SEEDS}")
    parser.add_argument("--varied", type=int, default=SEEDS_VARIED, help="of them, practices of each variant")
    parser.add_argument("--small", action="store_true", help="small practices, no variants, nothing written")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="only write the page from the last results")
    options = parser.parse_args(arguments)
    if options.again:
        held = msgspec.json.decode(RESULTS.read_bytes(), type=Held)
        PAGE.write_text(page(held.results, held.variants), "utf-8")
        return 0
    base = Plan(seed=0, visits=SMALL_VISITS if options.small else Plan._field_defaults["visits"])
    started = time.perf_counter()
    held = _lived(base, options)
    text = page(held.results, held.variants)
    if options.small:
        print(text)
    else:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_bytes(msgspec.json.encode(held))
        PAGE.write_text(text, "utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    print(f"{options.seeds} practices in {len(ARMS)} arms, {time.perf_counter() - started:.0f} s")
    return 0


def _lived(base: Plan, options: argparse.Namespace) -> Held:
    """Live all practices of the main table and of the variants, in one go through the processes."""
    varied = {} if options.small else variants(base)
    plans = {"": seeds_of(base, options.seeds)}
    plans |= {name: seeds_of(plan, min(options.varied, options.seeds)) for name, plan in varied.items()}
    every = [plan for several in plans.values() for plan in several]

    def tell(done: int) -> None:
        print(f"{done} of {options.seeds} seeds lived", file=sys.stderr, flush=True)

    lived = iter(run(every, processes=options.processes, on_done=tell))
    found: dict[str, list[dict[str, Sums]]] = {name: [next(lived) for _ in several] for name, several in plans.items()}
    results = by_arm(found.pop(""))
    return Held(results, {name: by_arm(several) for name, several in found.items()})


if __name__ == "__main__":
    sys.exit(main())
