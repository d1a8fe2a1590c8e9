"""What payers do to control numbers: cut them, and drop suffixes.  Learned per payer from pairs that agree otherwise.

A control number that is a beginning (or an ending) of a claim's is no proof: it joins only together with day of service
and charge and no contradiction between the patients.
"""

import polars as pl

from cleanskin.remit import keys

SHORTEST = 5
"""Characters that must be left of a cut control number."""


def changed_numbers(rest: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Pair remits whose number begins or ends a claim's, day and charge equal.  `claims` are `keys.facing`."""
    wanted = rest.filter(pl.col("number").str.len_bytes() >= SHORTEST).drop_nulls(["number", "served", "billed"])
    near = claims.join(
        wanted.select("served", "billed", "usage").unique(),
        left_on=["served_claim", "billed_claim", "usage_claim"],
        right_on=["served", "billed", "usage"],
        how="semi",
    )
    found = []
    lengths = wanted["number"].str.len_bytes().unique().sort().to_list()
    for length in lengths:
        asking = wanted.filter(pl.col("number").str.len_bytes() == length)
        longer = near.filter(pl.col("number_claim").str.len_bytes() > length)
        for cut in (pl.col("number_claim").str.slice(0, length), pl.col("number_claim").str.slice(-length)):
            offered = longer.with_columns(cut.alias("cut_claim"))
            pairs = keys.pairs_on(
                asking.with_columns(pl.col("number").alias("cut")), offered, on=["cut", "served", "billed", "usage"]
            )
            found.append(pairs.drop("cut", "cut_claim"))
    if not found:
        return keys.pairs_on(wanted.head(0), near.head(0), on=["number", "served", "billed", "usage"])
    return pl.concat(found)
