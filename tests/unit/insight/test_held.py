import polars as pl

from cleanskin.insight.held import held_as_declared
from cleanskin.record.frame import Column, Frame

FRAME = Frame(
    "seen",
    "one row per thing",
    ("thing_id",),
    (
        Column("thing_id", "id", "number"),
        Column("payer", "code", "few different texts"),
        Column("note", "text", "any text"),
        Column("amount", "cents", "money"),
    ),
)
THINGS = pl.DataFrame(
    {
        "more": [1, 2, 3],
        "amount": [5, None, 7],
        "note": ["x", "y", None],
        "payer": ["B", "A", None],
        "thing_id": [0, 1, 2],
    }
)


def test_codes_are_categories_and_everything_else_is_as_declared() -> None:
    held = held_as_declared(THINGS, FRAME)
    assert held.schema == {
        "thing_id": pl.Int64(),
        "payer": pl.Categorical(),
        "note": pl.String(),
        "amount": pl.Int64(),
    }
    assert held.rows() == [(0, "B", "x", 5), (1, "A", "y", None), (2, None, None, 7)]


def test_codes_sort_and_compare_like_their_texts() -> None:
    held = held_as_declared(THINGS, FRAME)
    assert held.sort("payer", nulls_last=True)["payer"].to_list() == ["A", "B", None]
    assert held.filter(pl.col("payer") == "A")["thing_id"].to_list() == [1]


def test_only_the_rows_asked_for_are_kept() -> None:
    assert held_as_declared(THINGS, FRAME, rows=pl.Series([True, False, True]))["thing_id"].to_list() == [0, 2]
    assert held_as_declared(THINGS, FRAME, rows=pl.Series([True, True, True])).height == 3
    assert held_as_declared(THINGS, FRAME, rows=pl.Series([False, False, False])).is_empty()
