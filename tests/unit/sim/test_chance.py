"""Chance from whole numbers: the same key gives the same draws, on any machine and for ever."""

from collections import Counter

import pytest

from cleanskin.sim.chance import Chance, Weighted


def test_the_first_draws_of_a_key_are_those_of_splitmix64():
    """splitmix64 from state 0, as published with its reference code: the first three outputs."""
    chance = Chance("anything")
    chance._state = 0
    assert [chance.bits() for _ in range(3)] == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_a_key_is_what_it_is_for():
    assert Chance(1, "a").bits() == Chance(1, "a").bits()
    drawn = {
        Chance(*key).bits() for key in ((1, "a"), (1, "b"), (2, "a"), ("1", "a"), (1, "a", 0), (11, "a"), (1, "1a"))
    }
    assert len(drawn) == 7


def test_a_draw_in_a_part_moves_the_whole_by_one():
    one, other = Chance(5), Chance(5)
    child = one.child("part")
    for _ in range(100):
        child.bits()
    other.bits()
    assert one.bits() == other.bits()


def test_shares_come_out_as_weighted():
    chance = Chance(3, "weights")
    table = Weighted([("often", 70), ("never", 0), ("seldom", 30)])
    counts = Counter(chance.draw(table) for _ in range(20_000))
    assert set(counts) == {"often", "seldom"}
    assert 0.68 < counts["often"] / 20_000 < 0.72
    assert 0.09 < sum(chance.happens(1_000) for _ in range(20_000)) / 20_000 < 0.11


def test_between_holds_both_ends():
    chance = Chance(4)
    assert {chance.between(-1, 1) for _ in range(200)} == {-1, 0, 1}


@pytest.mark.parametrize("pairs", [[], [("a", 0)], [("a", 1), ("b", -1)]])
def test_weights_that_mean_nothing_are_refused(pairs):
    with pytest.raises(ValueError, match="weights"):
        Weighted(pairs)
