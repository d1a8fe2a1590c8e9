"""A diagnosis of the world's files recovers why lines were refused; how it is scored, bench/causes.py says."""

from collections import Counter

import pytest
from bench.causes import SEEDS, Line, of_seed


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The refused lines of two worlds."""
    every = [line for seed in SEEDS for line in of_seed(seed, tmp_path_factory.mktemp(str(seed)) / "world")]
    assert len(every) > 700
    return every


def test_what_the_codes_tell_is_found(lines):
    """At least 99 % of the lines whose codes tell their cause."""
    plain = [line for line in lines if line.plain]
    assert sum(line.is_right for line in plain) >= 0.99 * len(plain), Counter(
        line for line in plain if not line.is_right
    )


def test_most_causes_are_found(lines):
    """At least 85 % of all, though the codes of one line in five do not tell it."""
    assert sum(not line.plain for line in lines) > 0.15 * len(lines)
    assert sum(line.is_right for line in lines) >= 0.85 * len(lines)


def test_hardly_any_cause_is_wrong(lines):
    """At most 1 % of all: where nothing tells the cause, the answer is that it is not known."""
    wrong = [line for line in lines if not line.is_right and not line.is_open]
    assert len(wrong) <= 0.01 * len(lines), Counter(wrong)


def test_what_is_inferred_is_nearly_always_right(lines):
    """At least 95 % of the causes that rest on the claims instead of the codes."""
    inferred = [line for line in lines if line.basis not in (None, "codes")]
    assert len(inferred) > 25
    assert sum(line.is_right for line in inferred) >= 0.95 * len(inferred), Counter(
        line for line in inferred if not line.is_right
    )
