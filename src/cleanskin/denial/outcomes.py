"""Outcomes of every remittance line and claim: classification applied to whole frames.

`outcomes(source, claim_matches)` is the door.  Where codes name no cause and the claims are known, `narrowing.py`
looks there.  A claim whose adjustments stand at claim level passes their verdict to
those of its lines that have none of their own and were not paid; the amounts stay on the claim, except that a line
refused in this way carries its unpaid charge as `amount_denied`.
"""

from datetime import date

import msgspec
import polars as pl

from cleanskin.denial.adjustments import Classified, classified
from cleanskin.denial.frames import CLAIM_OUTCOMES, LINE_OUTCOMES
from cleanskin.denial.narrowing import narrowed, narrowed_claims, narrowed_lines
from cleanskin.denial.notes import notes
from cleanskin.denial.verdict import SUMS, allowed, verdicts
from cleanskin.kernel.finding import Finding
from cleanskin.x12.bulk.rows import beside, held, shares, summed
from cleanskin.x12.bulk.schema import FrameSource, assert_declared

_REFUSED = ["denied", "unprocessable"]
_ORDER_OF_OUTCOMES = (
    "paid",
    "patient_share",
    "pend",
    "duplicate",
    "undetermined",
    "informational",
    "bundled_reporting",
    "reversed",
)
"""Which outcome speaks for a claim without refused lines, when its lines differ."""


class Denials(msgspec.Struct, frozen=True):
    """The frames of `denial.frames` and the findings of `denial.findings`."""

    adjustment_classes: pl.DataFrame
    line_outcomes: pl.DataFrame
    claim_outcomes: pl.DataFrame
    findings: list[Finding]


def outcomes(source: FrameSource, claim_matches: pl.DataFrame | None = None, *, as_of: date | None = None) -> Denials:
    """Classify all adjustments, lines and claims of the remittances in `source`.

    `claim_matches` (remit.frames) tells which payer in turn speaks; without it the claim status does.  `as_of` chooses
    the rows of dated codes; by default the latest date of the payments.  Never raises on the content of a file.
    """
    day = as_of if as_of is not None else _latest(source)
    answer = classified(source, claim_matches, as_of=day)
    claims = source.frame(
        "remit_claims", ["remit_claim_id", "status_code", "claim_filing_indicator", "amount_billed", "amount_paid"]
    )
    claims = claims.with_columns(pl.col("amount_billed", "amount_paid").fill_null(0))
    lines = _lines(source, claims, answer)
    wholes = _wholes(claims, answer)
    lines = _inherit(lines, wholes)
    line_outcomes = _line_outcomes(lines, answer)
    claim_outcomes = _claims(claims, lines, wholes, answer)
    told = narrowed(source, _with_code(source, line_outcomes), claim_matches)
    if not told.is_empty():
        claim_outcomes = narrowed_claims(claim_outcomes, line_outcomes, told)
        line_outcomes = narrowed_lines(line_outcomes, told)
    return Denials(
        answer.classes,
        assert_declared(line_outcomes, LINE_OUTCOMES),
        assert_declared(claim_outcomes, CLAIM_OUTCOMES),
        notes(source, answer, lines=lines, wholes=wholes, claim_outcomes=claim_outcomes),
    )


def _latest(source: FrameSource) -> date | None:
    """Return the latest day that the payments speak of; None without any."""
    payments = source.frame("payments", ["date_paid", "date_produced"])
    day = payments.select(pl.max_horizontal("date_paid", "date_produced").max()).item()
    return day if isinstance(day, date) else None


def _lines(source: FrameSource, claims: pl.DataFrame, answer: Classified) -> pl.DataFrame:
    """Return every remittance line with the verdict of its own adjustments."""
    lines = source.frame(
        "remit_lines", ["remit_line_id", "remit_claim_id", "code", "submitted_code", "amount_billed", "amount_paid"]
    )
    of_claims = claims.select("remit_claim_id", "status_code", "claim_filing_indicator")
    units = beside(lines, of_claims, on="remit_claim_id").with_columns(
        pl.coalesce("code", "submitted_code").alias("code"), pl.col("amount_billed", "amount_paid").fill_null(0)
    )
    own = pl.col("remit_line_id").is_not_null()
    return verdicts(units.drop("submitted_code"), answer, key="remit_line_id", own=own)


