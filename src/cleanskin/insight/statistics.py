"""The few statistics a report may lean on: exact binomial tails, false-discovery control, intervals for shares.

Ratios here are fractions; nothing here is money.
"""

from collections.abc import Sequence
from math import exp, lgamma, log, log1p, sqrt

_Z_95 = 1.959963984540054


def wilson_interval(successes: int, n: int) -> tuple[float, float] | None:
    """Return the 95 % Wilson score interval of a share, None when n is 0.

    Source: Wilson, J Am Stat Assoc 1927;22:209.
    """
    if n == 0:
        return None
    share = successes / n
    centre = share + _Z_95**2 / (2 * n)
    spread = _Z_95 * sqrt(share * (1 - share) / n + _Z_95**2 / (4 * n * n))
    scale = 1 + _Z_95**2 / n
    low = 0.0 if successes == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if successes == n else min(1.0, (centre + spread) / scale)
    return low, high


def binomial_upper_tail(successes: int, n: int, share: float) -> float:
    """Return P(X >= successes) for X ~ Binomial(n, share), summed exactly in logarithms.

    The sum starts at the larger end of the tail and stops once terms no longer matter, so it is quick for large n.
    """
    if successes <= 0:
        return 1.0
    if share <= 0.0:
        return 0.0
    if share >= 1.0 or successes > n:
        return 1.0 if successes <= n else 0.0
    if successes <= n * share:
        return 1.0 - _tail(n - successes + 1, n, 1.0 - share)
    return _tail(successes, n, share)


def _tail(successes: int, n: int, share: float) -> float:
    """Sum the upper tail from `successes`, which lies above the mean, so that terms only fall."""
    term = exp(
        lgamma(n + 1)
        - lgamma(successes + 1)
        - lgamma(n - successes + 1)
        + successes * log(share)
        + (n - successes) * log1p(-share)
    )
    total = 0.0
    odds = share / (1.0 - share)
    for k in range(successes, n + 1):
        total += term
        if term < total * 1e-16:
            break
        term *= odds * (n - k) / (k + 1)
    return min(1.0, total)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return the q-value of each p-value: the false-discovery rate at which it would just be called.

    Source: Benjamini & Hochberg, J R Stat Soc B 1995;57:289.
    """
    order = sorted(range(len(p_values)), key=lambda index: p_values[index], reverse=True)
    q_values = [1.0] * len(p_values)
    smallest = 1.0
    for rank_from_top, index in enumerate(order):
        rank = len(p_values) - rank_from_top
        smallest = min(smallest, p_values[index] * len(p_values) / rank)
        q_values[index] = smallest
    return q_values


def rise(events: Sequence[int], totals: Sequence[int], *, likelihood_ratio_min: float = 10.0) -> int | None:
    """Return the position from which a share is clearly higher than before, None when nothing says so.

    Every split of the series is tried; the best one must raise the log-likelihood of two binomial shares over one by
    `likelihood_ratio_min` (as a natural logarithm; 10 is odds of about 20,000 to 1 before allowing for the search) and
    the share must at least double.
    """
    best, best_gain = None, likelihood_ratio_min
    whole = _log_likelihood(sum(events), sum(totals))
    for split in range(1, len(events)):
        before, before_n = sum(events[:split]), sum(totals[:split])
        after, after_n = sum(events[split:]), sum(totals[split:])
        if not before_n or not after_n or after / after_n < 2 * before / before_n:
            continue
        gain = _log_likelihood(before, before_n) + _log_likelihood(after, after_n) - whole
        if gain > best_gain:
            best, best_gain = split, gain
    return best


def _log_likelihood(events: int, n: int) -> float:
    """Log-likelihood of a binomial count at its own share."""
    if events in (0, n):
        return 0.0
    share = events / n
    return events * log(share) + (n - events) * log(1 - share)
