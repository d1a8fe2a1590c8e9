"""What each claim is within its chain: original, replacement, void, resubmission, secondary or duplicate.

A repeated original is a resubmission when an answer or a rejection lies before it, when its content changed, or when it
was sent more than DUPLICATE_DAYS after equal content; else it is a duplicate and counts nowhere.
"""

import polars as pl

from cleanskin.remit.chains import roots
from cleanskin.x12.bulk.rows import among, beside, shared

COLUMNS = ("claim_id", "rank", "frequency", "turn", "created", "content")
"""Columns of the claim side that relations read."""

DUPLICATE_DAYS = 7
"""Equal content sent again within so many days without an answer or rejection in between is a duplicate."""


def relations(
    claims: pl.DataFrame,
    *,
    repeated: pl.DataFrame,
    parent: pl.DataFrame,
    root: pl.DataFrame,
    answers: pl.DataFrame,
    rejections: pl.DataFrame,
) -> pl.DataFrame:
    """Return the `claim_chains` frame.

    `claims` are all claims, with COLUMNS; `repeated` from `duplicates.repeated_claims`; `parent` and `root` from
    `chains`; `answers` (root, remitted) of the remittance claims matched; `rejections` (claim_id, rejected) of 277CAs.
    """
    live = among(claims, repeated["claim_id"], on="claim_id", kept=False)
    named = _named(_beside_parent(live, claims, parent, root, answers, rejections))
    copies = (
        repeated.join(claims.select("claim_id", "rank"), on="claim_id", how="left")
        .join(root.rename({"claim_id": "duplicate_of_claim_id"}), on="duplicate_of_claim_id", how="left")
        .select(
            "claim_id",
            pl.col("root").alias("root_claim_id"),
            "rank",
            pl.lit("duplicate").alias("relation"),
            "duplicate_of_claim_id",
            pl.lit("same_content").alias("reason"),
        )
    )
    counted = pl.col("relation") != "duplicate"
    chain = pl.concat((named, copies))
    # Most claims are alone in their chain: only the others need counting.
    several = shared(chain.select("claim_id", "root_claim_id", "rank", "relation"), ["root_claim_id"])
    # A duplicate keeps the number of the submission it repeats.
    numbered = several.sort("root_claim_id", "rank").select(
        "claim_id", counted.cast(pl.Int64).cum_sum().over("root_claim_id").alias("sequence")
    )
    chain = beside(chain, numbered, on="claim_id").with_columns(pl.col("sequence").fill_null(counted.cast(pl.Int64)))
    repeats = chain.filter(counted.not_()).select("claim_id", pl.col("duplicate_of_claim_id").alias("parent"))
    first = roots(repeats, repeats).rename({"root": "repeats"})
    return (
        beside(chain, first, on="claim_id")
        .with_columns(pl.col("repeats").alias("duplicate_of_claim_id"))
        .select("claim_id", "root_claim_id", "sequence", "relation", "duplicate_of_claim_id", "reason")
        .sort("claim_id")
    )


def _beside_parent(
    live: pl.DataFrame,
    claims: pl.DataFrame,
    parent: pl.DataFrame,
    root: pl.DataFrame,
    answers: pl.DataFrame,
    rejections: pl.DataFrame,
) -> pl.DataFrame:
    """Put beside each live claim its root, its parent, the chain's first answer and the parent's first rejection."""
    # An answer in between matters only to what has a parent, whose chain has several members.
    chained = among(root, parent["claim_id"], on="claim_id")["root"]
    first_answer = among(answers, chained, on="root").group_by("root").agg(pl.col("remitted").min().alias("answered"))
    first_rejection = rejections.group_by(pl.col("claim_id").alias("parent")).agg(pl.col("rejected").min())
    above = claims.select(
        pl.col("claim_id").alias("parent"),
        pl.col("content").alias("content_parent"),
        pl.col("created").alias("created_parent"),
        pl.col("turn").alias("turn_parent"),
    )
    joined = beside(beside(live, root, on="claim_id"), parent, on="claim_id")
    joined = beside(beside(joined, first_answer, on="root"), above, on="parent")
    return beside(joined, first_rejection, on="parent")


def _named(joined: pl.DataFrame) -> pl.DataFrame:
    heard = (pl.col("answered") < pl.col("created")) | (pl.col("rejected") <= pl.col("created"))
    late = (pl.col("created") - pl.col("created_parent")).dt.total_days() > DUPLICATE_DAYS
    equal = pl.col("content") == pl.col("content_parent")
    has_parent = pl.col("parent").is_not_null()
    next_payer = pl.when(has_parent).then(pl.col("turn") > pl.col("turn_parent")).otherwise(pl.col("turn") > 1)
    relation = (
        pl.when(pl.col("frequency") == "7")
        .then(pl.lit("replacement"))
        .when(pl.col("frequency") == "8")
        .then(pl.lit("void"))
        .when(next_payer)
        .then(pl.lit("secondary"))
        .when(has_parent.not_())
        .then(pl.lit("original"))
        .when(heard.fill_null(False) | late.fill_null(False) | equal.fill_null(False).not_())
        .then(pl.lit("resubmission"))
        .otherwise(pl.lit("duplicate"))
    )
    reason = (
        pl.when(has_parent)
        .then(pl.col("joined_by"))
        .when(pl.col("relation") == "original")
        .then(pl.lit("original"))
        .otherwise(pl.lit("original_not_seen"))
    )
    return joined.with_columns(relation.alias("relation")).select(
        "claim_id",
        pl.col("root").alias("root_claim_id"),
        "rank",
        "relation",
        pl.when(pl.col("relation") == "duplicate").then(pl.col("parent")).alias("duplicate_of_claim_id"),
        reason.alias("reason"),
    )