def _wholes(claims: pl.DataFrame, answer: Classified) -> pl.DataFrame:
    """Return every claim with the verdict of its claim-level adjustments alone."""
    units = claims.with_columns(pl.lit(None, dtype=pl.String).alias("code"))
    return verdicts(units, answer, key="remit_claim_id", own=pl.col("remit_line_id").is_null())


def _inherit(lines: pl.DataFrame, wholes: pl.DataFrame) -> pl.DataFrame:
    """Give unpaid lines without adjustments of their own the verdict of their claim's adjustments."""
    given = wholes.filter(pl.col("adjustments") > 0).select(
        "remit_claim_id", pl.col("outcome").alias("claim_outcome"), pl.col("class_id").alias("claim_class_id")
    )
    if given.is_empty():
        return lines.with_columns(pl.lit(False).alias("inherited"))
    joined = beside(lines, given, on="remit_claim_id").with_columns(
        (
            (pl.col("adjustments") == 0)
            & (pl.col("outcome") == "undetermined")
            & (pl.col("amount_paid") == 0)
            & pl.col("claim_outcome").is_not_null()
        ).alias("inherited")
    )
    # A claim paid in part whose adjustments stand at claim level: its unpaid lines are refused only when it refuses.
    inherited = pl.col("inherited")
    refused = inherited & pl.col("claim_outcome").is_in(_REFUSED)
    outcome = pl.when(pl.col("claim_outcome") == "paid").then(pl.lit("informational")).otherwise("claim_outcome")
    return joined.with_columns(
        pl.when(inherited).then(outcome).otherwise("outcome").alias("outcome"),
        pl.when(inherited).then("claim_class_id").otherwise("class_id").alias("class_id"),
        pl.when(refused).then("amount_billed").otherwise("amount_denied").alias("amount_denied"),
    ).drop("claim_outcome", "claim_class_id")


def _line_outcomes(lines: pl.DataFrame, answer: Classified) -> pl.DataFrame:
    """Put the words to the lines' classes; what nobody can classify has no other root cause."""
    undetermined = pl.col("outcome") == "undetermined"
    told = pl.col("category").is_not_null() & (pl.col("category") != "undetermined")
    return (
        answer.described(lines.with_columns(allowed().alias("amount_allowed")))
        .with_columns(pl.when(undetermined).then(pl.lit("undetermined")).otherwise("category").alias("category"))
        .with_columns(pl.when(told).then(pl.lit("codes")).alias("cause_basis"))
        .select(LINE_OUTCOMES.names())
    )


def _with_code(source: FrameSource, line_outcomes: pl.DataFrame) -> pl.DataFrame:
    """Put the code billed beside what narrowing asks of the lines."""
    codes = source.frame("remit_lines", ["remit_line_id", "code", "submitted_code"]).select(
        "remit_line_id", pl.coalesce("submitted_code", "code").alias("code")
    )
    return beside(
        line_outcomes.select("remit_line_id", "remit_claim_id", "outcome", "category"), codes, on="remit_line_id"
    )


def _claims(claims: pl.DataFrame, lines: pl.DataFrame, wholes: pl.DataFrame, answer: Classified) -> pl.DataFrame:
    """Return the outcome of every claim from its lines, or from the claim itself where it has none."""
    with_lines = held(wholes["remit_claim_id"], lines["remit_claim_id"])
    alone = wholes.filter(~with_lines)
    added = wholes.filter(with_lines & (wholes["adjustments"] > 0))
    of_lines = lines.select("remit_claim_id", "outcome", _paid(True), *_counted(~pl.col("inherited")))
    of_wholes = pl.concat(
        [
            alone.select("remit_claim_id", "outcome", _paid(True), *_counted(pl.lit(True))),
            # Amounts at claim level always count; their verdict only when something was refused there.
            added.select(
                "remit_claim_id",
                pl.when(pl.col("outcome").is_in(_REFUSED)).then("outcome").alias("outcome"),
                _paid(False),
                *_counted(pl.lit(True)),
            ),
        ]
    )
    judged = beside(claims, _together(_tally(of_lines), _tally(of_wholes)), on="remit_claim_id").with_columns(
        _claim_outcome().alias("outcome"), (pl.col("refused") > 0).alias("has_denied_line")
    )
    return (
        beside(judged, _root_cause(claims, lines, answer), on="remit_claim_id")
        .with_columns(
            *(
                pl.when(pl.col("has_denied_line")).then(pl.col(name)).alias(name)
                for name in ("category", "carc", "group_code", "remarks_key", "owner", "action")
            )
        )
        .select(CLAIM_OUTCOMES.names())
    )


