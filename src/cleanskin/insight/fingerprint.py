"""The denial fingerprint: where a payer refuses a code for a reason more often than the rest of the practice meets it.

Each payer x code x CARC is held against the same code and CARC at the practice's other payers (or, when the others have
too few lines of that code, against the CARC over all other lines) by an exact binomial tail; the Benjamini-Hochberg
procedure keeps the share of false alarms among those shown at or below `FALSE_DISCOVERY_MAX`.
"""

import polars as pl

from cleanskin.insight.statistics import benjamini_hochberg, binomial_upper_tail

LINES_MIN = 20
"""Answered lines of a payer and code below which no cluster is tested.  [assumed]"""
DENIED_MIN = 5
"""Refused lines below which no cluster is tested.  [assumed]"""
FALSE_DISCOVERY_MAX = 0.05
"""Largest share of false alarms allowed among the clusters shown.  [assumed]"""

_KEY = ["payer", "code", "group_code", "carc"]


def clusters(answered_lines: pl.DataFrame, denied_lines: pl.DataFrame) -> pl.DataFrame:
    """Return the payer x code x CARC clusters that stand out, largest refused amount first.

    Grain: payer, code, group_code, carc.  Columns: category, lines (answered), denied, share, share_elsewhere,
    basis ("same code elsewhere" or "all other lines"), excess_lines, amount_refused, amount_still_refused, q_value.
    """
    answered = answered_lines.group_by("payer", "code").agg(pl.len().alias("lines"))
    refused = denied_lines.group_by(_KEY).agg(
        pl.len().alias("denied"),
        pl.col("category").mode().sort().first(),
        pl.col("first_amount_denied").sum().alias("amount_refused"),
        pl.col("amount_denied_now").sum().alias("amount_still_refused"),
        pl.col("expected_allowed").sum().alias("expected_allowed"),
    )
    lines_total = answered_lines.height
    tested = (
        refused.join(answered, on=["payer", "code"], how="inner")
        .join(
            refused.group_by("code", "carc").agg(pl.col("denied").sum().alias("denied_code")),
            on=["code", "carc"],
            how="left",
        )
        .join(answered.group_by("code").agg(pl.col("lines").sum().alias("lines_code")), on="code", how="left")
        .join(refused.group_by("carc").agg(pl.col("denied").sum().alias("denied_carc")), on="carc", how="left")
        .filter((pl.col("lines") >= LINES_MIN) & (pl.col("denied") >= DENIED_MIN))
        .with_columns(same_code=(pl.col("lines_code") - pl.col("lines")) >= LINES_MIN)
        .with_columns(
            base_denied=pl.when("same_code")
            .then(pl.col("denied_code") - pl.col("denied"))
            .otherwise(pl.col("denied_carc") - pl.col("denied")),
            base_lines=pl.when("same_code")
            .then(pl.col("lines_code") - pl.col("lines"))
            .otherwise(lines_total - pl.col("lines")),
        )
        .filter(pl.col("base_lines") > 0)
        # one refusal is added to the comparison, so that "never elsewhere" is not taken as "impossible"
        .with_columns(share_elsewhere=(pl.col("base_denied") + 1) / (pl.col("base_lines") + 1))
        .sort(_KEY)
    )
    p_values = [
        binomial_upper_tail(denied, lines, share)
        for denied, lines, share in tested.select("denied", "lines", "share_elsewhere").iter_rows()
    ]
    return (
        tested.with_columns(
            q_value=pl.Series("q_value", benjamini_hochberg(p_values), dtype=pl.Float64),
            share=pl.col("denied") / pl.col("lines"),
            basis=pl.when("same_code").then(pl.lit("same code elsewhere")).otherwise(pl.lit("all other lines")),
            share_elsewhere=pl.col("base_denied") / pl.col("base_lines"),
        )
        .with_columns(excess_lines=pl.col("denied") - pl.col("lines") * pl.col("share_elsewhere"))
        .filter((pl.col("q_value") <= FALSE_DISCOVERY_MAX) & (pl.col("excess_lines") > 0))
        .select(
            *_KEY,
            "category",
            "lines",
            "denied",
            "share",
            "share_elsewhere",
            "basis",
            "excess_lines",
            "amount_refused",
            "amount_still_refused",
            "expected_allowed",
            "q_value",
        )
        .sort("amount_refused", *_KEY, descending=[True, False, False, False, False], nulls_last=True)
    )


def payer_by_cause(answered_lines: pl.DataFrame, denied_lines: pl.DataFrame) -> pl.DataFrame:
    """Return the share of answered lines refused, by payer and root cause.

    Grain: payer, category (null when undetermined).  Columns: lines (answered by that payer), denied, share,
    amount_refused.
    """
    answered = answered_lines.group_by("payer").agg(pl.len().alias("lines"))
    return (
        denied_lines.group_by("payer", "category")
        .agg(pl.len().alias("denied"), pl.col("first_amount_denied").sum().alias("amount_refused"))
        .join(answered, on="payer", how="left")
        .with_columns(share=pl.col("denied") / pl.col("lines"))
        .sort("amount_refused", "payer", "category", descending=[True, False, False], nulls_last=True)
    )
