"""Gaps in control numbers: files that were sent or received but are not here.

Many senders count their interchanges and groups up by one; a number missing between two that are present is a file
that may be missing.  Senders that do not count (random numbers, or all the same number) are recognised and left alone.
"""

import polars as pl

from cleanskin.insight.findings import CONTROL_NUMBER_GAP
from cleanskin.kernel.finding import Finding

COUNTING_SHARE = 0.50
"""A sender counts when at least this share of the steps between its sorted numbers is exactly one.  [assumed]"""

MINIMUM_NUMBERS = 5
"""Distinct numbers a sender must show before its steps mean anything.  [assumed]"""

LARGEST_GAP = 1000
"""A longer jump is a new series, not missing files.  [assumed]"""


def control_number_gaps(transactions: pl.DataFrame) -> pl.DataFrame:
    """Return missing control numbers between present ones.

    One row per gap: level (interchange, group, transaction), sender_id, receiver_id, kind (transaction name), first_missing,
    last_missing, missing.  For transactions the series restarts in every group.
    """
    numbers = transactions.filter(pl.col("transaction").is_in(["837P", "835"])).select(
        "sender_id",
        "receiver_id",
        "file_id",
        kind="transaction",
        interchange=pl.col("isa_control_number").cast(pl.Int64, strict=False),
        group=pl.col("gs_control_number").cast(pl.Int64, strict=False),
        transaction=pl.col("st_control_number").cast(pl.Int64, strict=False),
    )
    series = ["sender_id", "receiver_id", "kind"]
    return pl.concat(
        [
            _gaps(numbers, series, "interchange"),
            _gaps(numbers, series, "group"),
            _gaps(numbers, [*series, "file_id", "interchange", "group"], "transaction"),
        ]
    )


def _gaps(numbers: pl.DataFrame, series: list[str], level: str) -> pl.DataFrame:
    ordered = numbers.select(*series, level).drop_nulls(level).unique().sort(*series, level)
    steps = ordered.with_columns(before=pl.col(level).shift(1).over(series)).with_columns(
        step=pl.col(level) - pl.col("before")
    )
    if level == "transaction":
        counts = pl.lit(True)  # ST02 must be unique in its group and is a running number by custom
    else:
        ones = (pl.col("step") == 1).sum().over(series)
        distinct = pl.len().over(series)
        counts = (distinct >= MINIMUM_NUMBERS) & (ones >= COUNTING_SHARE * (distinct - 1))
    return steps.filter(counts, pl.col("step") > 1, pl.col("step") <= LARGEST_GAP).select(
        pl.lit(level).alias("level"),
        "sender_id",
        "receiver_id",
        "kind",
        first_missing=pl.col("before") + 1,
        last_missing=pl.col(level) - 1,
        missing=pl.col("step") - 1,
    )


def gap_findings(gaps: pl.DataFrame) -> tuple[Finding, ...]:
    """One finding per level, sender and kind of transaction with gaps."""
    grouped = gaps.group_by("level", "sender_id", "receiver_id", "kind", maintain_order=True).agg(
        pl.col("missing").sum(), "first_missing", "last_missing"
    )
    findings = []
    for row in grouped.iter_rows(named=True):
        ranges = [
            str(first) if first == last else f"{first}-{last}"
            for first, last in zip(row["first_missing"], row["last_missing"], strict=True)
        ]
        findings.append(
            CONTROL_NUMBER_GAP.finding(
                message=f"{row['missing']} {row['level']} control numbers are missing in the {row['kind']} series of sender "
                f"{row['sender_id']} to receiver {row['receiver_id']}: files may be missing",
                evidence=tuple(ranges[:20]),
            )
        )
    return tuple(findings)
