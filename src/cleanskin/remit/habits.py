"""How a practice numbers its claims, and what payers were seen to do with the numbers."""

import polars as pl

from cleanskin.x12.bulk.rows import beside, shared

PER_ACCOUNT_SHARE = 0.8
"""Share of claims with a shared number, among patients seen more than once, from which the number is the account's."""

PER_CLAIM_SHARE = 0.05
"""The same share up to which the number is the claim's; mixed in between."""

SHARED_NUMBERS = 0.2
"""Share of a practice's claims on a number with several days of service from which no number identifies a visit."""

TRUNCATION_SEEN = 3
"""Cut numbers of one length that make a payer's limit; fewer, or of several lengths, count as a dropped suffix."""


def control_number_habits(claims: pl.DataFrame, changes: pl.DataFrame) -> pl.DataFrame:
    """Return the `control_number_habits` frame.  `claims` are countable claims with root."""
    roots = pl.col("root").n_unique()
    visits = claims.with_columns(
        (pl.col("number").is_not_null() & (roots.over("billing_tin", "npi", "number") > 1)).alias("shares"),
        (roots.over("billing_tin", "npi", "last", "first", "born") > 1).alias("seen_again"),
    )
    share = pl.col("shares").filter(pl.col("seen_again")).mean()
    entity = visits.group_by("billing_tin", "npi").agg(
        pl.len().cast(pl.Int64).alias("claims"),
        pl.col("number_sent").drop_nulls().n_unique().cast(pl.Int64).alias("distinct_control_numbers"),
        pl.col("shares").sum().cast(pl.Int64).alias("claims_sharing_a_number"),
        pl.when(share >= PER_ACCOUNT_SHARE)
        .then(pl.lit("per_account"))
        .when((share > PER_CLAIM_SHARE).fill_null(False))
        .then(pl.lit("mixed"))
        .otherwise(pl.lit("per_claim"))
        .alias("habit"),
    )
    seen = (
        changes.group_by("billing_tin", "billing_npi")
        .agg(pl.col("change").unique().sort().alias("payer_changes"))
        .rename({"billing_npi": "npi"})
    )
    return (
        entity.join(seen, on=["billing_tin", "npi"], how="left", nulls_equal=True)
        .select(
            "billing_tin",
            pl.col("npi").alias("billing_npi"),
            "claims",
            "distinct_control_numbers",
            "claims_sharing_a_number",
            "habit",
            pl.col("payer_changes").fill_null(pl.lit([], dtype=pl.List(pl.String))),
        )
        .sort("billing_tin", "billing_npi")
    )


def number_changes(placed: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Return the `control_number_changes` frame: what each payer did to the numbers of the claims it was matched to."""
    pairs = (
        placed.select(
            "claim_id",
            "payer",
            pl.col("number_sent").alias("received"),
            pl.col("number").alias("received_bare"),
            pl.col("squeezed").alias("received_plain"),
        )
        .drop_nulls()
        .join(
            claims.select(
                "claim_id",
                "billing_tin",
                "npi",
                pl.col("number_sent").alias("sent"),
                pl.col("number").alias("sent_bare"),
                pl.col("squeezed").alias("sent_plain"),
            ),
            on="claim_id",
            how="inner",
        )
        .drop_nulls(["sent"])
    )
    answered = pairs.group_by("billing_tin", "npi", "payer").agg(pl.len().cast(pl.Int64).alias("answers"))
    told = _told(pairs)
    named = (
        pl.concat(
            told.filter(kind).select("billing_tin", "npi", "payer", "length", pl.lit(kind).alias("change"), "seen")
            for kind in _KINDS
        )
        .group_by("billing_tin", "npi", "payer", "change", "length")
        .agg(pl.col("seen").sum())
        .with_columns(_with_length().alias("change"))
        .group_by("billing_tin", "npi", "payer", "change")
        .agg(pl.col("seen").sum().cast(pl.Int64))
    )
    return (
        named.join(answered, on=["billing_tin", "npi", "payer"], how="left", nulls_equal=True)
        .select("billing_tin", pl.col("npi").alias("billing_npi"), "payer", "change", "seen", "answers")
        .sort("billing_tin", "billing_npi", "payer", "change")
    )


def _told(pairs: pl.DataFrame) -> pl.DataFrame:
    """Count changed numbers by practice, payer, length and what happened to them: one flag of _KINDS each."""
    by = ["billing_tin", "npi", "payer", "length", *_KINDS]
    # Lazily, so that what the kinds have in common is worked out once.
    return (
        pairs.lazy()
        .filter(pl.col("sent") != pl.col("received"))
        .select("billing_tin", "npi", "payer", pl.col("received").str.len_chars().alias("length"), *_kinds())
        .group_by(by)
        .agg(pl.len().alias("seen"))
        .collect()
    )


_KINDS = ("upper_cased", "hyphens_removed", "zeros_stripped", "padded", "truncated", "prefix_stripped")


def _kinds() -> list[pl.Expr]:
    """List what happened to a number, step by step: case, separators, zeros, padding, cut."""
    sent, received = pl.col("sent"), pl.col("received")
    bare_sent, bare_received = pl.col("sent_bare"), pl.col("received_bare")
    squeeze = r"[^0-9A-Za-z]"
    separators = sent.str.contains(squeeze) & received.str.contains(squeeze).not_()
    upper = (sent != sent.str.to_uppercase()) & (received == received.str.to_uppercase())
    plain_sent, plain_received = pl.col("sent_plain"), pl.col("received_plain")
    same = bare_sent == bare_received
    begins = bare_sent.str.starts_with(bare_received) & same.not_()
    ends = bare_sent.str.ends_with(bare_received) & same.not_() & begins.not_()
    zeros = same & (plain_sent != plain_received)
    kinds = (
        upper,
        separators & (same | begins | ends),
        zeros & (plain_sent.str.len_bytes() > plain_received.str.len_bytes()),
        zeros & (plain_sent.str.len_bytes() < plain_received.str.len_bytes()),
        begins,
        ends,
    )
    return [kind.fill_null(False).alias(name) for name, kind in zip(_KINDS, kinds, strict=True)]


def _with_length() -> pl.Expr:
    """Name the limit of a payer that cuts: one length, seen often; other cuts are dropped suffixes."""
    cut = pl.col("change") == "truncated"
    usual = (pl.col("seen") >= TRUNCATION_SEEN) & (
        pl.col("seen") * 10 >= 9 * pl.col("seen").sum().over("billing_tin", "npi", "payer", "change")
    )
    return (
        pl.when(cut & usual)
        .then(pl.format("truncated_to_{}", pl.col("length")))
        .when(cut)
        .then(pl.lit("suffix_stripped"))
        .otherwise(pl.col("change"))
    )


def visits_on_number(claims: pl.DataFrame) -> pl.Series:
    """Days of service on each claim's control number; at least 2 where the practice shares numbers among visits.

    A number seen on one visit only is no proof in a practice that puts the account number on every claim.
    """
    numbers = claims.select("claim_id", "number", "served")
    repeated = shared(numbers, ["number"]).select("claim_id", pl.col("served").n_unique().over("number").alias("days"))
    known = beside(claims.select("claim_id", "npi", "tin"), repeated, on="claim_id")
    days = pl.col("days").fill_null(1)
    shares = (days > 1).mean().over("npi", "tin")
    visits = pl.when(shares > SHARED_NUMBERS).then(pl.max_horizontal(days, pl.lit(2))).otherwise(days)
    return known.select(visits.alias("number_visits"))["number_visits"]
