"""Every adjustment with its class: one call of `classify` per distinct tuple, then a join.

Grain of the classified frame: one row per row of the adjustments frame, in its order.
"""

from datetime import date

import msgspec
import polars as pl

from cleanskin.denial.classify import AdjustmentClass, classify
from cleanskin.denial.codebook import book
from cleanskin.denial.frames import ADJUSTMENT_CLASSES
from cleanskin.x12.bulk.schema import FrameSource, assert_declared, polars_schema

KEYS = list(ADJUSTMENT_CLASSES.key)
"""The columns of the tuple."""

_MEDICARE_PART_B = "MB"


class Classified(msgspec.Struct, frozen=True):
    """The adjustments with their classes, the classes themselves, and what was doubtful about them.

    `adjustments`: remit_claim_id, remit_line_id, position, amount_adjusted, the tuple, the columns of the class.
    `classes`: frame ADJUSTMENT_CLASSES.  `doubts`: the tuple and `doubt`, one row per doubt of a tuple.
    """

    adjustments: pl.DataFrame
    classes: pl.DataFrame
    doubts: pl.DataFrame


def payer_orders(claims: pl.DataFrame, claim_matches: pl.DataFrame | None) -> pl.DataFrame:
    """Return remit_claim_id and payer_order: what matching found, else what the claim status says, else primary."""
    by_status = {code: row.payer_order for code, row in book().statuses.items() if row.payer_order is not None}
    orders = claims.select(
        "remit_claim_id",
        pl.col("status_code").replace_strict(by_status, default="primary", return_dtype=pl.String).alias("by_status"),
    )
    if claim_matches is None or claim_matches.is_empty():
        return orders.rename({"by_status": "payer_order"})
    found = claim_matches.select("remit_claim_id", pl.col("payer_order").alias("matched")).unique(
        "remit_claim_id", keep="first", maintain_order=True
    )
    return orders.join(found, on="remit_claim_id", how="left", maintain_order="left").select(
        "remit_claim_id", pl.coalesce("matched", "by_status").alias("payer_order")
    )


def classified(source: FrameSource, claim_matches: pl.DataFrame | None, *, as_of: date | None) -> Classified:
    """Classify every adjustment of `source`."""
    tuples = _with_tuples(source, claim_matches)
    classes, doubts = _classes(tuples.select(KEYS).unique(maintain_order=True), as_of=as_of)
    joined = tuples.join(classes.drop("why"), on=KEYS, how="left", maintain_order="left")
    part_b = (pl.col("claim_filing_indicator") == _MEDICARE_PART_B).fill_null(False)
    reopened = part_b & (pl.col("action") == "corrected_claim")
    return Classified(
        # Original Medicare takes no replacement claims (DEN-11): a clerical error is put right by a reopening.
        joined.with_columns(pl.when(reopened).then(pl.lit("reopening")).otherwise("action").alias("action")),
        classes,
        doubts,
    )


def _with_tuples(source: FrameSource, claim_matches: pl.DataFrame | None) -> pl.DataFrame:
    """Return the adjustments with the columns of their tuple and their claim's filing indicator."""
    claims = source.frame("remit_claims", ["remit_claim_id", "status_code", "amount_paid", "claim_filing_indicator"])
    lines = source.frame("remit_lines", ["remit_line_id", "amount_paid"]).rename({"amount_paid": "line_paid"})
    by_claim = claims.join(payer_orders(claims, claim_matches), on="remit_claim_id", how="left").select(
        "remit_claim_id",
        "payer_order",
        "claim_filing_indicator",
        (pl.col("status_code") == "22").fill_null(False).alias("is_reversal"),
        pl.col("amount_paid").alias("claim_paid"),
    )
    adjustments = source.frame(
        "adjustments",
        ["remit_claim_id", "remit_line_id", "position", "group_code", "carc", "amount_adjusted", "remarks"],
    )
    return (
        adjustments.join(by_claim, on="remit_claim_id", how="left", maintain_order="left")
        .join(lines, on="remit_line_id", how="left", maintain_order="left")
        .select(
            "remit_claim_id",
            "remit_line_id",
            "position",
            pl.col("amount_adjusted").fill_null(0),
            pl.col("group_code").fill_null("").str.to_uppercase(),
            pl.col("carc").fill_null("").str.to_uppercase(),
            _remarks_key(),
            (pl.coalesce("line_paid", "claim_paid") > 0).fill_null(False).alias("is_paid"),
            pl.col("payer_order").fill_null("primary"),
            pl.col("is_reversal").fill_null(False),
            "claim_filing_indicator",
        )
    )


def _remarks_key() -> pl.Expr:
    """Remarks sorted, without repeats, joined by a blank; most adjustments have none or one, which need no sorting."""
    remarks = pl.col("remarks")
    several = remarks.list.unique().list.sort().list.join(" ")
    return (
        pl.when(remarks.list.len() > 1)
        .then(several)
        .otherwise(remarks.list.first())
        .fill_null("")
        .str.to_uppercase()
        .alias("remarks_key")
    )


def _classes(tuples: pl.DataFrame, *, as_of: date | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Classify each distinct tuple once; return the classes frame and one row per doubt."""
    rows: list[dict[str, object]] = []
    doubts: list[dict[str, object]] = []
    for key in tuples.iter_rows(named=True):
        answer = classify(
            group_code=key["group_code"],
            carc=key["carc"],
            remarks=key["remarks_key"].split(),
            is_paid=key["is_paid"],
            payer_order=key["payer_order"],
            is_reversal=key["is_reversal"],
            as_of=as_of,
        )
        rows.append({**key, **_columns(answer)})
        doubts.extend({**key, "doubt": doubt} for doubt in answer.doubts)
    schema = polars_schema(ADJUSTMENT_CLASSES)
    doubt_schema = {**{name: schema[name] for name in KEYS}, "doubt": pl.String()}
    classes = assert_declared(pl.DataFrame(rows, schema=schema), ADJUSTMENT_CLASSES)
    return classes, pl.DataFrame(doubts, schema=doubt_schema)


def _columns(answer: AdjustmentClass) -> dict[str, object]:
    """Return the class as columns of the classes frame."""
    columns: dict[str, object] = msgspec.structs.asdict(answer)
    del columns["doubts"]
    return columns
