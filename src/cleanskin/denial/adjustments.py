"""Every adjustment with its class: one call of `classify` per distinct tuple, then a join by number.

Grain of the classified frame: one row per row of the adjustments frame, in its order.  It carries the number of its
class and what sums and verdicts ask about it; the words stay in the small table of classes until a line or claim
needs them, so that millions of rows stay narrow.
"""

from datetime import date

import msgspec
import polars as pl

from cleanskin.denial.classify import REFUSALS, AdjustmentClass, classify, normal_remarks
from cleanskin.denial.codebook import book
from cleanskin.denial.frames import ADJUSTMENT_CLASSES
from cleanskin.x12.bulk.schema import FrameSource, assert_declared, polars_schema

KEYS = list(ADJUSTMENT_CLASSES.key)
"""The columns of the tuple."""

LEADING = ["category", "group_code", "carc", "remarks_key", "action", "owner", "recoverable", "appeal"]
"""Columns of the leading adjustment that a line or claim carries."""

_RAW = ["group_code", "carc", "raw_remarks", "is_paid", "payer_order", "is_reversal"]
_CODES = ["group_code", "carc", "raw_remarks", "payer_order"]
_MEDICARE_PART_B = "MB"
_REPORTING_OUTCOMES = ["contractual", "informational", "other_payer"]
_REPORTING_CATEGORIES = ["bundling_ncci", "global_period"]


