"""The denial fingerprint: where a payer refuses some work for a reason more often than the rest of the practice meets it.

Each payer x work x reason is held against the same work and reason at the practice's other payers (or, when the others
have too few lines of that work, against the reason over all other lines) by an exact binomial tail; the
Benjamini-Hochberg procedure keeps the share of false alarms among those shown at or below `FALSE_DISCOVERY_MAX`.
Work is a procedure code or a family of codes; a reason is a CARC or a root cause.
"""

from dataclasses import dataclass

import polars as pl

from cleanskin.insight.statistics import benjamini_hochberg, binomial_upper_tail

LINES_MIN = 20
"""Answered lines of a payer and work below which no cluster is tested.  [assumed]"""
DENIED_MIN = 5
"""Refused lines below which no cluster is tested.  [assumed]"""
FALSE_DISCOVERY_MAX = 0.05
"""Largest share of false alarms allowed among the clusters shown.  [assumed]"""


@dataclass(frozen=True, kw_only=True)
class Grain:
    """What a cluster is: a column that names the work, columns that name the reason."""

    work: str
    reason: tuple[str, ...]

    @property
    def key(self) -> list[str]:
        """The columns that identify a cluster."""
        return ["payer", self.work, *self.reason]


BY_CODE = Grain(work="code", reason=("group_code", "carc"))
"""Procedure code x CARC: what a coder looks at."""
BY_FAMILY = Grain(work="family", reason=("category",))
"""Family of codes x root cause: finds what is spread over many codes."""


def clusters(answered_lines: pl.DataFrame, denied_lines: pl.DataFrame, grain: Grain = BY_CODE) -> pl.DataFrame:
    """Return the clusters that stand out, largest refused amount first.

    Grain: payer and the columns of `grain`.  Columns: category, lines (answered), denied, share, share_elsewhere,
    basis ("same work elsewhere" or "all other lines"), excess_lines, amount_refused, amount_still_refused,
    expected_allowed (cents), q_value.
    """
    tested = _counted(answered_lines, denied_lines, grain)
    p_values = [
        binomial_upper_tail(denied, lines, share)
        for denied, lines, share in tested.select("denied", "lines", "share_guarded").iter_rows()
    ]
    columns = ("lines", "denied", "share", "share_elsewhere", "basis", "excess_lines", "amount_refused",
               "amount_still_refused", "expected_allowed", "q_value")  # fmt: skip
    category = [] if "category" in grain.key else ["category"]
    return (
        tested.with_columns(
            q_value=pl.Series("q_value", benjamini_hochberg(p_values), dtype=pl.Float64),
            share=pl.col("denied") / pl.col("lines"),
            share_elsewhere=pl.col("base_denied") / pl.col("base_lines"),
        )
        .with_columns(excess_lines=pl.col("denied") - pl.col("lines") * pl.col("share_elsewhere"))
        .filter((pl.col("q_value") <= FALSE_DISCOVERY_MAX) & (pl.col("excess_lines") > 0))
        .select(*grain.key, *category, *columns)
        .sort("amount_refused", *grain.key, descending=[True, *[False] * len(grain.key)], nulls_last=True)
    )


def _counted(answered_lines: pl.DataFrame, denied_lines: pl.DataFrame, grain: Grain) -> pl.DataFrame:
    """Count each cluster large enough to test, and what it is held against."""
    work, reason = grain.work, list(grain.reason)
    answered = answered_lines.group_by("payer", work).agg(pl.len().alias("lines"))
    causes = [] if "category" in grain.key else [pl.col("category").mode().sort().first()]
    refused = denied_lines.group_by(grain.key).agg(
        pl.len().alias("denied"),
        *causes,
        pl.col("first_amount_denied").sum().alias("amount_refused"),
        pl.col("amount_denied_now").sum().alias("amount_still_refused"),
        pl.col("expected_allowed").sum(),
    )
    of_work = refused.group_by(work, *reason).agg(pl.col("denied").sum().alias("denied_work"))
    of_reason = refused.group_by(reason).agg(pl.col("denied").sum().alias("denied_reason"))
    lines_of_work = answered.group_by(work).agg(pl.col("lines").sum().alias("lines_work"))
    elsewhere = pl.col("lines_work") - pl.col("lines")
    same = elsewhere >= LINES_MIN
    return (
        refused.join(answered, on=["payer", work], how="inner", nulls_equal=True)
        .join(of_work, on=[work, *reason], how="left", nulls_equal=True)
        .join(lines_of_work, on=work, how="left", nulls_equal=True)
        .join(of_reason, on=reason, how="left", nulls_equal=True)
        .filter((pl.col("lines") >= LINES_MIN) & (pl.col("denied") >= DENIED_MIN))
        .with_columns(
            base_denied=pl.when(same).then(pl.col("denied_work")).otherwise(pl.col("denied_reason")) - pl.col("denied"),
            base_lines=pl.when(same).then(elsewhere).otherwise(answered_lines.height - pl.col("lines")),
            basis=pl.when(same).then(pl.lit("same work elsewhere")).otherwise(pl.lit("all other lines")),
        )
        .filter(pl.col("base_lines") > 0)
        # one refusal is added to the comparison, so that "never elsewhere" is not taken as "impossible"
        .with_columns(share_guarded=(pl.col("base_denied") + 1) / (pl.col("base_lines") + 1))
        .sort(grain.key)
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
