"""What a payer would have allowed for a line it refused or never answered, estimated from the lines it did allow.

The estimate is the median allowed amount per unit of the same payer, code and modifiers, else of the same payer and
code.  Other payers' amounts and fee schedules are no stand-in: without enough own lines the answer is null.
"""

import polars as pl

MINIMUM_LINES = 3
"""Allowed lines a group must hold before its median stands for another line.  [assumed]"""


def with_expected_allowed(lines: pl.DataFrame) -> pl.DataFrame:
    """Add expected_allowed, expected_is_estimate and expected_paid (cents) to line facts.

    Reads payer, code, modifiers, units, amount_allowed (null when refused or unanswered), amount_patient, entity.
    `expected_paid` is what payers were to pay: the known allowed less the patient's share, or the estimate times the
    share of allowed that this payer pays where it allows.
    """
    units = pl.col("units").cast(pl.Float64)
    known = lines.filter(pl.col("amount_allowed") > 0, units > 0).with_columns(
        per_unit=pl.col("amount_allowed") / units
    )

    def medians(keys: list[str], name: str) -> pl.DataFrame:
        grouped = known.group_by(keys).agg(pl.col("per_unit").median().alias(name), n=pl.len())
        return grouped.filter(pl.col("n") >= MINIMUM_LINES).drop("n")

    paid_shares = (
        known.group_by("entity", "payer")
        .agg(
            pl.len().alias("n"),
            (1 - pl.col("amount_patient").clip(0).sum() / pl.col("amount_allowed").sum())
            .clip(0, 1)
            .alias("paid_share"),
        )
        .filter(pl.col("n") >= MINIMUM_LINES)
        .drop("n")
    )
    exact, by_code = ["entity", "payer", "code", "modifiers"], ["entity", "payer", "code"]
    per_unit = pl.coalesce("exact_per_unit", "code_per_unit")
    estimate = (per_unit * units).round(0).cast(pl.Int64).clip(upper_bound=pl.col("amount_billed").clip(0))
    is_known = pl.col("amount_allowed").is_not_null()
    return (
        lines.join(medians(exact, "exact_per_unit"), on=exact, how="left", nulls_equal=True)
        .join(medians(by_code, "code_per_unit"), on=by_code, how="left", nulls_equal=True)
        .join(paid_shares, on=["entity", "payer"], how="left")
        .with_columns(
            expected_allowed=pl.when(is_known).then("amount_allowed").otherwise(estimate),
            expected_is_estimate=~is_known & per_unit.is_not_null(),
        )
        .with_columns(
            expected_paid=pl.when(is_known)
            .then(pl.col("amount_allowed") - pl.col("amount_patient"))
            .otherwise((pl.col("expected_allowed") * pl.col("paid_share")).round(0).cast(pl.Int64))
        )
        .drop("exact_per_unit", "code_per_unit", "paid_share")
    )