class Classified(msgspec.Struct, frozen=True):
    """The adjustments with their classes, the classes themselves, and what was doubtful about them.

    `adjustments`: remit_claim_id, remit_line_id, position, amount_adjusted, class_id, and of its class: outcome,
    is_paid, refuses, neutral (expected on a line that only reports), is_45, is_246, is_interest.
    `lookup`: class_id, outcome and the columns of LEADING.  `classes`: frame ADJUSTMENT_CLASSES.
    `doubts`: class_id and doubt, one row per doubt.
    """

    adjustments: pl.DataFrame
    lookup: pl.DataFrame
    classes: pl.DataFrame
    doubts: pl.DataFrame

    def described(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add the columns of LEADING to rows with class_id and claim_filing_indicator, and drop these two.

        Original Medicare takes no replacement claims (DEN-11): there a corrected claim is a reopening.
        """
        part_b = (pl.col("claim_filing_indicator") == _MEDICARE_PART_B).fill_null(False)
        action = pl.when(part_b & (pl.col("action") == "corrected_claim")).then(pl.lit("reopening")).otherwise("action")
        named = self.lookup.select("class_id", *LEADING)
        return (
            rows.join(named, on="class_id", how="left", maintain_order="left")
            .with_columns(action.alias("action"))
            .drop("class_id", "claim_filing_indicator")
        )


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
    raw = _with_tuples(source, claim_matches)
    distinct = raw.select(_RAW).unique(maintain_order=True)
    numbered, lookup, classes, doubts = _numbered(distinct.with_columns(pl.col(_CODES).cast(pl.String)), as_of=as_of)
    keyed = distinct.with_columns(numbered)
    flags = lookup.select("class_id", "outcome", "refuses", "neutral", "is_45", "is_246", "is_interest")
    adjustments = (
        raw.join(keyed, on=_RAW, how="left", maintain_order="left", nulls_equal=True)
        .drop("group_code", "carc", "raw_remarks", "payer_order", "is_reversal")
        .join(flags, on="class_id", how="left", maintain_order="left")
    )
    return Classified(adjustments, lookup, classes, doubts)


def _with_tuples(source: FrameSource, claim_matches: pl.DataFrame | None) -> pl.DataFrame:
    """Return the adjustments with the columns of their tuple as sent; text as categories, because few differ."""
    claims = source.frame("remit_claims", ["remit_claim_id", "status_code", "amount_paid"])
    lines = source.frame("remit_lines", ["remit_line_id", "amount_paid"]).rename({"amount_paid": "line_paid"})
    by_claim = claims.join(payer_orders(claims, claim_matches), on="remit_claim_id", how="left").select(
        "remit_claim_id",
        pl.col("payer_order").cast(pl.Categorical),
        (pl.col("status_code") == "22").fill_null(False).alias("is_reversal"),
        pl.col("amount_paid").alias("claim_paid"),
    )
    columns = ["remit_claim_id", "remit_line_id", "position", "group_code", "carc", "amount_adjusted", "remarks"]
    adjustments = source.frame("adjustments", columns).select(
        "remit_claim_id",
        "remit_line_id",
        "position",
        pl.col("amount_adjusted").fill_null(0),
        pl.col("group_code", "carc").fill_null("").cast(pl.Categorical),
        pl.col("remarks").list.join(" ").fill_null("").cast(pl.Categorical).alias("raw_remarks"),
    )
    paid = (pl.coalesce("line_paid", "claim_paid") > 0).fill_null(False)
    return (
        adjustments.join(by_claim, on="remit_claim_id", how="left", maintain_order="left")
        .join(lines, on="remit_line_id", how="left", maintain_order="left")
        .join(
            _left_to_patient(adjustments),
            on=["remit_claim_id", "remit_line_id"],
            how="left",
            maintain_order="left",
            nulls_equal=True,
        )
        .with_columns(
            (paid | pl.col("left_to_patient").fill_null(False)).alias("is_paid"),
            pl.col("is_reversal").fill_null(False),
        )
        .drop("line_paid", "claim_paid", "left_to_patient")
    )


def _left_to_patient(adjustments: pl.DataFrame) -> pl.DataFrame:
    """Return the lines (or claims) with a deductible, coinsurance or the like: allowed, even when nothing was paid."""
    shares = [carc for carc, rows in book().reasons.items() if rows[-1].outcome == "patient_share"]
    share = (pl.col("group_code") == "PR") & pl.col("carc").is_in(shares) & (pl.col("amount_adjusted") > 0)
    found = adjustments.filter(share).select("remit_claim_id", "remit_line_id").unique()
    return found.with_columns(pl.lit(True).alias("left_to_patient"))


def _numbered(
    distinct: pl.DataFrame, *, as_of: date | None
) -> tuple[pl.Series, pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Classify each distinct tuple once.

    Returns the class number of each row of `distinct`, the look-up of classes, the classes frame, and the doubts.
    """
    numbers: dict[tuple[object, ...], int] = {}
    rows: list[dict[str, object]] = []
    doubts: list[tuple[int, str]] = []
    of_row: list[int] = []
    for group_code, carc, remarks, is_paid, payer_order, is_reversal in distinct.iter_rows():
        key = (
            group_code.strip().upper(),
            carc.strip().upper(),
            " ".join(sorted(normal_remarks(remarks.split()))),
            is_paid,
            payer_order or "primary",
            is_reversal,
        )
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(rows)
            values = dict(zip(KEYS, key, strict=True))
            answer = classify(
                group_code=key[0],
                carc=key[1],
                remarks=key[2].split(),
                is_paid=is_paid,
                payer_order=key[4],
                is_reversal=is_reversal,
                as_of=as_of,
            )
            rows.append({**values, **_columns(answer)})
            doubts.extend((number, doubt) for doubt in answer.doubts)
        of_row.append(number)
    classes = assert_declared(pl.DataFrame(rows, schema=polars_schema(ADJUSTMENT_CLASSES)), ADJUSTMENT_CLASSES)
    return (
        pl.Series("class_id", of_row, dtype=pl.UInt32),
        _lookup(classes),
        classes,
        pl.DataFrame(doubts, schema={"class_id": pl.UInt32, "doubt": pl.String}, orient="row"),
    )


def _lookup(classes: pl.DataFrame) -> pl.DataFrame:
    """Return the classes by number, with the flags that sums and verdicts ask for."""
    outcome = pl.col("outcome")
    neutral = outcome.is_in(_REPORTING_OUTCOMES) | pl.col("category").is_in(_REPORTING_CATEGORIES).fill_null(False)
    return classes.with_row_index("class_id").select(
        pl.col("class_id").cast(pl.UInt32),
        outcome.cast(pl.Categorical),
        *LEADING,
        outcome.is_in(list(REFUSALS)).alias("refuses"),
        neutral.alias("neutral"),
        ((pl.col("carc") == "45") & (outcome == "contractual")).alias("is_45"),
        (pl.col("carc") == "246").alias("is_246"),
        ((pl.col("carc") == "225") & (outcome == "informational")).alias("is_interest"),
    )


def _columns(answer: AdjustmentClass) -> dict[str, object]:
    """Return the class as columns of the classes frame."""
    columns: dict[str, object] = msgspec.structs.asdict(answer)
    del columns["doubts"]
    return columns
