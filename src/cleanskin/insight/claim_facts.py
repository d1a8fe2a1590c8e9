"""Claim facts: each original claim with its first answer, its present state and what is still open."""

from datetime import date, timedelta

import polars as pl

from cleanskin.insight.answers import LEADING
from cleanskin.insight.by_id import repeated
from cleanskin.insight.procedures import highest_class
from cleanskin.x12.bulk.rows import among, beside, summed

OPEN_REFUSAL_DAYS = 365
"""A refused amount counts as open for so long after the payer last spoke; then it is taken for given up.  [assumed]"""

_NOT_RECOVERABLE = ("no", "na")
RESIDUAL_COLUMNS = ("line_id", "event_id", "amount_denied", "amount_contractual", "amount_patient")
"""Columns of line answers that `residual_amounts` reads."""

_PATIENT_OWES = "patient_bill"
"""Action of a refusal that moved the charge to the patient (an ABN, for example): no payer owes it any more."""


def _is_given_up() -> pl.Expr:
    """A refused line that no payer will pay: its code says so, or the patient owes it."""
    return (
        pl.col("present_recoverable").is_in(_NOT_RECOVERABLE) | (pl.col("present_action") == _PATIENT_OWES)
    ).fill_null(False)


def first_answers(events: pl.DataFrame, originals: pl.DataFrame) -> pl.DataFrame:
    """Return each original's first answer: root_claim_id, date_first_answer, first_outcome, amounts, leading columns.

    An original that is itself a replacement or void (its own original is not in the files) has none.
    """
    eligible = originals.filter("is_first_submission")["root_claim_id"]
    return (
        among(
            events.lazy().filter("is_first").drop("entity", "payer", "payer_label").collect(),
            eligible,
            on="root_claim_id",
        )
        .select(
            "root_claim_id",
            "has_denied_line",
            *LEADING,
            date_first_answer="date_remitted",
            first_outcome="outcome",
            first_amount_denied="amount_denied",
            first_amount_paid="amount_paid",
        )
        .with_columns(first_has_denied_line=pl.col("has_denied_line").fill_null(False))
        .drop("has_denied_line")
    )


_TOTAL_COLUMNS = (
    "root_claim_id", "event_order", "kind", "outcome", "payer_order", "asked_order", "date_remitted", "amount_paid_change",
    "reversed_paid", "is_answer",
)  # fmt: skip


def event_totals(events: pl.DataFrame) -> pl.DataFrame:
    """Sum events per original: amounts paid, taken back, date of the last event, whether decided or only pended."""
    known = (
        events.lazy()
        .filter(pl.col("root_claim_id").is_not_null(), pl.col("kind") != "forward_only")
        .select(_TOTAL_COLUMNS)
        .collect()
    )
    again = repeated(known["root_claim_id"])
    own = pl.col("payer_order") == pl.col("asked_order")
    change = pl.col("amount_paid_change").fill_null(0)
    pended = (pl.col("outcome") == "pend").fill_null(False)
    single = known.filter(~again).select(
        "root_claim_id",
        date_last_event="date_remitted",
        amount_paid=change,
        amount_paid_primary=pl.when(own).then(change).otherwise(0),
        amount_taken_back=pl.when(pl.col("kind") == "takeback").then("reversed_paid").otherwise(0),
        is_pended=pended,
        has_decision="is_answer",
        has_takeback=pl.col("kind") == "takeback",
        only_duplicate=(pl.col("outcome") == "duplicate").fill_null(False),
        present_undetermined=(pl.col("outcome") == "undetermined").fill_null(False),
    )
    several = known.filter(again).sort("event_order")
    decided = ~(pl.col("outcome") == "duplicate").fill_null(False)
    many = several.group_by("root_claim_id", maintain_order=True).agg(
        date_last_event=pl.col("date_remitted").max(),
        amount_paid=change.sum(),
        amount_paid_primary=change.filter(own).sum(),
        amount_taken_back=(change.cum_sum().max().clip(0) - change.sum()).clip(0),
        is_pended=pended.filter(decided).last().fill_null(False),
        has_decision=pl.col("is_answer").any(),
        has_takeback=(pl.col("kind") == "takeback").any(),
        only_duplicate=~decided.any(),
        present_undetermined=(pl.col("outcome") == "undetermined").filter(decided).last().fill_null(False),
    )
    return pl.concat([single, many.select(single.columns)])


