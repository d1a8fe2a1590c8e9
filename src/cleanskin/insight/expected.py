"""What a payer would have allowed for a line it refused or never answered, estimated from the lines it did allow.

The estimate is the median allowed amount per unit of the same payer, code and modifiers, else of the same payer and
code.  Other payers' amounts and fee schedules are no stand-in: without enough own lines the answer is null.
"""

import polars as pl

from cleanskin.x12.bulk.rows import beside, numbered

MINIMUM_LINES = 3
"""Allowed lines a group must hold before its median stands for another line.  [assumed]"""


_KEY = ("entity", "payer", "code", "modifiers")


def with_expected_allowed(lines: pl.DataFrame) -> pl.DataFrame:
    """Add expected_allowed, expected_is_estimate and expected_paid (cents) to line facts.

    Reads payer, code, modifiers, units, amount_allowed (null when refused or unanswered), amount_patient, entity.
    `expected_paid` is what payers were to pay: the known allowed less the patient's share, or the estimate times the
    share of allowed that this payer pays where it allows.
    """
    numbers, estimates = _estimates(lines)
    units = pl.col("units").cast(pl.Float64)
    estimate = (pl.col("per_unit") * units).round(0).cast(pl.Int64).clip(upper_bound=pl.col("amount_billed").clip(0))
    is_known = pl.col("amount_allowed").is_not_null()
    return (
        lines.hstack(estimates.select(pl.all().gather(numbers)))
        .with_columns(
            expected_allowed=pl.when(is_known).then("amount_allowed").otherwise(estimate),
            expected_is_estimate=~is_known & pl.col("per_unit").is_not_null(),
        )
        .with_columns(
            expected_paid=pl.when(is_known)
            .then(pl.col("amount_allowed") - pl.col("amount_patient"))
            .otherwise((pl.col("expected_allowed") * pl.col("paid_share")).round(0).cast(pl.Int64))
        )
        .drop("per_unit", "paid_share")
    )


def _estimates(lines: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """Number the combinations of entity, payer, code and modifiers: (number of each line, per_unit and paid_share by number)."""
    numbers, keys = numbered(lines.select(pl.col(_KEY).cast(pl.Categorical)), _KEY)
    of_code, _ = numbered(keys, _KEY[:3])
    of_payer, _ = numbered(keys, _KEY[:2])
    units = pl.col("units").cast(pl.Float64)
    known = (
        lines.lazy()
        .with_columns(numbers.alias("exact"))
        .filter(pl.col("amount_allowed") > 0, units > 0)
        .select("exact", "amount_allowed", "amount_patient", per_unit=pl.col("amount_allowed") / units)
        .collect()
    )
    known = known.with_columns(
        of_code.gather(known["exact"]).alias("by_code"), of_payer.gather(known["exact"]).alias("by_payer")
    )
    kept_share = (1 - pl.col("amount_patient").clip(0).sum() / pl.col("amount_allowed").sum()).clip(0, 1)
    rows = keys.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("exact"),
        of_code.alias("by_code"),
        of_payer.alias("by_payer"),
        has_payer=pl.col("entity").is_not_null() & pl.col("payer").is_not_null(),
    )
    rows = beside(rows, _of_enough(known, "exact", exact_per_unit=pl.col("per_unit").median()), on="exact")
    rows = beside(rows, _of_enough(known, "by_code", code_per_unit=pl.col("per_unit").median()), on="by_code")
    rows = beside(rows, _of_enough(known, "by_payer", paid_share=kept_share), on="by_payer")
    return numbers, rows.select(
        per_unit=pl.coalesce("exact_per_unit", "code_per_unit"), paid_share=pl.when("has_payer").then("paid_share")
    )


def _of_enough(known: pl.DataFrame, by: str, **figure: pl.Expr) -> pl.DataFrame:
    """Compute a figure by number where enough lines are allowed."""
    return known.group_by(by).agg(n=pl.len(), **figure).filter(pl.col("n") >= MINIMUM_LINES).drop("n")
