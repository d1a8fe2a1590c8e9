from datetime import date

import polars as pl
import pytest

from cleanskin.insight.kpis import all_kpis, compute_rows, find_kpi
from cleanskin.insight.kpis.framework.examples import parse_example
from cleanskin.insight.receivables import aging


def rows(table: str) -> pl.DataFrame:
    kpi = find_kpi("initial_denial_rate_claims")[0]
    held, kpi.examples = kpi.examples, table
    try:
        return parse_example(kpi).rows
    finally:
        kpi.examples = held


CLAIMS = """
payer | first_has_denied_line | first_outcome | observed || x
A     | no                    | paid          | yes      ||
A     | yes                   | denied        | yes      ||
A     | -                     | -             | no       ||
A     | -                     | -             | no       ||
B     | -                     | -             | no       ||
"""


def test_what_is_hidden_becomes_bounds() -> None:
    """A: 1 of 2 denied and 2 hidden, so between 1/4 and 3/4; B: all hidden, anything between 0 and 1."""
    result = compute_rows(find_kpi("initial_denial_rate_claims")[0], rows(CLAIMS), ["payer"])
    assert result.select("payer", "value", "low", "high", "n").rows() == [
        ("A", 0.5, 0.25, 0.75, 2),
        ("B", None, 0.0, 1.0, 0),
    ]


def test_without_hidden_rows_the_bounds_close() -> None:
    result = compute_rows(find_kpi("initial_denial_rate_claims")[0], rows(CLAIMS).filter(pl.col("observed")))
    assert result.select("low", "value", "high").row(0) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("kpi", [kpi for kpi in all_kpis() if kpi.is_answerable], ids=lambda kpi: kpi.name)
def test_no_rows_give_null_and_never_a_number(kpi: object) -> None:
    empty = rows(CLAIMS).clear()
    result = compute_rows(kpi, empty)  # type: ignore[arg-type]
    assert result["value"].drop_nulls().is_empty()
    assert compute_rows(kpi, empty, ["payer"]).is_empty()  # type: ignore[arg-type]


def test_a_small_count_is_marked() -> None:
    result = compute_rows(find_kpi("zero_pay_rate")[0], rows(CLAIMS))
    assert result["enough"].item() is False


def test_aging_by_service_and_by_turn() -> None:
    as_of = date(2025, 6, 30)
    base = {
        "population": "insurance",
        "observed": True,
        "date_submitted": date(2025, 6, 25),
        "date_last_event": None,
        "expected_allowed_open": None,
    }
    claims = pl.DataFrame(
        [
            {**base, "payer": "A", "date_of_service": date(2025, 5, 31), "amount_open": 100},
            {**base, "payer": "A", "date_of_service": date(2025, 5, 30), "amount_open": 200, "expected_allowed_open": 90},
            {**base, "payer": "A", "date_of_service": date(2025, 1, 1), "amount_open": 400},
            {**base, "payer": "A", "date_of_service": date(2025, 1, 1), "amount_open": 0},
            {**base, "payer": "A", "date_of_service": None, "amount_open": 800},
            {**base, "payer": "A", "date_of_service": date(2025, 1, 1), "amount_open": 1600, "observed": False},
        ],
        schema_overrides={"date_of_service": pl.Date, "date_submitted": pl.Date, "date_last_event": pl.Date, "expected_allowed_open": pl.Int64},
    )  # fmt: skip
    by_service = aging(claims, as_of=as_of)
    assert by_service.select("bucket", "amount_open").rows() == [
        ("0-30", 100),
        ("31-60", 200),
        ("121+", 400),
        ("no date", 800),
    ]
    assert by_service["claims_without_estimate"].to_list() == [1, 0, 1, 1]
    assert aging(claims, as_of=as_of, aged_from="turn").select("bucket", "amount_open").rows() == [("0-30", 1500)]


def test_receivables_lie_between_the_unanswered_and_all_that_is_refused() -> None:
    """90 days of 100 dollars a day; 300 unanswered, 600 refused and perhaps given up: 9 days, at least 3."""
    kpi = find_kpi("insurance_ar_gross_days")[0]
    table = """
payer | amount_open | amount_billed | state  || x
A     | 30000       | 300000        | open   ||
A     | 60000       | 600000        | denied ||
"""
    result = compute_rows(kpi, rows(table)).row(0, named=True)
    assert (result["low"], result["value"], result["high"]) == (3.0, 9.0, 9.0)
