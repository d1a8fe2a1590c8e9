"""What payers answered: decisions with their outcome, payer and entity, and the first and latest answer of each line.

Rules kept here (kpis.md G3, G4): a reversal with its correction is one event; a correction is never a first answer;
a pend is no answer yet; a payer's "duplicate" never stands in for the answer to the original; forwarded claims and
predeterminations decide nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

import polars as pl

from cleanskin.insight.by_id import repeated, within
from cleanskin.insight.entities import entity_key
from cleanskin.x12.bulk.rows import beside, held
from cleanskin.x12.bulk.schema import FrameSource


class MatchingFrames(Protocol):
    """What facts read of a matching (frames of `remit.frames`)."""

    @property
    def claim_chains(self) -> pl.DataFrame:
        """Which submissions belong together."""

    @property
    def claim_matches(self) -> pl.DataFrame:
        """Which claim each remittance claim answers."""

    @property
    def line_matches(self) -> pl.DataFrame:
        """Which service line each remittance line answers."""

    @property
    def adjudications(self) -> pl.DataFrame:
        """Decisions, reversal and correction netted to one event."""


class DenialFrames(Protocol):
    """What facts read of a classification (frames of `denial.frames`)."""

    @property
    def line_outcomes(self) -> pl.DataFrame:
        """Outcome of each remittance line."""

    @property
    def claim_outcomes(self) -> pl.DataFrame:
        """Outcome of each remittance claim."""


REFUSED = ("denied", "unprocessable", "partly_denied")
"""Outcomes that refuse something."""

NO_DECISION = ("pend", "informational")
"""Outcomes that leave the question open."""

LEADING = ("category", "carc", "group_code", "remarks_key", "owner", "action")
"""Columns of an outcome's leading adjustment."""

_AMOUNTS = ("amount_denied", "amount_contractual", "amount_patient", "amount_other_payer", "amount_undetermined")
_ORDER = pl.Enum(["primary", "secondary", "tertiary"])


@dataclass(frozen=True, kw_only=True)
class Answers:
    """`events`: one row per adjudication used; `decisions`: one row per remittance claim in force (remit_claim_id,
    event_id, part); `set_aside` counts events left out: in test interchanges, after a stated as-of day.
    """

    events: pl.DataFrame
    decisions: pl.DataFrame
    set_aside: dict[str, int]


def remittance_transactions(source: FrameSource) -> pl.DataFrame:
    """One row per 835 transaction: transaction_id, is_test, remit_entity, payer_name, payer_id, payee_name, date_produced."""
    payments = source.frame(
        "payments",
        ["transaction_id", "payer_name", "payer_id", "payee_npi", "payee_tin", "date_produced", "payee_name"],
    )
    transactions = source.frame("transactions", ["transaction_id", "usage", "date_created"])
    return payments.join(transactions, on="transaction_id", how="left").select(
        "transaction_id",
        "payer_name",
        "payer_id",
        "payee_name",
        entity_key("payee_tin", "payee_npi").alias("remit_entity"),
        (pl.col("usage") == "T").fill_null(False).alias("is_test"),
        pl.coalesce("date_produced", "date_created").alias("date_produced"),
    )


