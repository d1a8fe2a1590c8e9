"""Whose claim and whose remittance: payer and billing entity of both sides."""

import polars as pl

from cleanskin.insight.answers import MatchingFrames
from cleanskin.insight.by_id import within
from cleanskin.insight.payers import UNKNOWN_LABEL, UNKNOWN_PAYER, Alias, Payers, identify_payers
from cleanskin.insight.population import INSURANCE
from cleanskin.x12.bulk.rows import beside
from cleanskin.x12.bulk.schema import FrameSource


def identify(
    submissions: pl.DataFrame,
    remittances: pl.DataFrame,
    *,
    of_remit: pl.DataFrame,
    matching: MatchingFrames,
    aliases: tuple[Alias, ...],
) -> Payers:
    """Count payer names and identifiers on both sides and of matched pairs, and tell payers apart.

    `of_remit` says which transaction of `remittances` each remittance claim is in.
    """
    named = ["payer_name", "payer_id"]
    matched = matching.claim_matches.filter(
        pl.col("claim_id").is_not_null(),
        pl.col("duplicate_of_remit_claim_id").is_null(),
        pl.col("payer_order") == "primary",
    ).select("remit_claim_id", "claim_id")
    sent = submissions.select("claim_id", claim_name="payer_name", sent_to="payer_id")
    answered = within(within(matched, sent, on="claim_id"), of_remit, on="remit_claim_id")
    pairs = (
        within(answered, remittances.select("transaction_id", *named), on="transaction_id")
        .group_by("claim_name", "sent_to", *named)
        .agg(n=pl.len())
        .rename({"sent_to": "claim_id", "payer_name": "remit_name", "payer_id": "remit_id"})
    )
    return identify_payers(
        claim_side=submissions.group_by(named).agg(n=pl.len()),
        remit_side=remittances.group_by(named).agg(n=pl.len()),
        pairs=pairs,
        aliases=aliases,
    )


def with_payer(rows: pl.DataFrame, payers: Payers, side: str) -> pl.DataFrame:
    """Replace payer_name and payer_id by payer and payer_label."""
    lookup = payers.of_side(side)
    named = ["payer_name", "payer_id"]
    return rows.with_columns(pl.col(named).fill_null("")).join(lookup, on=named, how="left").drop(named)


def place_remits(places: pl.DataFrame, submissions: pl.DataFrame) -> pl.DataFrame:
    """Name the billing entity of each remittance: the payee as written, else the only known entity with its NPI or TIN."""
    known = submissions.select("entity").unique().with_columns(
        pl.col("entity").str.split_exact(":", 1).struct.rename_fields(["tin", "npi"]).alias("parts")
    ).unnest("parts")  # fmt: skip
    by_npi = known.filter(pl.col("npi") != "", ~pl.col("npi").is_duplicated()).select("npi", of_npi="entity")
    by_tin = known.filter(pl.col("tin") != "", ~pl.col("tin").is_duplicated()).select("tin", of_tin="entity")
    payees = places.select("remit_entity").unique().with_columns(
        pl.col("remit_entity").str.split_exact(":", 1).struct.rename_fields(["tin", "npi"]).alias("parts")
    ).unnest("parts")  # fmt: skip
    resolved = (
        payees.join(known.select(exact="entity", remit_entity="entity"), on="remit_entity", how="left")
        .join(by_npi, on="npi", how="left")
        .join(by_tin, on="tin", how="left")
        .select("remit_entity", entity=pl.coalesce("exact", "of_npi", "of_tin", "remit_entity"))
    )
    return places.join(resolved, on="remit_entity", how="left").drop("remit_entity")


def places_of(of_remit: pl.DataFrame, remittances: pl.DataFrame) -> pl.DataFrame:
    """Give each remittance claim the payer, entity and date of its transaction; unknown where that could not be read."""
    return beside(of_remit, remittances, on="transaction_id").with_columns(
        pl.col("is_test").fill_null(False),
        pl.col("remit_payer").fill_null(UNKNOWN_PAYER),
        pl.col("payer_label").fill_null(UNKNOWN_LABEL),
        pl.col("entity").fill_null(":"),
    )


def with_claim_places(events: pl.DataFrame, originals: pl.DataFrame) -> pl.DataFrame:
    """Let a matched event speak for its claim's entity and payer; an orphan keeps the remittance's."""
    category = pl.Categorical
    of_claim = originals.select(
        "root_claim_id",
        "date_of_service",
        "date_submitted",
        pl.col("population").cast(category),
        claim_entity=pl.col("entity").cast(category),
        claim_payer=pl.col("payer").cast(category),
        claim_payer_label=pl.col("payer_label").cast(category),
    )
    return (
        beside(events, of_claim, on="root_claim_id")
        .with_columns(
            entity=pl.coalesce("claim_entity", "entity"),
            payer=pl.coalesce("claim_payer", "remit_payer"),
            payer_label=pl.coalesce("claim_payer_label", "payer_label"),
            population=pl.col("population").fill_null(INSURANCE),
            is_orphan=pl.col("root_claim_id").is_null(),
        )
        .drop("claim_entity", "claim_payer", "claim_payer_label", "asked_payer", "transaction_id")
    )


def provider_adjustments(
    source: FrameSource, transactions: pl.DataFrame, places: pl.DataFrame, matching: MatchingFrames
) -> pl.DataFrame:
    """Provider-level adjustments with entity, payer and date of their payment; test interchanges left out.

    `root_claim_id` is the original claim when the reference is the payer's control number of one that this payer
    answered; null otherwise.
    """
    of_transaction = transactions.select("transaction_id", "entity", "payer_label", "is_test", payer="remit_payer")
    paid = source.frame("payments", ["transaction_id", "date_paid", "date_produced"]).select(
        "transaction_id", date=pl.coalesce("date_paid", "date_produced")
    )
    rows = (
        source.frame("provider_adjustments", ["transaction_id", "reason_code", "reference_id", "amount_adjusted"])
        .join(of_transaction, on="transaction_id", how="left")
        .join(paid, on="transaction_id", how="left")
        .filter(~pl.col("is_test").fill_null(False))
    )
    wanted = rows.select(payer_control_number="reference_id").drop_nulls().unique()
    answered = (
        source.frame("remit_claims", ["remit_claim_id", "payer_control_number"])
        .join(wanted, on="payer_control_number", how="semi")
        .join(matching.claim_matches.select("remit_claim_id", "root_claim_id"), on="remit_claim_id", how="inner")
        .join(places.select("remit_claim_id", payer="remit_payer"), on="remit_claim_id", how="inner")
        .drop_nulls("root_claim_id")
        .unique(["payer", "payer_control_number", "root_claim_id"])
    )
    one_claim = ~pl.struct("payer", "payer_control_number").is_duplicated()
    known = answered.filter(one_claim).select("payer", "root_claim_id", reference_id="payer_control_number")
    return rows.join(known, on=["payer", "reference_id"], how="left")
