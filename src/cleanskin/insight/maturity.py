"""How long payers take to answer, from survival curves, and when a claim counts as late.

A lag taken from paid claims alone is too short, because the slow ones are still open.  The Kaplan-Meier curve counts
an unanswered claim as "not yet, after so many days" instead of leaving it out.
Source: Kaplan & Meier, J Am Stat Assoc 1958;53:457.
"""

from collections.abc import Sequence

import polars as pl

USUAL_SHARE = 0.90
"""A payer's usual answer time is the day by which this share of its claims has been answered.  [assumed]"""

MINIMUM_ANSWERS = 30
"""With fewer answers than this a payer borrows the curve of all payers.  [assumed]"""

USUAL_DAYS_LOWEST = 14
"""No claim is called late before this: Original Medicare may not pay an electronic claim sooner."""

USUAL_DAYS_HIGHEST = 120
"""No claim is called young after this.  [assumed]"""

USUAL_DAYS_DEFAULT = 45
"""Usual answer time when the files hold too few answers to say.  [assumed]"""


def survival_curve(claims: pl.DataFrame, *, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the Kaplan-Meier curve of time to answer.

    `claims` has a column `days` (to the answer, or to the as-of day when unanswered), `answered` (flag) and the `by`
    columns; rows with null or negative days are left out.  One row per (`by`, day with at least one answer or censored
    claim): days, at_risk, answered, censored, unanswered_share (the curve S after that day).
    """
    keys = list(by)
    counts = (
        claims.filter(pl.col("days") >= 0)
        .group_by(*keys, "days")
        .agg(
            answered=pl.col("answered").sum().cast(pl.Int64),
            censored=(~pl.col("answered")).sum().cast(pl.Int64),
        )
        .sort(*keys, "days")
    )
    leaving = pl.col("answered") + pl.col("censored")
    at_risk = leaving.cum_sum(reverse=True)
    counts = counts.with_columns(at_risk=at_risk.over(keys) if keys else at_risk)
    staying = (1 - pl.col("answered") / pl.col("at_risk")).cum_prod()
    return counts.with_columns(unanswered_share=staying.over(keys) if keys else staying).select(
        *keys, "days", "at_risk", "answered", "censored", "unanswered_share"
    )


def curve_quantiles(curve: pl.DataFrame, shares: dict[str, float], *, by: Sequence[str] = ()) -> pl.DataFrame:
    """Read quantiles off survival curves: for each name in `shares`, the first day by which that share was answered.

    One row per `by`: the quantiles in days (null when the curve never gets there), answered, n (claims on the curve).
    """
    keys = list(by)
    # a share is reached when S <= 1 - share; the tolerance is for sums of fractions, far below one claim in 10^9
    reached = {
        name: pl.col("days").filter(pl.col("unanswered_share") <= 1 - share + 1e-12).min()
        for name, share in shares.items()
    }
    totals = {
        "answered": pl.col("answered").sum(),
        "n": (pl.col("answered") + pl.col("censored")).sum(),
    }
    if keys:
        return curve.group_by(keys).agg(**reached, **totals).sort(keys)
    return curve.select(**reached, **totals)


def usual_answer_times(claims: pl.DataFrame) -> pl.DataFrame:
    """Return each payer's usual answer time in days, with where it comes from.

    `claims` has payer, days, answered (see `survival_curve`).  One row per payer: payer, usual_days, basis
    (own_curve; own_answers: the curve levels off before the share is reached, so answered claims alone; all_payers;
    default), answered, n, median_days.
    """
    shares = {"median_days": 0.5, "curve_days": USUAL_SHARE}
    own = curve_quantiles(survival_curve(claims, by=("payer",)), shares, by=("payer",))
    naive = (
        claims.filter(pl.col("answered") & (pl.col("days") >= 0))
        .group_by("payer")
        .agg(naive_days=pl.col("days").quantile(USUAL_SHARE, "higher").cast(pl.Int64))
    )
    everyone, basis_of_all = _all_payers_days(claims)
    enough = pl.col("answered") >= MINIMUM_ANSWERS
    return (
        claims.select("payer")
        .unique()
        .join(own, on="payer", how="left")
        .join(naive, on="payer", how="left")
        .with_columns(pl.col("answered", "n").fill_null(0))
        .select(
            "payer",
            pl.when(enough & pl.col("curve_days").is_not_null())
            .then(pl.col("curve_days"))
            .when(enough)
            .then(pl.col("naive_days"))
            .otherwise(pl.lit(everyone, dtype=pl.Int64))
            .clip(USUAL_DAYS_LOWEST, USUAL_DAYS_HIGHEST)
            .alias("usual_days"),
            pl.when(enough & pl.col("curve_days").is_not_null())
            .then(pl.lit("own_curve"))
            .when(enough)
            .then(pl.lit("own_answers"))
            .otherwise(pl.lit(basis_of_all))
            .alias("basis"),
            "answered",
            "n",
            "median_days",
        )
        .sort("payer")
    )


def _all_payers_days(claims: pl.DataFrame) -> tuple[int, str]:
    """Usual answer time over all payers, and whether it is one or only the default."""
    usable = claims.filter(pl.col("days") >= 0)
    answered = usable.filter(pl.col("answered"))
    if answered.height < MINIMUM_ANSWERS:
        return USUAL_DAYS_DEFAULT, "default"
    reached = curve_quantiles(survival_curve(usable), {"curve_days": USUAL_SHARE})["curve_days"].item()
    if reached is None:
        reached = answered["days"].quantile(USUAL_SHARE, "higher")
    return int(reached or USUAL_DAYS_DEFAULT), "all_payers"
