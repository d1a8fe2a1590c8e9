import itertools
from fractions import Fraction
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanskin.insight.statistics import benjamini_hochberg, binomial_upper_tail, rise, wilson_interval


def test_wilson_interval_of_a_published_example():
    # 10 of 20 at 95 %: 0.299 to 0.701 (Newcombe, Stat Med 1998;17:857, method 3 applied by hand)
    low, high = wilson_interval(10, 20)
    assert (round(low, 3), round(high, 3)) == (0.299, 0.701)


def test_wilson_interval_at_the_ends():
    assert wilson_interval(0, 0) is None
    low, high = wilson_interval(0, 10)
    assert low == 0.0
    assert round(high, 3) == 0.278
    assert wilson_interval(10, 10)[1] == 1.0


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 20))
def test_binomial_tail_equals_the_exact_sum(successes, n, twentieths):
    share = Fraction(twentieths, 20)
    exact = sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(min(successes, n + 1), n + 1))
    assert binomial_upper_tail(successes, n, float(share)) == pytest.approx(float(exact), abs=1e-12)


def test_binomial_tail_is_quick_and_sane_for_large_n():
    assert binomial_upper_tail(1_200, 1_000_000, 0.001) < 1e-8
    assert binomial_upper_tail(1_000, 1_000_000, 0.001) == pytest.approx(0.5, abs=0.02)


def test_q_values_of_the_worked_example():
    # Benjamini & Hochberg 1995, section 4: 15 p-values; at q = 0.05 exactly the four smallest are called
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert [q <= 0.05 for q in benjamini_hochberg(p)] == [True] * 4 + [False] * 11
    assert benjamini_hochberg([]) == []


@given(st.lists(st.floats(0, 1), max_size=30))
def test_q_values_keep_order_and_never_fall_below_p(p_values):
    q_values = benjamini_hochberg(p_values)
    assert all(q >= p - 1e-12 for p, q in zip(p_values, q_values, strict=True))
    pairs = sorted(zip(p_values, q_values, strict=True))
    assert all(first[1] <= second[1] + 1e-12 for first, second in itertools.pairwise(pairs))


def test_a_share_that_jumps_is_dated_and_noise_is_not():
    assert rise([1, 0, 2, 1, 12, 15, 11], [100] * 7) == 4
    assert rise([5, 7, 6, 4, 8, 6, 5], [100] * 7) is None
    assert rise([12, 15, 11, 1, 0, 2], [100] * 6) is None
    assert rise([], []) is None
    assert rise([0, 9], [0, 10]) is None


def test_a_steady_share_is_hardly_ever_dated():
    dated = 0
    for seed in range(200):
        rng = Random(seed)
        events = [sum(rng.random() < 0.05 for _ in range(100)) for _ in range(12)]
        dated += rise(events, [100] * 12) is not None
    assert dated <= 1
