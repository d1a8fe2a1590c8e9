"""From classified adjustments to one verdict per line and per claim.

A unit is a remittance line, or a whole claim that has no lines.  Its verdict, first that holds:

| holds | outcome |
|---|---|
| the claim is a reversal (22) | reversed |
| the claim was passed on (23) or is an estimate (25) | informational |
| a negative payment | undetermined |
| nothing paid, and the code or charge only reports (99024, measures, a cent or less, reason 246) | bundled_reporting |
| paid, and an amount refused | denied (in part: `amount_denied` is the refused part) |
| paid | paid |
| an amount refused, held, taken back or not classifiable | that of the largest such amount, the earlier on a tie |
| an amount left to the patient | patient_share |
| the whole charge above the agreed price (reason 45) | undetermined, because that leaves a price of zero |
| any other adjustment (capitation, another payer's part) | informational |
| no adjustment at all | undetermined |

Status 4 decides nothing (DEN-1, BAL-8).  Paid means paid for the service: interest is left out.
"""

import polars as pl

from cleanskin.denial.adjustments import Classified
from cleanskin.denial.codebook import book
from cleanskin.x12.bulk.rows import among, beside, summed

SUMS = {
    "amount_denied": ("denial", "unprocessable"),
    "amount_contractual": ("contractual",),
    "amount_patient": ("patient_share",),
    "amount_other_payer": ("other_payer",),
    "amount_undetermined": ("undetermined",),
}
"""Amount columns and the outcomes of the adjustments that they sum."""

_VERDICT_OF = {
    "denial": "denied",
    "unprocessable": "unprocessable",
    "pend": "pend",
    "duplicate": "duplicate",
    "takeback": "reversed",
    "undetermined": "undetermined",
}
_NOMINAL_CHARGE = 1
"""A charge of at most a cent reports a service without asking for money."""


def sums(adjustments: pl.DataFrame, answer: Classified, key: str) -> pl.DataFrame:
    """Sum the adjustments of each `key` by outcome; also what the verdict asks about them."""
    amount = pl.col("amount_adjusted")

    def part(test: str | pl.Expr, name: str) -> pl.Expr:
        return pl.when(test).then(amount).otherwise(0).alias(name)

    # Which sums an amount belongs to is asked of the few classes, not of every adjustment.
    place = pl.coalesce(
        pl.when(pl.col("outcome").is_in(list(outcomes))).then(number) for number, outcomes in enumerate(SUMS.values())
    )
    flags = ["is_45", "is_246", "is_interest", "neutral"]
    asked = answer.lookup.select("class_id", place.cast(pl.Int8).alias("place"), *flags)
    parts = beside(adjustments.select(key, "amount_adjusted", "class_id"), asked, on="class_id").select(
        key,
        *(part(pl.col("place") == number, name) for number, name in enumerate(SUMS)),
        pl.when("neutral").then(0).otherwise(amount.abs()).alias("beyond_reporting"),
        part("is_45", "amount_45"),
        pl.col("is_246").cast(pl.Int64).alias("has_246"),
        part("is_interest", "amount_interest"),
        pl.lit(1, dtype=pl.Int64).alias("adjustments"),
    )
    return summed(parts, parts.columns[1:], by=key).with_columns(
        pl.col("has_246") > 0, pl.col("adjustments").cast(pl.get_index_type())
    )


