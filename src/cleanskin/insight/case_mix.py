"""Comparing providers fairly: what a provider's own mix of work would give at the practice's rates.

Indirect standardisation: every claim or line is expected to behave as the practice's do in the same stratum (payer,
kind of work); observed over expected is the adjusted comparison.  A difference is a reason to review, no more.
"""

import polars as pl

REVIEW_MIN = 30
"""Claims or lines below which a provider is not compared.  [assumed]"""


def observed_over_expected(data: pl.DataFrame, *, unit: str, event: str, strata: list[str]) -> pl.DataFrame:
    """Return one row per value of `unit`: n, observed, expected, share, ratio, ratio_low, ratio_high.

    `event` is a flag column.  The interval is Byar's approximation at 95 % for a count over its expectation
    (Breslow & Day, IARC 1987, p. 69); it is null where nothing is expected.
    """
    rates = data.group_by(strata).agg(pl.col(event).mean().alias("rate"))
    z = 1.959963984540054
    observed, above = pl.col("observed"), pl.col("observed") + 1
    low = observed * (1 - 1 / (9 * observed) - z / (3 * observed.sqrt())).pow(3) / pl.col("expected")
    high = above * (1 - 1 / (9 * above) + z / (3 * above.sqrt())).pow(3) / pl.col("expected")
    counted = pl.col("expected") > 0
    return (
        data.join(rates, on=strata, how="left", nulls_equal=True)
        .group_by(unit)
        .agg(
            pl.len().alias("n"),
            pl.col(event).sum().cast(pl.Float64).alias("observed"),
            pl.col("rate").sum().alias("expected"),
        )
        .with_columns(
            share=pl.col("observed") / pl.col("n"),
            ratio=pl.when(counted).then(pl.col("observed") / pl.col("expected")),
            ratio_low=pl.when(counted & (observed > 0)).then(low).when(counted).then(0.0),
            ratio_high=pl.when(counted).then(high),
        )
        .sort("n", unit, descending=[True, False])
    )
