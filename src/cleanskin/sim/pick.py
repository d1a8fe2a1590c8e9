"""Choosing with a seeded generator, in ways that stay the same on every machine and Python version.

Only `Random.random` is drawn from: it is the one method whose sequence Python promises to keep.
"""

from bisect import bisect_right
from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def pick(rng: Random, values: Sequence[T]) -> T:
    """Return one of `values`, all equally likely."""
    return values[int(rng.random() * len(values))]


class Weighted(Generic[T]):
    """Values with weights; a draw costs one random number and one bisection."""

    def __init__(self, weights: Sequence[tuple[T, float]]) -> None:
        """Take pairs of value and weight; weights need not sum to one."""
        self._values = [value for value, _ in weights]
        self._steps: list[float] = []
        total = 0.0
        for _, weight in weights:
            total += weight
            self._steps.append(total)
        self._total = total
        self._last = len(self._values) - 1

    def draw(self, rng: Random) -> T:
        """Return one value."""
        return self._values[min(bisect_right(self._steps, rng.random() * self._total), self._last)]


def spread_days(rng: Random, low: int, high: int) -> int:
    """Return a whole number between `low` and `high`, both included."""
    return low + int(rng.random() * (high - low + 1))
