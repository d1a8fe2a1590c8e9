"""Look-ups by id give what joins and groupings give, whatever the ids look like."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from cleanskin.x12.bulk.rows import Places, among, beside, held, numbered, shared, summed

IDS = st.lists(st.one_of(st.none(), st.integers(-3, 12), st.integers(10**9, 10**9 + 3)), max_size=12)
DISTINCT = st.lists(st.one_of(st.integers(0, 12), st.integers(10**9, 10**9 + 3)), max_size=12, unique=True)


def ids(name: str, values: list[int | None]) -> pl.DataFrame:
    return pl.DataFrame({name: values}, schema={name: pl.Int64}).with_row_index(f"row_of_{name}")


@given(IDS, DISTINCT)
def test_beside_is_a_left_join_in_order(asked, known):
    rows, other = ids("id", asked), ids("key", known)
    expected = rows.join(other, left_on="id", right_on="key", how="left", maintain_order="left")
    assert_frame_equal(beside(rows, other, on="id", right_on="key"), expected)


@given(IDS, IDS)
def test_among_is_a_semi_or_anti_join_that_keeps_null_apart(asked, known):
    rows, other = ids("id", asked), ids("id", known).drop_nulls("id")
    for kept, how in ((True, "semi"), (False, "anti")):
        expected = rows.join(other, on="id", how=how, maintain_order="left")
        assert_frame_equal(among(rows, other["id"], on="id", kept=kept), expected)


def test_repeated_ids_have_no_single_place():
    assert Places(pl.Series([0, 1, 1])).slots is None
    rows = pl.DataFrame({"id": [1, 0]})
    other = pl.DataFrame({"id": [1, 1], "value": [5, 6]})
    assert beside(rows, other, on="id").rows() == [(1, 5), (1, 6), (0, None)]


def test_held_answers_false_for_null_and_for_ids_out_of_range():
    assert held(pl.Series([None, -1, 2, 7]), pl.Series([2, 2, None])).to_list() == [False, False, True, False]


AMOUNTS = st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 4)), st.integers(-(2**40), 2**40)), max_size=12)


@given(AMOUNTS, st.booleans())
def test_sums_are_those_of_a_grouping(rows, in_order):
    data = pl.DataFrame(rows, schema={"id": pl.Int64, "amount": pl.Int64}, orient="row")
    data = data.sort("id") if in_order else data
    expected = data.group_by("id").agg(pl.col("amount").sum())
    assert_frame_equal(summed(data, ["amount"], by="id"), expected, check_row_order=False)


def test_running_sums_may_run_over():
    data = pl.DataFrame({"id": [0, 0, 1], "amount": pl.Series([2**64 - 9, 5, 7], dtype=pl.UInt64)})
    assert summed(data, ["amount"], by="id").rows() == [(0, 2**64 - 4), (1, 7)]


FLAGS = st.lists(st.tuples(st.sampled_from(["CO", "PR", None]), st.booleans(), st.sampled_from("abc")), max_size=20)


@given(FLAGS)
def test_numbers_of_keys_follow_their_first_appearance(rows):
    schema = {"group": pl.Categorical, "paid": pl.Boolean, "code": pl.Categorical}
    data = pl.DataFrame(rows, schema=schema, orient="row")
    number, distinct = numbered(data, ["group", "paid", "code"])
    assert distinct.rows() == data.unique(maintain_order=True).rows()
    assert [distinct.row(place) for place in number] == data.rows()


@given(FLAGS)
def test_rows_left_out_stand_alone(rows):
    data = pl.DataFrame(rows, schema=["group", "paid", "code"], orient="row")
    seen = [row for row in rows if rows.count(row) > 1]
    assert [row for row in shared(data, ["group", "paid", "code"]).rows() if row in seen] == seen


@pytest.mark.parametrize("key", ["id", "word"])
def test_one_column_is_compared_itself(key):
    data = pl.DataFrame({"id": [1, 2, 1, None, None], "word": ["a", "b", "a", None, None]})
    assert shared(data, [key]).height == 4
