from datetime import date
from typing import Any

import polars as pl
import pytest

from cleanskin.insight.coverage import coverage_cells, coverage_findings, observed_shares, payer_coverage

MARCH, APRIL = date(2025, 3, 10), date(2025, 4, 10)


def claims(*groups: tuple[str, date, int, int, int]) -> pl.DataFrame:
    """Groups of (payer, day of service, claims, of them past their time, of them answered); 100 dollars each."""
    rows: list[dict[str, Any]] = []
    for payer, day, number, past, answered in groups:
        rows += [
            {
                "entity": "1:2", "payer": payer, "payer_label": payer, "date_of_service": day, "amount_billed": 10000,
                "is_answered": place < answered, "has_decision": place < answered, "is_past": place < past,
            }
            for place in range(number)
        ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"date_of_service": pl.Date})


def remits(*groups: tuple[str, date, int, int]) -> pl.DataFrame:
    rows = [
        ("1:2", payer, payer, day, place < matched) for payer, day, number, matched in groups for place in range(number)
    ]
    schema = {
        "entity": pl.String,
        "payer": pl.String,
        "payer_label": pl.String,
        "date_of_service": pl.Date,
        "is_matched": pl.Boolean,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def status(claims_: pl.DataFrame, remits_: pl.DataFrame | None = None) -> dict[tuple[str, int], str]:
    cells = coverage_cells(claims_, remits() if remits_ is None else remits_, as_of=date(2025, 6, 1))
    return {(row["payer"], row["month"].month): row["status"] for row in cells.to_dicts()}


@pytest.mark.parametrize(
    ("past", "answered", "expected"),
    [
        (10, 10, "observed"),
        (10, 5, "observed"),
        (10, 4, "sparse"),
        (10, 0, "no_remittances"),
        (0, 0, "young"),
        (4, 3, "young"),
    ],
)
def test_a_month_of_ten_claims(past: int, answered: int, expected: str) -> None:
    assert status(claims(("A", MARCH, 10, past, answered))) == {("A", 3): expected}


def test_a_thin_month_is_judged_by_the_payers_other_months() -> None:
    found = status(
        claims(("A", MARCH, 20, 20, 19), ("A", APRIL, 2, 2, 0), ("B", MARCH, 20, 20, 0), ("B", APRIL, 2, 0, 0))
    )
    assert found == {("A", 3): "observed", ("A", 4): "observed", ("B", 3): "no_remittances", ("B", 4): "no_remittances"}


def test_remittances_without_claims_are_a_cell_of_their_own() -> None:
    found = status(claims(("A", MARCH, 10, 10, 10)), remits(("A", MARCH, 9, 9), ("A", APRIL, 7, 0)))
    assert found == {("A", 3): "observed", ("A", 4): "no_claims"}


def test_shares_and_findings() -> None:
    cells = coverage_cells(
        claims(("A", MARCH, 7, 7, 7), ("B", MARCH, 3, 3, 0)), remits(("C", APRIL, 2, 0)), as_of=date(2025, 6, 1)
    )
    assert {finding.id for finding in coverage_findings(cells, observed_shares(observed((70, True), (30, False))))} == {
        "CS-INS-006",
        "CS-INS-007",
        "CS-INS-008",
    }
    by_payer = {row["payer"]: row for row in payer_coverage(cells).to_dicts()}
    assert by_payer["A"]["share_answered"] == 1.0
    assert by_payer["C"]["share_answered"] is None
    assert by_payer["C"]["share_matched"] == 0.0
    assert (by_payer["A"]["amount_not_observed"], by_payer["A"]["months_not_observed"]) == (0, 0)
    assert (by_payer["B"]["amount_not_observed"], by_payer["B"]["months_not_observed"]) == (30_000, 1)
    assert by_payer["B"]["without_remittances"] == [date(2025, 3, 1)]
    assert by_payer["C"]["without_claims"] == [date(2025, 4, 1)]


def observed(*rows: tuple[int, bool]) -> pl.DataFrame:
    return pl.DataFrame(
        [{"entity": "e", "amount_billed": billed, "observed": seen} for billed, seen in rows],
        schema={"entity": pl.String, "amount_billed": pl.Int64, "observed": pl.Boolean},
    )


def test_the_observed_share_is_of_charges() -> None:
    share = observed_shares(observed((70_000, True), (10_000, False), (20_000, False))).row(0, named=True)
    assert (share["amount_billed"], share["amount_observed"], share["observed_share"]) == (100_000, 70_000, 0.7)


def test_without_charges_there_is_no_share() -> None:
    assert observed_shares(observed((0, True)))["observed_share"].to_list() == [None]
