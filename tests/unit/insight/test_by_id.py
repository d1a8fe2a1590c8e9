"""Rows put together by id agree with joins and counts, for dense, scattered and missing ids."""

import polars as pl
import pytest

from cleanskin.insight.by_id import repeated, within


@pytest.mark.parametrize("step", [1, 7, 10**9])
def test_within_is_an_inner_join_in_the_order_of_its_rows(step: int) -> None:
    rows = pl.DataFrame({"id": [3 * step, None, 0, 3 * step, 5 * step], "n": [0, 1, 2, 3, 4]})
    other = pl.DataFrame({"id": [step, 3 * step, 0], "word": ["b", "d", "a"]})
    assert within(rows, other, on="id").to_dict(as_series=False) == {
        "id": [3 * step, 0, 3 * step],
        "n": [0, 2, 3],
        "word": ["d", "a", "d"],
    }


@pytest.mark.parametrize(
    "ids",
    [[], [None], [None, None], [4, 1, 4, 2, None], [4, None, 4, None], [10**12, 1, 10**12], [-1, -1, 3]],
)
def test_repeated_counts_null_as_a_value(ids: list[int | None]) -> None:
    expected = [ids.count(value) > 1 for value in ids]
    assert repeated(pl.Series("id", ids, dtype=pl.Int64)).to_list() == expected
