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
from cleanskin.x12.bulk.rows import Places, beside, held, numbered
from cleanskin.x12.bulk.schema import FrameSource, assert_declared, polars_schema

KEYS = list(ADJUSTMENT_CLASSES.key)
"""The columns of the tuple."""

LEADING = ["category", "group_code", "carc", "remarks_key", "action", "owner", "recoverable", "appeal"]
"""Columns of the leading adjustment that a line or claim carries."""

_RAW = ["group_code", "carc", "raw_remarks", "is_paid", "payer_order", "is_reversal"]
_CODES = ["group_code", "carc", "payer_order"]
_MEDICARE_PART_B = "MB"
_REPORTING_OUTCOMES = ["contractual", "informational", "other_payer"]
_REPORTING_CATEGORIES = ["bundling_ncci", "global_period"]


class Classified(msgspec.Struct, frozen=True):
    """The adjustments with their classes, the classes themselves, and what was doubtful about them.

    `adjustments`: remit_claim_id, remit_line_id, position, amount_adjusted, class_id.
    `lookup`: class_id, outcome, is_paid, refuses, neutral (expected on a line that only reports), is_45, is_246,
    is_interest and the columns of LEADING.  `classes`: frame ADJUSTMENT_CLASSES.
    `doubts`: class_id and doubt, one row per doubt.
    """

    adjustments: pl.DataFrame
    lookup: pl.DataFrame
    classes: pl.DataFrame
    doubts: pl.DataFrame

    def flagged(self, adjustments: pl.DataFrame, *names: str) -> pl.DataFrame:
        """Add columns of `lookup` to rows with class_id."""
        return beside(adjustments, self.lookup.select("class_id", *names), on="class_id")

    def described(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add the columns of LEADING to rows with class_id and claim_filing_indicator, and drop these two.

        Original Medicare takes no replacement claims (DEN-11): there a corrected claim is a reopening.
        """
        part_b = (pl.col("claim_filing_indicator") == _MEDICARE_PART_B).fill_null(False)
        action = pl.when(part_b & (pl.col("action") == "corrected_claim")).then(pl.lit("reopening")).otherwise("action")
        named = self.lookup.select("class_id", *LEADING)
        return (
            beside(rows, named, on="class_id")
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
    found = claim_matches.select("remit_claim_id", pl.col("payer_order").alias("matched"))
    if Places(found["remit_claim_id"]).slots is None:
        found = found.unique("remit_claim_id", keep="first", maintain_order=True)
    return beside(orders, found, on="remit_claim_id").select(
        "remit_claim_id", pl.coalesce("matched", "by_status").alias("payer_order")
    )


def classified(source: FrameSource, claim_matches: pl.DataFrame | None, *, as_of: date | None) -> Classified:
    """Classify every adjustment of `source`."""
    raw = _with_tuples(source, claim_matches)
    number, distinct = numbered(raw, _RAW)
    named = distinct.with_columns(pl.col(_CODES).cast(pl.String), pl.col("raw_remarks").cast(pl.String).fill_null(""))
    of_tuple, lookup, classes, doubts = _classes(named, as_of=as_of)
    columns = ["remit_claim_id", "remit_line_id", "position", "amount_adjusted"]
    return Classified(raw.select(*columns, of_tuple.gather(number)), lookup, classes, doubts)


def _with_tuples(source: FrameSource, claim_matches: pl.DataFrame | None) -> pl.DataFrame:
    """Return the adjustments with the columns of their tuple as sent; text as categories, because few differ."""
    claims = source.frame("remit_claims", ["remit_claim_id", "status_code", "amount_paid"])
    lines = source.frame("remit_lines", ["remit_line_id", "amount_paid"]).rename({"amount_paid": "line_paid"})
    by_claim = claims.with_columns(payer_orders(claims, claim_matches)["payer_order"]).select(
        "remit_claim_id",
        pl.col("payer_order").cast(pl.Categorical),
        (pl.col("status_code") == "22").fill_null(False).alias("is_reversal"),
        pl.col("amount_paid").alias("claim_paid"),
    )
    columns = ["remit_claim_id", "remit_line_id", "position", "group_code", "carc", "amount_adjusted", "remarks"]
    sent = source.frame("adjustments", columns)
    adjustments = sent.select(
        "remit_claim_id",
        "remit_line_id",
        "position",
        pl.col("amount_adjusted").fill_null(0),
        pl.col("group_code", "carc").fill_null("").cast(pl.Categorical),
        _joined(sent["remarks"]),
    )
    paid = (pl.coalesce("line_paid", "claim_paid") > 0).fill_null(False)
    rows = beside(beside(adjustments, by_claim, on="remit_claim_id"), lines, on="remit_line_id")
    return rows.with_columns(
        (paid | _left_to_patient(adjustments)).alias("is_paid"), pl.col("is_reversal").fill_null(False)
    ).drop("line_paid", "claim_paid")


def _joined(remarks: pl.Series) -> pl.Series:
    """Return each adjustment's remarks joined by ' ' as a category; null for the many that have none."""
    said = remarks.list.len().fill_null(0) > 0
    joined = remarks.filter(said).list.join(" ").cast(pl.Categorical)
    place = (said.cum_sum().cast(pl.Int64) - 1).set(~said, None)
    return joined.gather(place).alias("raw_remarks")


def _left_to_patient(adjustments: pl.DataFrame) -> pl.Series:
    """True for each row whose line (or claim) has a deductible, coinsurance or the like: allowed, even when unpaid."""
    shares = [carc for carc, rows in book().reasons.items() if rows[-1].outcome == "patient_share"]
    codes = adjustments["carc"]
    # Few codes differ: each is looked at once, then rows by its number.
    named = codes.unique()
    wanted = named.filter(named.cast(pl.String).is_in(shares))
    share = held(codes.to_physical(), wanted.to_physical()) & (adjustments["amount_adjusted"] > 0)
    found = adjustments.filter(share & (adjustments["group_code"] == "PR")).select("remit_claim_id", "remit_line_id")
    of_line = held(adjustments["remit_line_id"], found["remit_line_id"])
    whole = found.filter(pl.col("remit_line_id").is_null())["remit_claim_id"]
    return of_line | (adjustments["remit_line_id"].is_null() & held(adjustments["remit_claim_id"], whole))


def _classes(
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
        outcome,
        "is_paid",
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
