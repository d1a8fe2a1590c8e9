"""Chance from whole numbers only: the same seed gives the same world on any machine and in any order of work.

A `Chance` is a stream keyed by what it is for, `Chance(seed, "patient", 17)`, never shared between two purposes: so one
patient's life can be replayed alone, and a new draw in one place moves nothing elsewhere.  No floating point, no
platform mathematics, no dependence on hash order.  Probabilities are parts in ten thousand.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")

WHOLE = 10_000
"""All parts: a probability of 10,000 always happens."""

_MASK = (1 << 64) - 1


class Weighted(Generic[T]):
    """Things with whole-number weights, laid out once so that a draw is one bisection."""

    __slots__ = ("_ends", "items", "total")

    def __init__(self, pairs: Iterable[tuple[T, int]]) -> None:
        """Lay out the pairs; raises ValueError when a weight is negative or all are 0."""
        pairs = list(pairs)
        weights = [weight for _, weight in pairs]
        if not weights or min(weights) < 0 or not sum(weights):
            raise ValueError("weights must be whole numbers of at least 0, and one of them above")
        self.items: list[T] = [item for item, _ in pairs]
        self._ends = list(accumulate(weights))
        self.total = self._ends[-1]

    def at(self, point: int) -> T:
        """Return the item whose stretch of the line holds this point, 0 <= point < total."""
        return self.items[bisect_right(self._ends, point)]


class Chance:
    """One stream of chance (splitmix64), keyed by its purpose."""

    __slots__ = ("_state",)

    def __init__(self, *key: int | str) -> None:
        """Begin the stream of this key: numbers and words, such as seed, purpose, number."""
        words = "\x1f".join([f"i{part}" if isinstance(part, int) else f"s{part}" for part in key])
        self._state = int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")

    def bits(self) -> int:
        """Return the next 64 bits."""
        self._state = state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return state ^ (state >> 31)

    def below(self, bound: int) -> int:
        """Return a number 0 <= n < bound; `bound` is far below 2**64, so the bias is below one in ten to the tenth."""
        return (self.bits() * bound) >> 64

    def between(self, low: int, high: int) -> int:
        """Return a number low <= n <= high."""
        return low + self.below(high - low + 1)

    def happens(self, parts: int) -> bool:
        """Return True with probability `parts` in ten thousand."""
        return self.below(WHOLE) < parts

    def pick(self, things: Sequence[T]) -> T:
        """Return one of the things, all alike."""
        return things[self.below(len(things))]

    def draw(self, weighted: Weighted[T]) -> T:
        """Return one of the weighted things."""
        return weighted.at(self.below(weighted.total))

    def child(self, *key: int | str) -> "Chance":
        """Return a stream of its own for a part of this purpose; this stream moves on by one draw."""
        return Chance(self.bits(), *key)
