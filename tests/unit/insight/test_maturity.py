import polars as pl
import pytest

from cleanskin.insight.maturity import (
    USUAL_DAYS_DEFAULT,
    curve_quantiles,
    survival_curve,
    usual_answer_times,
)


def claims(*rows: tuple[str, int, bool]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"payer": pl.String, "days": pl.Int64, "answered": pl.Boolean}, orient="row")


def test_the_curve_of_a_textbook_case() -> None:
    """Answered at 6, 7, 10; waiting since 6, 8: S(6) = 4/5, S(7) = 4/5 * 2/3 = 8/15, S(10) = 0."""
    curve = survival_curve(claims(("A", 6, True), ("A", 6, False), ("A", 7, True), ("A", 8, False), ("A", 10, True)))
    assert curve["at_risk"].to_list() == [5, 3, 2, 1]
    assert curve["unanswered_share"].to_list() == pytest.approx([4 / 5, 8 / 15, 8 / 15, 0])


def test_waiting_claims_make_the_lag_longer_than_answered_ones_alone() -> None:
    rows = claims(*[("A", day, True) for day in (10, 10, 20, 20)], *[("A", 60, False)] * 4)
    read = curve_quantiles(survival_curve(rows), {"p50": 0.5, "p90": 0.9}).row(0, named=True)
    assert (read["p50"], read["p90"], read["n"]) == (20, None, 8)


def test_negative_and_missing_days_are_left_out() -> None:
    rows = claims(("A", -3, True), ("A", 5, True)).vstack(claims(("A", None, True)))  # type: ignore[arg-type]
    assert curve_quantiles(survival_curve(rows), {"p50": 0.5})["n"].item() == 1


def test_a_payer_with_few_answers_borrows_the_curve_of_all() -> None:
    rows = claims(*[("A", 30, True)] * 40, *[("B", 50, True)] * 2)
    usual = {row["payer"]: (row["usual_days"], row["basis"]) for row in usual_answer_times(rows).to_dicts()}
    assert usual == {"A": (30, "own_curve"), "B": (30, "all_payers")}


def test_without_answers_there_is_only_the_default() -> None:
    usual = usual_answer_times(claims(("A", 100, False))).row(0, named=True)
    assert (usual["usual_days"], usual["basis"]) == (USUAL_DAYS_DEFAULT, "default")


def test_when_a_fifth_is_never_answered_the_answered_ones_speak() -> None:
    rows = claims(*[("A", 25, True)] * 40, *[("A", 200, False)] * 10)
    usual = usual_answer_times(rows).row(0, named=True)
    assert (usual["usual_days"], usual["basis"]) == (25, "own_answers")


def test_no_payer_is_held_to_less_than_a_fortnight() -> None:
    assert usual_answer_times(claims(*[("A", 2, True)] * 40))["usual_days"].item() == 14