def _counted(counts: pl.Expr) -> list[pl.Expr]:
    """The amounts of a unit where they count for its claim, else 0."""
    return [pl.when(counts).then(pl.col(name)).otherwise(0).alias(name) for name in SUMS]


def _paid(unit: bool) -> pl.Expr:
    """What a unit was paid for its services; nothing beside lines, which already say it."""
    return pl.col("amount_paid") if unit else pl.lit(0, dtype=pl.Int64).alias("amount_paid")


def _tally(units: pl.DataFrame) -> pl.DataFrame:
    """Count the units of each claim by outcome and sum their amounts."""
    outcome = pl.col("outcome")
    order = {name: place for place, name in enumerate(_ORDER_OF_OUTCOMES)}
    counted = units.select(
        "remit_claim_id",
        *SUMS,
        pl.col("amount_paid").alias("paid_for_services"),
        outcome.is_in(_REFUSED).fill_null(False).cast(pl.Int64).alias("refused"),
        (outcome == "unprocessable").fill_null(False).cast(pl.Int64).alias("unprocessable"),
        (outcome.is_not_null() & (outcome != "bundled_reporting")).cast(pl.Int64).alias("real"),
    )
    best = units.select(
        "remit_claim_id", outcome.replace_strict(order, default=None, return_dtype=pl.Int64).alias("best")
    )
    first = best.drop_nulls().group_by("remit_claim_id").agg(pl.col("best").min())
    return beside(summed(counted, counted.columns[1:], by="remit_claim_id"), first, on="remit_claim_id")


def _together(lines: pl.DataFrame, wholes: pl.DataFrame) -> pl.DataFrame:
    """Add up the tallies of the few claims that have both lines and amounts of their own."""
    tallies = pl.concat([lines, wholes])
    both = shares(tallies, ["remit_claim_id"])
    added = tallies.filter(both).group_by("remit_claim_id").agg(pl.exclude("best").sum(), pl.col("best").min())
    return pl.concat([tallies.filter(~both), added])


def _claim_outcome() -> pl.Expr:
    """The outcome of a claim: what its status forbids to doubt, refusals, else the leading outcome of its lines."""
    names = dict(enumerate(_ORDER_OF_OUTCOMES))
    every = (pl.col("refused") == pl.col("real")) & (pl.col("paid_for_services") <= 0)
    return (
        pl.when(pl.col("status_code") == "22")
        .then(pl.lit("reversed"))
        .when(pl.col("status_code").is_in(["23", "25"]))
        .then(pl.lit("informational"))
        .when((pl.col("refused") > 0) & every & (pl.col("unprocessable") == pl.col("refused")))
        .then(pl.lit("unprocessable"))
        .when((pl.col("refused") > 0) & every)
        .then(pl.lit("denied"))
        .when(pl.col("refused") > 0)
        .then(pl.lit("partly_denied"))
        .otherwise(pl.col("best").replace_strict(names, default="undetermined", return_dtype=pl.String))
    )


def _root_cause(claims: pl.DataFrame, lines: pl.DataFrame, answer: Classified) -> pl.DataFrame:
    """Return for each claim the root cause with the largest refused amount, and its largest adjustment."""
    quiet = lines.filter(pl.col("outcome") == "bundled_reporting").select("remit_line_id")
    refused = (
        answer.flagged(answer.adjustments.filter(pl.col("amount_adjusted") > 0), "refuses", "category")
        .filter("refuses")
        .join(quiet, on="remit_line_id", how="anti")
    )
    of_cause = pl.col("amount_adjusted").sum().over("remit_claim_id", "category")
    first = (
        refused.with_columns(of_cause.alias("of_cause"))
        .sort(
            "remit_claim_id",
            "of_cause",
            "amount_adjusted",
            "remit_line_id",
            "position",
            descending=[False, True, True, False, False],
        )
        .unique("remit_claim_id", keep="first", maintain_order=True)
        .select("remit_claim_id", "class_id")
    )
    filing = claims.select("remit_claim_id", "claim_filing_indicator")
    return answer.described(beside(first, filing, on="remit_claim_id"))
