"""The same claim, and the same remittance, seen twice.

A claim repeats another when every field the frames hold (lines, modifiers, diagnoses, payer, patient, amounts) and the
day of creation are equal, wherever it stands.  Equal content created on another day is left to `chains.py`.

A remittance claim repeats another when all its content (lines, adjustments, remarks, amounts, payer's control number),
its payer and its payment date are equal and it stands in another transaction.  The trace number (TRN02) is no part of
the key: zero-pay remittances share dummy traces, and a clearinghouse that splits or merges remittances may renumber
them.  Only where the payer gave no control number must the trace agree too.  Equal content twice within one
transaction is not collapsed (both count in its balance), but the k-th of one transaction repeats the k-th of another.
"""

import polars as pl

from cleanskin.x12.bulk.rows import shared


def repeated_claims(claims: pl.DataFrame) -> pl.DataFrame:
    """Return (claim_id, duplicate_of_claim_id) of claims that repeat an earlier one of the same day."""
    return (
        shared(claims.select("claim_id", "content", "created", "usage"), ["content"])
        .select(
            "claim_id",
            pl.col("claim_id").min().over("content", "created", "usage").alias("duplicate_of_claim_id"),
        )
        .filter(pl.col("claim_id") != pl.col("duplicate_of_claim_id"))
        .sort("claim_id")
    )


def repeated_remits(remits: pl.DataFrame) -> pl.DataFrame:
    """Return (remit_claim_id, duplicate_of_remit_claim_id) of remittance claims that repeat another transaction's."""
    key = ["content", "payer", "remitted", "usage", "trace_needed", "occurrence"]
    keyed = (
        shared(
            remits.select(
                "remit_claim_id",
                "transaction_id",
                "content",
                "payer",
                "remitted",
                "usage",
                pl.when(pl.col("icn").is_null()).then(pl.col("trace")).alias("trace_needed"),
            ),
            ["content"],
        )
        .sort("remit_claim_id")
        .with_columns(pl.int_range(pl.len()).over("content", "transaction_id").alias("occurrence"))
    )
    return (
        keyed.select("remit_claim_id", pl.col("remit_claim_id").min().over(key).alias("duplicate_of_remit_claim_id"))
        .filter(pl.col("remit_claim_id") != pl.col("duplicate_of_remit_claim_id"))
        .sort("remit_claim_id")
    )