def residual_amounts(events: pl.DataFrame, line_answers: pl.DataFrame) -> pl.DataFrame:
    """Return what the latest events say of claims beyond their known lines: root_claim_id, residual_patient, ...

    Claim-level adjustments beside service lines, and adjudicated lines that no submitted line fits.
    """
    names = ("amount_denied", "amount_contractual", "amount_patient")
    by_line = (
        line_answers.filter(pl.col("line_id").is_not_null())
        .group_by("event_id")
        .agg(pl.col(name).sum().alias(f"line_{name}") for name in names)
    )
    decisive = (
        events.lazy()
        .filter("is_answer", ~(pl.col("outcome") == "duplicate").fill_null(False))
        .select("event_id", "root_claim_id", "payer_order", "event_order", *names)
        .collect()
    )
    again = repeated(decisive["root_claim_id"])
    turns = decisive.filter(again).sort("event_order")
    latest = pl.concat(
        [decisive.filter(~again), turns.unique(["root_claim_id", "payer_order"], keep="last", maintain_order=True)]
    )
    rest = beside(latest, by_line, on="event_id").select(
        "root_claim_id",
        "payer_order",
        *((pl.col(name).fill_null(0) - pl.col(f"line_{name}").fill_null(0)).alias(name) for name in names),
    )
    several = rest.filter(pl.any_horizontal(pl.col(name) != 0 for name in names)).sort(
        "payer_order", maintain_order=True
    )
    return several.group_by("root_claim_id").agg(
        residual_denied=pl.col("amount_denied").min(),
        residual_contractual=pl.col("amount_contractual").first(),
        residual_patient=pl.col("amount_patient").last(),
    )


_LINE_AMOUNTS = (
    "amount_patient", "amount_contractual", "amount_denied_now", "amount_recovered", "amount_undetermined", "amount_pended",
)  # fmt: skip


def line_totals(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum line facts per original claim; the claim's visit class is the highest among its lines."""
    given_up = pl.when(_is_given_up()).then("amount_denied_now").otherwise(0)
    amounts = lines.select(
        "root_claim_id", pl.col(_LINE_AMOUNTS).fill_null(0), amount_denied_given_up=given_up.fill_null(0)
    )
    sums = summed(amounts, amounts.columns[1:], by="root_claim_id")
    classes = lines.group_by("root_claim_id").agg(highest_class())
    recovered = lines.select("root_claim_id", "date_recovered").drop_nulls().group_by("root_claim_id").min()
    return beside(beside(sums, classes, on="root_claim_id"), recovered, on="root_claim_id")


def open_amounts(claims: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Add `state`, `amount_open` (cents) and `is_refusal_open` to claims joined with their totals.

    Reads is_voided, has_decision, is_pended, observed and the amounts.  A claim whose only answer is
    "duplicate" or cannot be classified is `undetermined`; one settled without money is `closed_zero`.
    """
    allowed = pl.col("amount_paid") + pl.col("amount_patient")
    refused = pl.col("amount_denied_now") > 0
    unanswered = ~pl.col("has_any_event")
    unclear = pl.col("only_duplicate") | pl.col("present_undetermined")
    state = (
        pl.when(pl.col("is_voided") & (pl.col("amount_paid") == 0))
        .then(pl.lit("voided"))
        .when(pl.col("is_pended"))
        .then(pl.lit("pended"))
        .when(unanswered & pl.col("observed"))
        .then(pl.lit("open"))
        .when(unanswered)
        .then(pl.lit("not_observed"))
        .when((pl.col("amount_taken_back") > 0) & (pl.col("amount_paid") <= 0))
        .then(pl.lit("taken_back"))
        .when(refused & (allowed <= 0))
        .then(pl.lit("denied"))
        .when(refused)
        .then(pl.lit("partly_denied"))
        .when(unclear & (allowed <= 0))
        .then(pl.lit("undetermined"))
        .when(pl.col("first_has_denied_line").fill_null(False) & (allowed > 0))
        .then(pl.lit("recovered"))
        .when(pl.col("amount_paid") > 0)
        .then(pl.lit("paid"))
        .when(pl.col("amount_patient") > 0)
        .then(pl.lit("patient_share"))
        .otherwise(pl.lit("closed_zero"))
    )
    fresh = pl.col("date_last_event") >= as_of - timedelta(days=OPEN_REFUSAL_DAYS)
    is_refusal_open = fresh.fill_null(True) & ~pl.col("is_voided")
    refused_open = (
        pl.when(pl.col("state").is_in(["denied", "partly_denied", "taken_back"]) & pl.col("is_refusal_open"))
        .then((pl.col("amount_denied_now") - pl.col("amount_denied_given_up")).clip(0))
        .otherwise(0)
    )
    billed = pl.col("amount_billed").clip(0)
    return claims.with_columns(state=state, is_refusal_open=is_refusal_open).with_columns(
        amount_open=pl.when(pl.col("state").is_in(["open", "pended"]))
        .then(billed)
        .when(pl.col("state").is_in(["voided", "not_observed"]))
        .then(0)
        .otherwise(pl.min_horizontal(refused_open + pl.col("amount_pended").fill_null(0), billed))
    )


def expected_open(claims: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return root_claim_id, expected_allowed_open (cents) for claims with something open.

    Null as soon as one open line of the claim has no estimate: a part would look like the whole.
    """
    states = claims.filter(pl.col("amount_open") > 0).select("root_claim_id", "state")
    whole = pl.col("state").is_in(["open", "pended"])
    refused = (pl.col("amount_denied_now") > 0) & ~_is_given_up()
    pended = pl.col("amount_pended") > 0
    opened = lines.join(states, on="root_claim_id", how="inner").filter(whole | refused | pended)
    known = pl.col("expected_allowed").is_not_null().all()
    return opened.group_by("root_claim_id").agg(
        expected_allowed_open=pl.when(known).then(pl.col("expected_allowed").sum())
    )
