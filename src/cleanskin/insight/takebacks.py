"""Money that payers took back: reversals not paid again, and provider-level recoupments (PLB).

A reversal (CLP02 22) and a PLB recovery of the same money both occur; PLB code WO with opposite signs cancels itself
when a recovery is deferred to a later payment, so PLB amounts are summed with their signs.  FB moves a balance between
payments and is no takeback.  Interest (L6) is no payment for services and stays apart.
Source: 005010X221A1 balancing rules; edi-rules.md BAL-5, BAL-6 in own words.
"""

import polars as pl

PLB_KINDS: dict[str, str] = {
    "WO": "recovery",
    "FB": "forwarded_balance",
    "L6": "interest",
    "72": "refund_acknowledged",
    "CS": "adjustment",
    "AP": "accelerated_payment",
    "J1": "nonreimbursable",
    "E3": "withholding",
}
"""PLB reason code to kind; any other code is `other`.  [check] for 72, AP, J1, E3."""

_TYPES: dict[str, pl.DataType] = {
    "origin": pl.String(), "kind": pl.Categorical(), "entity": pl.Categorical(), "payer": pl.Categorical(),
    "payer_label": pl.Categorical(), "date": pl.Date(), "amount": pl.Int64(), "root_claim_id": pl.Int64(),
    "reason_code": pl.String(),
}  # fmt: skip
SCHEMA = pl.Schema(_TYPES)


def takebacks(events: pl.DataFrame, provider_adjustments: pl.DataFrame) -> pl.DataFrame:
    """Return one row per reversal that lowered payment and per PLB adjustment.

    Columns: origin (reversal, provider_adjustment), kind (recovery or a value of `PLB_KINDS`), entity, payer,
    payer_label, date, amount (cents, positive lowers payment), root_claim_id (where the claim is known), reason_code.

    `provider_adjustments` has reason_code, amount_adjusted, root_claim_id and the entity, payer, payer_label and date of
    its payment.
    """
    lowered = events.filter(pl.col("kind").is_in(["takeback", "correction"]), pl.col("amount_paid_change") < 0)
    reversals = lowered.select(
        pl.lit("reversal").alias("origin"),
        pl.lit("recovery").alias("kind"),
        "entity",
        "payer",
        "payer_label",
        date="date_remitted",
        amount=-pl.col("amount_paid_change"),
        root_claim_id="root_claim_id",
        reason_code=pl.lit(None, dtype=pl.String),
    )
    plb = provider_adjustments.select(
        pl.lit("provider_adjustment").alias("origin"),
        pl.col("reason_code").replace_strict(PLB_KINDS, default="other", return_dtype=pl.String).alias("kind"),
        "entity",
        "payer",
        "payer_label",
        "date",
        amount="amount_adjusted",
        root_claim_id="root_claim_id",
        reason_code="reason_code",
    )
    return pl.concat([reversals.cast(SCHEMA), plb.cast(SCHEMA)])


def recovered_from_claims(taken: pl.DataFrame) -> pl.DataFrame:
    """Return root_claim_id, amount_recouped: net provider-level recoveries of claims that no reversal undid.

    Where a reversal names the claim too, the recovery is only how the payer collects that reversal.
    """
    own = taken.filter(pl.col("kind") == "recovery").drop_nulls("root_claim_id")
    reversed_claims = own.filter(pl.col("origin") == "reversal").select("root_claim_id")
    return (
        own.join(reversed_claims, on="root_claim_id", how="anti")
        .group_by("root_claim_id")
        .agg(amount_recouped=pl.col("amount").sum())
        .filter(pl.col("amount_recouped") > 0)
    )
