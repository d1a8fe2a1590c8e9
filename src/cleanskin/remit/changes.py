"""What payers do to control numbers: they cut them.  Learned per payer from pairs that agree otherwise.

A control number that begins (or ends) a claim's is no proof: it joins only together with day of service, charge and
patient (surname or member number).  Where a payer was so seen to cut at one length, again and again, its numbers of
that length are also joined by day alone, as whole numbers are.
"""

from collections.abc import Iterator

import polars as pl

from cleanskin.remit import keys

SHORTEST = 5
"""Characters that must be left of a cut control number."""

SEEN = 5
"""Pairs cut at one length that teach a payer's habit."""

_FORMS = ("squeezed", "number")


def changed_numbers(rest: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Pair remits whose number begins or ends a claim's, day and charge equal.  `claims` are `keys.facing`."""
    wanted = rest.drop_nulls(["number", "served", "billed"])
    near = claims.join(
        wanted.select("served", "billed", "usage").unique(),
        left_on=["served_claim", "billed_claim", "usage_claim"],
        right_on=["served", "billed", "usage"],
        how="semi",
    )
    found = [
        keys.pairs_on(asking, offered, on=["cut", "served", "billed", "usage"]).filter(keys.patient_agrees())
        for asking, offered in _cuts(wanted, near)
    ]
    return pl.concat(found) if found else _no_pairs(wanted, near)


def learned_cuts(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return (payer, length, form) of payers seen to keep the beginning of numbers, from pairs of `changed_numbers`."""
    begins = pl.col("cut") == pl.col("cut_from").str.slice(0, pl.col("length"))
    return (
        pairs.with_columns(pl.col("cut").str.len_bytes().alias("length"))
        .filter(begins)
        .group_by("payer", "length", "form")
        .agg(pl.col("remit_claim_id").n_unique().alias("seen"))
        .filter(pl.col("seen") >= SEEN)
        .select("payer", "length", "form")
    )


def cut_days(rest: pl.DataFrame, dated: pl.DataFrame, learned: pl.DataFrame) -> pl.DataFrame:
    """Pair remits of payers that cut, by the cut number and any day of the claim's lines (`day_claim` of `dated`)."""
    found = []
    for length, form in learned.select("length", "form").unique().sort("length", "form").iter_rows():
        payers = learned.filter((pl.col("length") == length) & (pl.col("form") == form)).select("payer").unique()
        asking = rest.join(payers, on="payer", how="semi").filter(pl.col(form).str.len_bytes() == length)
        asking = asking.with_columns(pl.col(form).alias("cut"), pl.col("served").alias("day"))
        whole, asked = pl.col(f"{form}_claim"), asking["cut"].unique().implode()
        cut = whole.str.slice(0, length)
        offered = dated.filter((whole.str.len_bytes() > length) & cut.is_in(asked)).with_columns(cut.alias("cut_claim"))
        found.append(keys.pairs_on(asking, offered, on=["cut", "day", "usage"]).drop("cut", "cut_claim"))
    return (
        pl.concat(found)
        if found
        else keys.pairs_on(
            rest.head(0).with_columns(pl.col("served").alias("day")), dated.head(0), on=["number", "day", "usage"]
        )
    )


def _cuts(wanted: pl.DataFrame, near: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield both sides with a common column `cut` for every length of number asked for."""
    for form in _FORMS:
        lengths = wanted[form].str.len_bytes().unique().sort().to_list()
        for length in lengths:
            if length < SHORTEST:
                continue
            asking = wanted.filter(pl.col(form).str.len_bytes() == length).with_columns(pl.col(form).alias("cut"))
            asked = asking["cut"].unique().implode()
            whole = pl.col(f"{form}_claim")
            labels = (whole.alias("cut_from"), pl.lit(form).alias("form"))
            for cut in (whole.str.slice(0, length), whole.str.slice(-length)):
                offered = near.filter((whole.str.len_bytes() > length) & cut.is_in(asked))
                yield asking, offered.with_columns(cut.alias("cut_claim"), *labels)


def _no_pairs(wanted: pl.DataFrame, near: pl.DataFrame) -> pl.DataFrame:
    asking = wanted.head(0).with_columns(pl.col("number").alias("cut"))
    labels = (pl.col("number_claim").alias("cut_from"), pl.lit("number").alias("form"))
    offered = near.head(0).with_columns(pl.col("number_claim").alias("cut_claim"), *labels)
    return keys.pairs_on(asking, offered, on=["cut", "served", "billed", "usage"])
