"""Means over seeds with their 95 % confidence intervals by Student's t, also of differences of the same seeds."""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip
"""The 97.5 % point of Student's t for 1 to 30 degrees of freedom; beyond 30 the last one, a little too wide."""


class Interval(NamedTuple):
    """A mean and half the width of its 95 % confidence interval; None where one seed gives no width."""

    mean: float
    half: float | None

    @property
    def excludes_zero(self) -> bool:
        """True when the interval lies on one side of 0."""
        return self.half is not None and abs(self.mean) > self.half


def interval(values: Sequence[float]) -> Interval:
    """Return the mean of independent values with its interval; raises ValueError without values."""
    count = len(values)
    if not count:
        raise ValueError("no values")
    mean = sum(values) / count
    if count == 1:
        return Interval(mean, None)
    variance = sum((value - mean) ** 2 for value in values) / (count - 1)
    return Interval(mean, _T[min(count - 1, len(_T)) - 1] * sqrt(variance / count))


def paired(values: Sequence[float], against: Sequence[float]) -> Interval:
    """Return the mean difference of values of the same seeds; raises ValueError for unlike lengths."""
    return interval([one - other for one, other in zip(values, against, strict=True)])
