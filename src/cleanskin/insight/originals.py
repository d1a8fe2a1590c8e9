"""The original claims, and everything known of each of them joined to one row."""

import polars as pl

from cleanskin.insight.answers import MatchingFrames, payer_turn
from cleanskin.insight.claim_facts import event_totals, first_answers, line_totals, residual_amounts
from cleanskin.insight.claims_read import NO_FIRST_PASS, chain_totals
from cleanskin.insight.population import population_of_claim
from cleanskin.insight.takebacks import recovered_from_claims
from cleanskin.x12.bulk.rows import beside
from cleanskin.x12.bulk.schema import FrameSource

_CAPITATION_CARC = "24"


def originals_of(source: FrameSource, submissions: pl.DataFrame, matching: MatchingFrames) -> pl.DataFrame:
    """The original claims with their population and whether they are a first submission."""
    adjustments = source.frame("adjustments", ["remit_claim_id", "carc"]).filter(pl.col("carc") == _CAPITATION_CARC)
    capitated = (
        matching.claim_matches.join(adjustments.select("remit_claim_id").unique(), on="remit_claim_id", how="semi")
        .drop_nulls("root_claim_id")
        .select("root_claim_id")
        .unique()
        .with_columns(capitated_by_payer=True)
    )
    originals = submissions.filter(pl.col("claim_id") == pl.col("root_claim_id"))
    return (
        beside(originals, capitated, on="root_claim_id")
        .with_columns(population_of_claim(capitated_by_payer=pl.col("capitated_by_payer").fill_null(False)))
        .with_columns(is_first_submission=~pl.col("relation").is_in(NO_FIRST_PASS))
        .drop("capitated_by_payer", "related_causes", "contract_type", "usage", "claim_or_encounter", "transaction_id")
    )


def join_claims(
    originals: pl.DataFrame,
    submissions: pl.DataFrame,
    events: pl.DataFrame,
    *,
    lines: pl.DataFrame,
    said: pl.DataFrame,
    acks: pl.DataFrame,
    taken: pl.DataFrame,
) -> pl.DataFrame:
    """Give each original claim its answers, sums and acknowledgement."""
    firsts = first_answers(events, originals)
    claims = beside(originals, chain_totals(submissions), on="root_claim_id")
    claims = beside(claims, firsts, on="root_claim_id")
    claims = beside(claims, event_totals(events), on="root_claim_id")
    claims = beside(claims, line_totals(lines), on="root_claim_id")
    claims = beside(claims, residual_amounts(events, said), on="root_claim_id")
    claims = beside(claims, acks.select("claim_id", "acknowledged"), on="claim_id")
    claims = beside(claims, recovered_from_claims(taken), on="root_claim_id")
    claims = beside(claims, resubmitted(submissions, firsts), on="root_claim_id")
    zero = ("amount_paid", "amount_paid_primary", "amount_taken_back", "amount_recovered", "amount_denied_given_up",
            "first_amount_denied", "first_amount_paid")  # fmt: skip
    flags = ("is_pended", "has_decision", "has_takeback", "only_duplicate", "present_undetermined", "is_voided")
    # a provider-level recovery takes at most what was paid
    recouped = pl.min_horizontal(pl.col("amount_recouped").fill_null(0), pl.col("amount_paid").clip(0))
    claims = claims.with_columns(
        amount_paid=pl.col("amount_paid") - recouped,
        amount_paid_primary=pl.col("amount_paid_primary") - recouped,
        amount_taken_back=pl.col("amount_taken_back") + recouped,
        has_takeback=pl.col("has_takeback") | (recouped > 0),
    )
    return claims.with_columns(
        *(pl.col(name).fill_null(0) for name in zero),
        *(pl.col(name).fill_null(False) for name in flags),
        pl.col("visit_class").fill_null("other"),
        # only a secondary claim whose original is not in the files has none
        pl.col("submissions").fill_null(1),
        has_any_event=pl.col("date_last_event").is_not_null() | pl.col("amount_taken_back").is_not_null(),
        amount_patient=pl.col("amount_patient").fill_null(0) + pl.col("residual_patient").fill_null(0),
        amount_contractual=pl.col("amount_contractual").fill_null(0) + pl.col("residual_contractual").fill_null(0),
        amount_denied_now=(pl.col("amount_denied_now").fill_null(0) + pl.col("residual_denied").fill_null(0)).clip(0),
        filing_indicator="claim_filing_indicator",
        payer_order=payer_turn("payer_responsibility").cast(pl.String),
    )


def resubmitted(submissions: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """First replacement or resubmission on or after the first answer: root_claim_id, date_resubmitted."""
    again = submissions.filter(pl.col("relation").is_in(["replacement", "resubmission"]))
    return (
        again.select("root_claim_id", "date_submitted")
        .join(firsts.select("root_claim_id", "date_first_answer"), on="root_claim_id", how="inner")
        .filter(pl.col("date_submitted") >= pl.col("date_first_answer"))
        .group_by("root_claim_id")
        .agg(date_resubmitted=pl.col("date_submitted").min())
    )
