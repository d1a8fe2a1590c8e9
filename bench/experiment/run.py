"""Living many practices, each with its seed, in several processes; results come back in the order of the plans."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from bench.experiment.coded import Known
from bench.experiment.measure import Plan, Sums, lived

Results = dict[str, list[Sums]]
"""By arm: one practice after the other, in the order of their seeds."""

FIRST_SEED = 101


def variants(base: Plan) -> dict[str, Plan]:
    """Return what is varied, one thing at a time, by its name in the table."""
    three = ("nothing", "followed", "coded")
    return {
        "slips half as frequent": base._replace(errors_percent=50, arms=three),
        "slips twice as frequent": base._replace(errors_percent=200, arms=three),
        "no vague refusals": base._replace(vague=0, arms=three),
        "20 % vague refusals": base._replace(vague=2_000, arms=three),
        "40 % vague refusals": base._replace(vague=4_000, arms=three),
        "skill 60 %": base._replace(skill=6_000, arms=three),
        "skill 95 %": base._replace(skill=9_500, arms=three),
        "warnings looked at as well": base._replace(held=("hold", "warn"), arms=three),
    }


def seeds_of(base: Plan, count: int) -> list[Plan]:
    """Return the plan with so many seeds."""
    return [base._replace(seed=FIRST_SEED + number) for number in range(count)]


def run(
    plans: Sequence[Plan], *, processes: int, on_done: Callable[[int], None]
) -> list[dict[str, Sums]]:  # fmt: skip
    """Live every plan and return their results in order; `on_done` is told how many seeds are done.

    Plans of one seed are lived one after the other in one process, because they share their notes.
    """
    seeds: dict[int, list[Plan]] = {}
    for plan in plans:
        seeds.setdefault(plan.seed, []).append(plan)
    found: dict[Plan, dict[str, Sums]] = {}
    with _workers(processes) as each:
        for done, (several, results) in enumerate(zip(seeds.values(), each(_lived, list(seeds.values()))), start=1):
            found.update(zip(several, results))
            on_done(done)
    return [found[plan] for plan in plans]


@contextmanager
def _workers(processes: int) -> Iterator[Callable[..., Iterable[list[dict[str, Sums]]]]]:
    """Give what maps a function over things: in so many processes, or in this one."""
    if processes <= 1:
        yield map
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield pool.map


def by_arm(results: Iterable[dict[str, Sums]]) -> Results:
    """Sort results of one variant by arm."""
    found: Results = {}
    for one in results:
        for name, sums in one.items():
            found.setdefault(name, []).append(sums)
    return found


def _lived(plans: Sequence[Plan]) -> list[dict[str, Sums]]:
    """Live the plans of one seed."""
    gc.disable()  # lives hold no cycles worth collecting
    known: Known = {}
    try:
        return [lived(plan, known=known) for plan in plans]
    finally:
        gc.enable()
        gc.collect()
