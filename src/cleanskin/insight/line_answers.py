"""Answers line by line: each adjudicated line led back to the service line of the original claim.

A remittance answers the lines of whatever was submitted last; figures speak of the original's lines (kpis.md G4).
A remittance without service lines answers the whole claim; its amounts are spread over the claim's lines by charge,
to the cent.
"""

import polars as pl

from cleanskin.insight.answers import Answers, DenialFrames, MatchingFrames, combine_outcomes
from cleanskin.insight.by_id import within
from cleanskin.x12.bulk.rows import beside
from cleanskin.x12.bulk.schema import FrameSource

_LEADING = ("category", "carc", "group_code", "remarks_key", "owner", "action", "recoverable")
_AMOUNTS = (
    "amount_paid",
    "amount_denied",
    "amount_contractual",
    "amount_patient",
    "amount_other_payer",
    "amount_undetermined",
)


def answers_by_line(
    source: FrameSource, matching: MatchingFrames, denials: DenialFrames, answers: Answers
) -> pl.DataFrame:
    """Return one row per (original line, event): what that event said of that line.

    Columns: line_id, event_id, outcome, the leading adjustment's columns, amounts in cents, amount_allowed (null when
    refused or unknown).  Lines that no original line fits have a null line_id and are kept, so that sums stay whole.
    """
    outcomes = denials.line_outcomes.select(
        "remit_line_id", "remit_claim_id", "outcome", *_LEADING, *_AMOUNTS[1:], "amount_allowed"
    )
    paid = source.frame("remit_lines", ["remit_line_id", "amount_paid"])
    named = within(compact(outcomes), answers.decisions.select("remit_claim_id", "event_id"), on="remit_claim_id")
    named = beside(named, paid, on="remit_line_id")
    named = beside(
        named, matching.line_matches.select("remit_line_id", line_id="root_line_id"), on="remit_line_id"
    ).select(
        "line_id",
        "event_id",
        "outcome",
        *_LEADING,
        *(pl.col(name).fill_null(0) for name in _AMOUNTS),
        "amount_allowed",
    )
    placed = named.filter(pl.col("line_id").is_not_null())
    return pl.concat([combine_outcomes(placed, ["line_id", "event_id"]), named.filter(pl.col("line_id").is_null())])


def compact(rows: pl.DataFrame) -> pl.DataFrame:
    """Hold the code columns of line answers as categories: there are millions of rows and few different codes."""
    return rows.with_columns(pl.col("outcome", *_LEADING).cast(pl.Categorical))


def claim_wide_answers(
    source: FrameSource, denials: DenialFrames, answers: Answers, original_lines: pl.DataFrame
) -> pl.DataFrame:
    """Return rows like `answers_by_line` for remittance claims that carry no service lines.

    `original_lines` has line_id, root_claim_id, amount_billed of the original claims.
    """
    lineless = source.frame("remit_claims", ["remit_claim_id", "amount_paid", "line_count"]).filter(
        pl.col("line_count").fill_null(0) == 0
    )
    events = answers.events.filter(pl.col("kind") != "takeback").select("event_id", "root_claim_id")
    whole = (
        lineless.join(answers.decisions.select("remit_claim_id", "event_id"), on="remit_claim_id", how="inner")
        .join(denials.claim_outcomes, on="remit_claim_id", how="inner")
        .join(events, on="event_id", how="inner")
        .join(original_lines.select("line_id", "root_claim_id", "amount_billed"), on="root_claim_id", how="inner")
        .sort("remit_claim_id", "line_id")
    )
    billed = pl.col("amount_billed").clip(0)
    total = billed.sum().over("remit_claim_id")
    # cumulative rounding: the parts of each amount sum to it to the cent; equal parts when nothing was billed
    weight = pl.when(total > 0).then(billed).otherwise(1)
    upto = weight.cum_sum().over("remit_claim_id")
    full = weight.sum().over("remit_claim_id")

    def part(name: str) -> pl.Expr:
        amount = pl.col(name).fill_null(0)
        return (amount * upto // full - amount * (upto - weight) // full).alias(name)

    refused = pl.col("outcome").is_in(["denied", "unprocessable", "pend", "undetermined", "duplicate"])
    spread = whole.with_columns(*(part(name) for name in _AMOUNTS))
    allowed = pl.col("amount_paid") + pl.col("amount_patient") + pl.col("amount_other_payer")
    return spread.select(
        "line_id",
        "event_id",
        "outcome",
        *_LEADING[:-1],
        pl.lit(None, dtype=pl.String).alias("recoverable"),
        *_AMOUNTS,
        amount_allowed=pl.when(~refused).then(allowed),
    )


def reversed_lines(source: FrameSource, matching: MatchingFrames, answers: Answers) -> pl.DataFrame:
    """Return rows like `answers_by_line` for what was reversed: the line stands at nothing, outcome `reversed`.

    A correction decides its own lines: of it, only rows that no answer of the event names are to be used.
    """
    undone = answers.events.filter(pl.col("kind").is_in(["takeback", "correction"])).select("event_id", "kind")
    claims = (
        matching.claim_matches.join(undone, on="event_id", how="inner")
        .filter((pl.col("kind") == "takeback") | (pl.col("part") == "reversal"))
        .select("remit_claim_id", "event_id")
    )
    lines = source.frame("remit_lines", ["remit_line_id", "remit_claim_id"]).join(
        claims, on="remit_claim_id", how="inner"
    )
    rows = (
        lines.join(
            matching.line_matches.select("remit_line_id", line_id="root_line_id"), on="remit_line_id", how="inner"
        )
        .drop_nulls("line_id")
        .select("event_id", "line_id")
        .unique()
    )
    zero = pl.lit(0, dtype=pl.Int64)
    nothing = pl.lit(None, dtype=pl.String)
    return rows.select(
        "line_id",
        "event_id",
        pl.lit("reversed").alias("outcome"),
        *(nothing.alias(name) for name in _LEADING),
        *(zero.alias(name) for name in _AMOUNTS),
        pl.lit(None, dtype=pl.Int64).alias("amount_allowed"),
    )