def combine_outcomes(parts: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Make one outcome of several parts with the same `key` (a claim answered in parts, a line split by units).

    Same outcome: that one.  Else partly denied when a part is refused, else paid, else the first.  The leading
    adjustment is that of the largest refused amount.
    """
    outcome = pl.col("outcome")
    again = _repeats(parts, key)
    if not again.any():
        return parts
    several, single = parts.filter(again), parts.filter(~again)
    rest = [
        name
        for name in parts.columns
        if name not in (*key, "outcome", "has_denied_line") and not name.startswith("amount_")
    ]
    amounts = [name for name in parts.columns if name.startswith("amount_")]
    combined = (
        several.sort("amount_denied", descending=True, maintain_order=True)
        .group_by(key, maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in rest),
            *(pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in amounts),
            pl.when(outcome.n_unique() == 1)
            .then(outcome.first())
            .when(outcome.is_in(REFUSED).any())
            .then(pl.lit("partly_denied"))
            .when((outcome == "paid").any())
            .then(pl.lit("paid"))
            .otherwise(outcome.first())
            .cast(parts.schema["outcome"])
            .alias("outcome"),
            *([pl.col("has_denied_line").any()] if "has_denied_line" in parts.columns else []),
        )
        .select(parts.columns)
    )
    return pl.concat([single, combined])


def _repeats(parts: pl.DataFrame, key: list[str]) -> pl.Series:
    """Tell which rows share their key; only rows that share the first id of the key can share all of it."""
    again = repeated(parts[key[0]])
    if len(key) == 1 or not again.any():
        return again
    some = parts.select(key).filter(again).select(pl.struct(key).is_duplicated()).to_series()
    return again.scatter(again.arg_true(), some)


def collect_answers(
    source: FrameSource,
    matching: MatchingFrames,
    denials: DenialFrames,
    *,
    places: pl.DataFrame,
    as_of: date,
    stated: bool,
) -> Answers:
    """Join adjudications with outcome, payer, entity and date; find the first answer of each original claim.

    With a stated as-of day, later events are left out; without one, a date beyond it is a typing error and is replaced
    by the day the remittance was produced, else by the as-of day.
    """
    # a refusal in group PR is no patient share: the outcome's amount counts, not the plain sum of PR adjustments
    events = beside(matching.adjudications.drop("amount_patient"), places, on="remit_claim_id")
    produced = pl.when(pl.col("date_produced") <= as_of).then(pl.col("date_produced")).otherwise(pl.lit(as_of))
    late = pl.col("date_remitted") > as_of
    tests = pl.col("is_test").fill_null(False)
    set_aside = {
        "remittances_in_test_interchanges": events.filter(tests).height,
        "remittances_after_as_of": events.filter(late).height if stated else 0,
    }
    events = events.filter(~tests)
    if stated:
        events = events.filter(~late.fill_null(False))
    else:
        events = events.with_columns(date_remitted=pl.when(late).then(produced).otherwise("date_remitted"))
    events = events.drop("payee_name", "date_produced", "is_test")
    decisions = _decision_parts(matching, events)
    outcomes = beside(
        decisions,
        denials.claim_outcomes.select("remit_claim_id", "outcome", "has_denied_line", *LEADING, *_AMOUNTS),
        on="remit_claim_id",
    )
    outcomes = combine_outcomes(outcomes.drop("remit_claim_id", "part"), ["event_id"])
    events = beside(events, outcomes, on="event_id").with_columns(
        pl.col("payer_order").cast(_ORDER, strict=False).fill_null("primary"),
        pl.col(_AMOUNTS).fill_null(0),
        # a few hundred different texts in millions of rows
        pl.col("kind", "outcome", *LEADING, "entity", "remit_payer", "payer_label").cast(pl.Categorical),
    )
    return Answers(events=events, decisions=decisions, set_aside=set_aside)


def _decision_parts(matching: MatchingFrames, events: pl.DataFrame) -> pl.DataFrame:
    """One row per remittance claim that carries (part of) the decision in force of its event."""
    matches = matching.claim_matches.select("remit_claim_id", "event_id", "part").drop_nulls("event_id")
    parts = within(matches, events.select("event_id", "kind", in_force="remit_claim_id"), on="event_id")
    kept = (
        (pl.col("kind").is_in(["decision", "forward_only"]) & (pl.col("part") != "reversal"))
        | ((pl.col("kind") == "correction") & pl.col("part").is_in(["correction", "split"]))
        | (pl.col("remit_claim_id") == pl.col("in_force")) & (pl.col("kind") != "takeback")
    )
    return parts.filter(kept).select("remit_claim_id", "event_id", "part")


def mark_first_answers(events: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """Add `is_first` (the first answer of its original claim), `is_answer` and `event_order` to events.

    `claims` has root_claim_id, payer, payer_responsibility of the original claims.  The first payer is the one the
    original was sent to: the event's turn fits SBR01, or the remittance comes from that very payer.
    """
    asked = claims.select(
        "root_claim_id",
        asked_payer=pl.col("payer").cast(pl.Categorical),
        asked_order=payer_turn("payer_responsibility"),
    )
    events = beside(events, asked, on="root_claim_id")
    is_answer = (
        pl.col("kind").is_in(["decision", "correction"])
        & ~pl.col("outcome").is_in(NO_DECISION).fill_null(False)
        & pl.col("root_claim_id").is_not_null()
    )
    own_payer = (pl.col("payer_order") == pl.col("asked_order")) | (pl.col("remit_payer") == pl.col("asked_payer"))
    events = (
        events.with_columns(is_answer=is_answer.fill_null(False), is_own_payer=own_payer.fill_null(False))
        .sort("date_remitted", "payer_order", "sequence", "event_id")
        .with_row_index("event_order")
    )
    duplicate = (pl.col("outcome") == "duplicate").fill_null(False)
    able = (
        events.lazy()
        .filter("is_answer", "is_own_payer")
        .select(
            "event_id",
            "root_claim_id",
            "kind",
            "reversed_event_id",
            "payer_order",
            "sequence",
            "event_order",
            "outcome",
        )
        .collect()
    )
    again = repeated(able["root_claim_id"])
    turns = able.filter(again).sort(duplicate, "payer_order", "sequence", "event_order")
    # a correction of something that is not in the files is no first answer
    first = pl.concat([able.filter(~again), turns.unique("root_claim_id", keep="first", maintain_order=True)]).filter(
        (pl.col("kind") == "decision") | pl.col("reversed_event_id").is_not_null()
    )
    return events.with_columns(held(events["event_id"], first["event_id"]).alias("is_first"))


def payer_turn(column: str) -> pl.Expr:
    """Turn SBR01 into primary, secondary or tertiary; anything else counts as primary."""
    return (
        pl.col(column)
        .replace_strict({"S": "secondary", "T": "tertiary"}, default="primary", return_dtype=pl.String)
        .cast(_ORDER)
    )
