"""Aging of what insurers owe: by age bucket, from the day of service or from the day it became the payer's turn.

Credits never lessen it (kpis.md G6): open amounts are never negative.  Patient balances are not in claim files.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import polars as pl

from cleanskin.insight.population import INSURANCE

BUCKETS: tuple[tuple[str, int, int | None], ...] = (
    ("0-30", 0, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("91-120", 91, 120), ("121+", 121, None),
)  # fmt: skip
"""Label, first and last day; the last bucket has no end."""

AgedFrom = Literal["service", "turn"]
"""service: the day of service; turn: first submission, or the last event of a claim that was answered."""


def aging(
    claim_facts: pl.DataFrame, *, as_of: date, by: Sequence[str] = (), aged_from: AgedFrom = "service"
) -> pl.DataFrame:
    """Age the open amounts of observed insurance claims.

    One row per `by` and bucket with something open: bucket, claims, amount_open (cents), expected_allowed_open (cents,
    of the claims where it could be estimated), claims_without_estimate.
    """
    start = pl.col("date_of_service") if aged_from == "service" else pl.coalesce("date_last_event", "date_submitted")
    age = (pl.lit(as_of, dtype=pl.Date) - start).dt.total_days().clip(0)
    bucket = pl.lit("no date")
    for label, first, _ in BUCKETS:
        bucket = pl.when(age >= first).then(pl.lit(label)).otherwise(bucket)
    opened = claim_facts.filter(pl.col("population") == INSURANCE, pl.col("observed"), pl.col("amount_open") > 0)
    return (
        opened.with_columns(bucket=bucket)
        .group_by(*by, "bucket")
        .agg(
            claims=pl.len().cast(pl.Int64),
            amount_open=pl.col("amount_open").sum(),
            expected_allowed_open=pl.col("expected_allowed_open").sum(),
            claims_without_estimate=pl.col("expected_allowed_open").is_null().sum().cast(pl.Int64),
        )
        .sort(*by, pl.col("bucket").str.extract(r"^(\d+)", 1).cast(pl.Int64), nulls_last=True)
    )
