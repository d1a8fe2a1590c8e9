"""Acknowledgements (277CA) joined to the submissions they speak of.

Accepted into adjudication is category A2; returned are A3, A6, A7 and A8 (A4, not found, is returned too).  States
form a lattice: once accepted, an older or repeated message changes nothing (edi-rules.md ACK-2).  A message belongs to
the latest submission with its control number, service date and charge sent on or before its day (ACK-3).
"""

import polars as pl

from cleanskin.x12.bulk.schema import FrameSource

ACCEPTED = ("A2",)
REJECTED = ("A3", "A4", "A6", "A7", "A8")


def acknowledged(source: FrameSource, claims: pl.DataFrame) -> pl.DataFrame:
    """Return one row per submission with an acknowledgement that decides: claim_id, acknowledged, date_acknowledged,
    category_code, status_code.

    `claims` has claim_id, date_submitted, date_of_service, amount_billed.
    """
    columns = [
        "patient_control_number",
        "category_code",
        "status_code",
        "date_acknowledged",
        "amount_billed",
        "date_of_service",
    ]
    messages = source.frame("acknowledgements", columns)
    schema = {
        "claim_id": pl.Int64, "acknowledged": pl.String, "date_acknowledged": pl.Date, "category_code": pl.String,
        "status_code": pl.String,
    }  # fmt: skip
    if messages.is_empty():
        return pl.DataFrame(schema=schema)
    numbers = source.frame("claims", ["claim_id", "patient_control_number"])
    sent = claims.select("claim_id", "date_submitted", "date_of_service", "amount_billed").join(
        numbers, on="claim_id", how="inner"
    )
    verdict = (
        pl.when(pl.col("category_code").is_in(ACCEPTED))
        .then(pl.lit("accepted"))
        .when(pl.col("category_code").is_in(REJECTED))
        .then(pl.lit("rejected"))
    )
    messages = messages.with_columns(acknowledged=verdict).drop_nulls("acknowledged").with_row_index("message")
    keys = ["patient_control_number", "date_of_service", "amount_billed"]
    exact = messages.join(sent, on=keys, how="inner")
    loose = messages.join(exact, on="message", how="anti").join(
        sent.drop("date_of_service", "amount_billed"), on="patient_control_number", how="inner"
    )
    wanted = [
        "message",
        "claim_id",
        "date_submitted",
        "date_acknowledged",
        "acknowledged",
        "category_code",
        "status_code",
    ]
    candidates = pl.concat([exact.select(wanted), loose.select(wanted)])
    in_time = pl.col("date_acknowledged").is_null() | (pl.col("date_acknowledged") >= pl.col("date_submitted"))
    return (
        candidates.filter(in_time.fill_null(True))
        .sort("date_submitted", "claim_id")
        .unique("message", keep="last", maintain_order=True)
        .sort(pl.col("acknowledged") != "accepted", "date_acknowledged")
        .unique("claim_id", keep="first", maintain_order=True)
        .select(*schema)
    )
