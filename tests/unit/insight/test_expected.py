from decimal import Decimal
from typing import Any

import polars as pl

from cleanskin.insight.expected import with_expected_allowed


def lines(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {
        "entity": "1:2",
        "payer": "A",
        "code": "99213",
        "modifiers": "",
        "units": Decimal(1),
        "amount_billed": 20000,
        "amount_allowed": None,
        "amount_patient": 0,
    }
    schema = {
        "entity": pl.String,
        "payer": pl.String,
        "code": pl.String,
        "modifiers": pl.String,
        "units": pl.Decimal(18, 3),
        "amount_billed": pl.Int64,
        "amount_allowed": pl.Int64,
        "amount_patient": pl.Int64,
    }
    return pl.DataFrame([{**base, **row} for row in rows], schema=schema, orient="row")


def test_the_median_of_the_same_payer_code_and_modifiers() -> None:
    data = with_expected_allowed(
        lines({"amount_allowed": 8000}, {"amount_allowed": 9000}, {"amount_allowed": 9500}, {})
    )
    last = data.row(3, named=True)
    assert (last["expected_allowed"], last["expected_is_estimate"]) == (9000, True)
    assert data["expected_is_estimate"].to_list() == [False, False, False, True]


def test_two_lines_are_too_few_and_another_payer_is_no_stand_in() -> None:
    data = with_expected_allowed(
        lines({"amount_allowed": 8000}, {"amount_allowed": 9000}, *[{"payer": "B", "amount_allowed": 7000}] * 5, {})
    )
    assert data.row(7, named=True)["expected_allowed"] is None


def test_other_modifiers_serve_when_the_same_ones_are_rare() -> None:
    data = with_expected_allowed(lines(*[{"modifiers": "25", "amount_allowed": 8000}] * 3, {}))
    assert data.row(3, named=True)["expected_allowed"] == 8000


def test_units_count_and_the_charge_is_the_limit() -> None:
    paid = [{"code": "17003", "units": Decimal(2), "amount_allowed": 1200}] * 3
    data = with_expected_allowed(
        lines(
            *paid, {"code": "17003", "units": Decimal(5)}, {"code": "17003", "units": Decimal(5), "amount_billed": 2500}
        )
    )
    assert data["expected_allowed"].to_list()[3:] == [3000, 2500]


def test_the_patients_usual_part_is_taken_off() -> None:
    """Three lines allowed 10000 each, patients owe 2000 each: payers pay 80 % of a refused line's 10000."""
    data = with_expected_allowed(lines(*[{"amount_allowed": 10000, "amount_patient": 2000}] * 3, {}))
    assert data["expected_paid"].to_list() == [8000, 8000, 8000, 8000]