def leading(adjustments: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the leading adjustment of each `key`: its class and rank.

    What was refused, held, taken back or cannot be classified comes before all else (rank 0; on a paid line only what
    was refused), the largest amount first, then the patient's share, then the rest; on a tie the earlier adjustment.
    """
    speaks = pl.when(pl.col("is_paid")).then(pl.col("refuses")).otherwise(pl.col("outcome").is_in(list(_VERDICT_OF)))
    rank = (
        pl.when(speaks & (pl.col("amount_adjusted") > 0))
        .then(0)
        .when(pl.col("outcome") == "patient_share")
        .then(1)
        .otherwise(2)
        .cast(pl.Int8)
    )
    return (
        adjustments.select(key, "amount_adjusted", "position", "class_id", "outcome", rank.alias("rank"))
        .sort(key, "rank", "amount_adjusted", "position", descending=[False, False, True, False])
        .unique(key, keep="first", maintain_order=True)
        .select(key, "class_id", "rank", pl.col("outcome").alias("leading_outcome"))
    )


def verdicts(units: pl.DataFrame, answer: Classified, *, key: str, own: pl.Expr) -> pl.DataFrame:
    """Give each unit its verdict.

    `units` has `key`, status_code, amount_billed, amount_paid and code; `own` selects the adjustments that are theirs.
    Returns `units` with outcome, the sums, and the class of the leading adjustment (class_id; null when nothing needs
    explaining).
    """
    adjustments = answer.adjustments.filter(own)
    totals = beside(units, sums(adjustments, answer, key), on=key).with_columns(
        *(
            pl.col(name).fill_null(0)
            for name in (*SUMS, "beyond_reporting", "amount_45", "amount_interest", "adjustments")
        ),
        pl.col("has_246").fill_null(False),
    )
    # Interest (reason 225, negative) is paid for the payer's delay, not for the service (GT-14).
    totals = totals.with_columns((pl.col("amount_paid") + pl.col("amount_interest")).alias("amount_paid"))
    unpaid = totals.filter((pl.col("amount_paid") <= 0) | (pl.col("amount_denied") > 0))[key]
    asked = answer.flagged(among(adjustments, unpaid, on=key), "outcome", "is_paid", "refuses")
    judged = beside(totals, leading(asked, key), on=key).with_columns(
        _outcome(_reporting_codes(units["code"])).alias("outcome")
    )
    quiet = pl.col("outcome").is_in(["paid", "bundled_reporting", "reversed"])
    return judged.with_columns(
        pl.when(~quiet).then("class_id").alias("class_id"),
        pl.when(pl.col("outcome").is_in(["bundled_reporting", "reversed"]))
        .then(0)
        .otherwise(pl.col("amount_denied").clip(lower_bound=0))
        .alias("amount_denied"),
    ).drop("rank", "leading_outcome", "beyond_reporting", "has_246", "amount_interest")


def _reporting_codes(codes: pl.Series) -> list[str]:
    """Return those of the codes that only report; few codes differ, so each is looked at once."""
    distinct = codes.unique().drop_nulls()
    found: list[str] = distinct.filter(distinct.str.contains(book().reporting_pattern())).to_list()
    return found


def _outcome(reporting_codes: list[str]) -> pl.Expr:
    """The table of the module as an expression."""
    paid = pl.col("amount_paid")
    reporting = pl.col("amount_billed").is_between(0, _NOMINAL_CHARGE) | (
        (pl.col("code").is_in(reporting_codes) | pl.col("has_246"))
        & (pl.col("beyond_reporting") == 0)
        & (pl.col("adjustments") > 0)
    )
    refused = pl.col("amount_denied") > 0
    leads = pl.col("leading_outcome").replace_strict(_VERDICT_OF, default=None, return_dtype=pl.String)
    return (
        pl.when(pl.col("status_code") == "22")
        .then(pl.lit("reversed"))
        .when(pl.col("status_code").is_in(["23", "25"]))
        .then(pl.lit("informational"))
        .when(paid < 0)
        .then(pl.lit("undetermined"))
        .when((paid == 0) & reporting.fill_null(False))
        .then(pl.lit("bundled_reporting"))
        .when((paid > 0) & refused)
        .then(pl.lit("denied"))
        .when(paid > 0)
        .then(pl.lit("paid"))
        .when((pl.col("rank") == 0) & leads.is_not_null())
        .then(leads)
        .when(pl.col("amount_patient") > 0)
        .then(pl.lit("patient_share"))
        .when(whole_charge_contractual())
        .then(pl.lit("undetermined"))
        .when(pl.col("adjustments") > 0)
        .then(pl.lit("informational"))
        .otherwise(pl.lit("undetermined"))
    )


def whole_charge_contractual() -> pl.Expr:
    """True where reason 45 takes the whole charge, which the standard forbids."""
    return (pl.col("amount_45") > 0) & (pl.col("amount_45") == pl.col("amount_billed"))


def allowed() -> pl.Expr:
    """Paid plus the shares of patient and other payer; null where the price is not known from this line."""
    known = pl.col("outcome").is_in(["paid", "patient_share", "informational", "bundled_reporting"])
    total = pl.col("amount_paid") + pl.col("amount_patient") + pl.col("amount_other_payer")
    return pl.when(known).then(total)
