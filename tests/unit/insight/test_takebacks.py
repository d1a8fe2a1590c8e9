from datetime import date

import polars as pl

from cleanskin.insight.takebacks import recovered_from_claims, takebacks

DAY = date(2025, 3, 1)


def events(*rows: tuple[str, int, int | None]) -> pl.DataFrame:
    """(kind, change of paid, original claim)."""
    return pl.DataFrame(
        [
            {"kind": kind, "amount_paid_change": change, "root_claim_id": root, "entity": "1:2", "payer": "A", "payer_label": "A", "date_remitted": DAY}
            for kind, change, root in rows
        ],
        schema={"kind": pl.String, "amount_paid_change": pl.Int64, "root_claim_id": pl.Int64, "entity": pl.String, "payer": pl.String, "payer_label": pl.String, "date_remitted": pl.Date},
    )  # fmt: skip


def adjustments(*rows: tuple[str, int, int | None]) -> pl.DataFrame:
    """(PLB reason, amount, original claim)."""
    return pl.DataFrame(
        [
            {"reason_code": reason, "amount_adjusted": amount, "root_claim_id": root, "entity": "1:2", "payer": "A", "payer_label": "A", "date": DAY}
            for reason, amount, root in rows
        ],
        schema={"reason_code": pl.String, "amount_adjusted": pl.Int64, "root_claim_id": pl.Int64, "entity": pl.String, "payer": pl.String, "payer_label": pl.String, "date": pl.Date},
    )  # fmt: skip


def taken(frame: pl.DataFrame) -> int:
    return int(frame.filter(pl.col("kind") == "recovery")["amount"].sum())


def test_only_lowered_payments_are_takebacks() -> None:
    frame = takebacks(
        events(("decision", 8000, 1), ("correction", -2000, 1), ("correction", 500, 2), ("takeback", -3000, 3)),
        adjustments(),
    )
    assert sorted(frame["amount"].to_list()) == [2000, 3000]


def test_a_deferred_recovery_counts_once() -> None:
    """Reversal of 80 paid back to the practice in the same payment (WO -80), taken from a later one (WO 80)."""
    frame = takebacks(events(("takeback", -8000, 1)), adjustments(("WO", -8000, 1), ("WO", 8000, 1)))
    assert taken(frame) == 8000


def test_forwarded_balances_and_interest_are_none() -> None:
    frame = takebacks(
        events(), adjustments(("FB", -8000, None), ("FB", 8000, None), ("L6", -500, None), ("ZZ", 100, None))
    )
    assert taken(frame) == 0
    assert dict(frame.group_by("kind").agg(pl.col("amount").sum()).iter_rows()) == {
        "forwarded_balance": 0,
        "interest": -500,
        "other": 100,
    }


def test_a_recovery_reaches_its_claim_unless_a_reversal_did() -> None:
    frame = takebacks(
        events(("takeback", -8000, 1)),
        adjustments(("WO", 8000, 1), ("WO", 5000, 2), ("WO", 700, None), ("WO", 300, 3), ("WO", -300, 3)),
    )
    assert recovered_from_claims(frame).rows() == [(2, 5000)]
