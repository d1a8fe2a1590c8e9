"""Which submission of its chain a remittance claim answers, and which payer in turn speaks.

Among a chain's submissions the one is chosen that was created before the payer received it (DTM*050, else before the
remittance), stands at the turn the payer says (CLP02 1/19 first, 2/20 second, 3/21 third), went to this payer, bills
the same charge, and is the latest of those left.

The payer's turn is CLP02 where it says second or third; else the submission's SBR01 when it went to this payer; else
second when another payer has already said that it forwarded the claim (CLP02 19 or 23): a crossover needs no secondary
claim from the practice.
"""

import polars as pl

from cleanskin.x12.bulk.rows import beside, shared

RECEIVED_SLACK_DAYS = 1
"""A payer may date the receipt a day before the file's own date of creation."""

_FORWARDED = ("19", "23")
_CHOSEN = ("remit_claim_id", "claim_id", "claim_billed", "created", "turn", "to_payer")
_ASKED = (
    "remit_claim_id",
    "root",
    "remitted",
    "received",
    "turn_said",
    "payer",
    "payer_id",
    "payer_name",
    "billed",
    "frequency",
)


def place(answered: pl.DataFrame, claims: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Add claim_id, claim_billed, claim_created and turn to live remits.

    `answered`: live remits with root (null for an orphan); `claims`: countable claims with root;
    `links` of `score.payer_links`.
    Reversals get the turn of what they undo later (`events.net`); here it is null when only that can say.
    """
    members = claims.select(
        "root",
        "claim_id",
        "turn",
        "created",
        "rank",
        pl.col("billed").alias("claim_billed"),
        pl.col("frequency").alias("claim_frequency"),
        pl.col("payer_id").alias("payer_id_claim"),
        pl.col("payer_name").alias("payer_name_claim"),
    )
    several = shared(members, ["root"])
    lonely = members.filter(pl.col("root").is_duplicated().not_())
    asked = answered.select(_ASKED)
    alone = beside(asked, lonely, on="root").drop_nulls(["claim_id"])
    one = _to_payer(alone, links).select(_CHOSEN)
    best = _best_submission(_to_payer(asked.join(several, on="root", how="inner"), links))
    chosen = pl.concat((one, best)).rename({"turn": "claim_turn", "created": "claim_created"})
    return _with_turn(beside(answered, chosen, on="remit_claim_id"))


def _best_submission(pairs: pl.DataFrame) -> pl.DataFrame:
    """Of each remittance's pairs take the best: every column of the order is a yes or a no, then the latest."""
    until = pl.coalesce(pl.col("received") + pl.duration(days=RECEIVED_SLACK_DAYS), "remitted")
    order = ["in_time", "in_turn", "to_payer", "same_charge", "same_frequency", "rank"]
    return (
        pairs.with_columns(
            (pl.col("created") <= until).fill_null(True).alias("in_time"),
            (pl.col("turn") == pl.col("turn_said").fill_null(1)).alias("in_turn"),
            (pl.col("billed") == pl.col("claim_billed")).fill_null(False).alias("same_charge"),
            (pl.col("frequency") == pl.col("claim_frequency")).fill_null(False).alias("same_frequency"),
        )
        .sort("remit_claim_id", *order, descending=[False] + [True] * len(order))
        .group_by("remit_claim_id", maintain_order=True)
        .agg(pl.col(_CHOSEN[1:]).first())
        .select(_CHOSEN)
    )


def _to_payer(pairs: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """Add `to_payer`: the submission went to the payer that answers, by id, name or a learned pair of identities."""
    linked = links.with_columns(pl.lit(True).alias("linked"))
    return (
        pairs.with_columns(pl.coalesce("payer_id_claim", "payer_name_claim").alias("payer_claim"))
        .join(linked, on=["payer", "payer_claim"], how="left")
        .with_columns(
            (
                (pl.col("payer_id") == pl.col("payer_id_claim")).fill_null(False)
                | (pl.col("payer_name") == pl.col("payer_name_claim")).fill_null(False)
                | pl.col("linked").fill_null(False)
            ).alias("to_payer")
        )
    )


def _with_turn(placed: pl.DataFrame) -> pl.DataFrame:
    forwards = (
        placed.filter(pl.col("status").is_in(_FORWARDED))
        .drop_nulls("root")
        .sort("rank")
        .group_by("root", maintain_order=True)
        .agg(pl.col("payer").first().alias("forwarder"), pl.col("remitted").first().alias("forwarded"))
    )
    crossed_over = (
        (pl.col("payer") != pl.col("forwarder"))
        & (pl.col("forwarded") <= pl.col("remitted"))
        & (pl.col("status") != "22")
    )
    return (
        beside(placed, forwards, on="root")
        .with_columns(
            pl.when(pl.col("turn_said") > 1)
            .then(pl.col("turn_said"))
            .when((pl.col("claim_turn") > 1) & (pl.col("to_payer") | pl.col("turn_said").is_null()))
            .then(pl.col("claim_turn"))
            .when(crossed_over.fill_null(False))
            .then(2)
            .when(pl.col("is_reversal"))
            .then(None)
            .otherwise(1)
            .cast(pl.Int64)
            .alias("turn")
        )
        .drop("forwarder", "forwarded", "claim_turn", "to_payer")
    )
