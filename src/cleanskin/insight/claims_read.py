"""The submitted claims as facts need them: one row per submission that counts, with chain, entity and place."""

from datetime import date

import polars as pl

from cleanskin.insight.by_id import repeated, within
from cleanskin.insight.entities import completed_entities, entity_key
from cleanskin.x12.bulk.rows import beside
from cleanskin.x12.bulk.schema import FrameSource

_CLAIM_COLUMNS = (
    "claim_id", "transaction_id", "amount_billed", "related_causes", "contract_type", "date_of_service", "billing_npi",
    "billing_tin", "billing_name", "billing_zip", "rendering_npi", "service_facility_npi", "service_facility_zip",
    "payer_name", "payer_id", "payer_responsibility", "claim_filing_indicator",
)  # fmt: skip

_PATIENT_COLUMNS = ("member_id", "patient_birth_date", "patient_last_name", "patient_first_name")

NO_FIRST_PASS = ("replacement", "void")
"""Relations that are no first submission, even when the original is not in the files (kpis.md G4)."""


def submitted_claims(
    source: FrameSource, chains: pl.DataFrame, *, as_of: date, stated: bool
) -> tuple[pl.DataFrame, int]:
    """Return submissions that are no duplicates, and how many were left out as later than a stated as-of day.

    Columns: those of the claims frame that facts need, root_claim_id, relation, sequence, date_submitted, usage,
    claim_or_encounter, entity, provider, location, patient_key.
    """
    patients = source.frame("claims", ["claim_id", *_PATIENT_COLUMNS]).select("claim_id", patient_key())
    transactions = source.frame("transactions", ["transaction_id", "date_created", "usage", "claim_or_encounter"])
    links = chains.filter(pl.col("relation") != "duplicate").select("claim_id", "root_claim_id", "relation", "sequence")
    claims = within(source.frame("claims", list(_CLAIM_COLUMNS)), links, on="claim_id")
    claims = beside(beside(claims, transactions, on="transaction_id"), patients, on="claim_id")
    del patients
    claims = claims.with_columns(
        entity_key("billing_tin", "billing_npi"),
        pl.coalesce("rendering_npi", "billing_npi").alias("provider"),
        pl.coalesce("service_facility_npi", "service_facility_zip", "billing_zip").alias("location"),
        pl.col("amount_billed").fill_null(0),
        # a submission dated after the day of the report is a typing error unless that day was stated
        pl.when(pl.col("date_created") <= as_of).then("date_created").alias("date_submitted")
        if not stated
        else pl.col("date_created").alias("date_submitted"),
    ).drop("billing_npi", "billing_tin", "billing_zip", "rendering_npi", "service_facility_npi", "service_facility_zip")
    late = (pl.col("date_submitted") > as_of).fill_null(False)
    late_claims = claims.select(late.sum()).item()
    return completed_entities(claims.filter(~late) if late_claims else claims), late_claims


def patient_key() -> pl.Expr:
    """Tell patients apart by member id, birth date and name; null when none of them is known."""
    parts = [pl.col(name).cast(pl.String) for name in _PATIENT_COLUMNS]
    text = pl.concat_str(*(part.str.to_uppercase().fill_null("") for part in parts), separator="\x1f")
    # half of a 64-bit hash: for counting only, one collision expected beyond some 10^9 patients
    number = (text.hash(seed=20) // 2).cast(pl.Int64)
    return pl.when(pl.any_horizontal(part.is_not_null() for part in parts)).then(number).alias("patient_key")


def chain_totals(claims: pl.DataFrame) -> pl.DataFrame:
    """One row per original: root_claim_id, submissions, is_voided (the latest submission to its payer is a void)."""
    own = (
        claims.lazy()
        .filter(pl.col("relation") != "secondary")
        .select("root_claim_id", "relation", "sequence")
        .collect()
    )
    again = repeated(own["root_claim_id"])
    alone, many = own.filter(~again), own.filter(again).sort("sequence")
    return pl.concat(
        [
            alone.select(
                "root_claim_id", pl.lit(1, dtype=pl.Int64).alias("submissions"), is_voided=pl.col("relation") == "void"
            ),
            many.group_by("root_claim_id").agg(
                submissions=pl.len().cast(pl.Int64), is_voided=pl.col("relation").last() == "void"
            ),
        ]
    )
