"""What matching leaves in doubt, counted: how often each finding of the table is met in one matching."""

import polars as pl

from cleanskin.kernel.finding import Finding
from cleanskin.remit.findings import FINDINGS


def counts(
    chain: pl.DataFrame, claim_matches: pl.DataFrame, adjudications: pl.DataFrame, remits: pl.DataFrame
) -> dict[str, int]:
    """Count each doubt.  `remits` are the live remits of `sides` (content, transaction, amounts)."""
    orphan = pl.col("reason") == "orphan"
    live = remits.join(claim_matches.filter(pl.col("reason") != "duplicate"), on="remit_claim_id", how="semi")
    twice = live.filter(pl.len().over("content", "transaction_id") > 1).unique(["content", "transaction_id"])
    again = _paid_again(live)
    unexplained = pl.col("kind").is_in(["takeback", "correction"]) & pl.col("reversed_event_id").is_null()
    return {
        "CS-REM-001": claim_matches.filter(orphan & (pl.col("orphan_reason") == "ambiguous")).height,
        "CS-REM-002": claim_matches.filter(orphan & (pl.col("orphan_reason") == "no_claim")).height,
        "CS-REM-003": claim_matches.filter(pl.col("reason") == "duplicate").height,
        "CS-REM-004": chain.filter((pl.col("relation") == "duplicate") & (pl.col("reason") == "same_content")).height,
        "CS-REM-005": chain.filter((pl.col("relation") == "duplicate") & (pl.col("reason") != "same_content")).height,
        "CS-REM-006": twice.height,
        "CS-REM-007": adjudications.filter(unexplained).height
        + claim_matches.filter((pl.col("part") == "reversal") & pl.col("event_id").is_null()).height,
        "CS-REM-008": chain.filter(
            (pl.col("reason") == "original_not_seen") & pl.col("relation").is_in(["replacement", "void"])
        ).height,
        "CS-REM-009": again,
    }


def _paid_again(live: pl.DataFrame) -> int:
    key = ["content", "payer", "icn", "usage"]
    paid = live.filter((pl.col("paid") > 0) & pl.col("icn").is_not_null())
    several = paid.filter(pl.col("remitted").n_unique().over(key) > 1)
    reversed_ = live.filter("is_reversal").select("icn", "payer").drop_nulls().unique()
    return (
        several.join(reversed_, on=["icn", "payer"], how="anti").height
        - several.join(reversed_, on=["icn", "payer"], how="anti").unique(key).height
    )


def findings_of(
    chain: pl.DataFrame, claim_matches: pl.DataFrame, adjudications: pl.DataFrame, remits: pl.DataFrame
) -> list[Finding]:
    """Return the findings of a matching in the order of the table, none for what did not happen."""
    seen = counts(chain, claim_matches, adjudications, remits)
    return [kind.finding(kind.message.format(count=seen[kind.id])) for kind in FINDINGS if seen[kind.id]]
