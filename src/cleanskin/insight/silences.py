"""Times in which a payer that usually answers every few days sent nothing: remittances that are missing from the files.

A month of service hides such a gap, because claims of one month are answered in several.  Claims that were due in a
silence and have no answer are "not observed", not late.
"""

from datetime import date

import polars as pl

SILENT_DAYS_MIN = 21
"""A shorter pause is no silence.  [assumed]"""
SILENT_TIMES_USUAL = 4
"""A silence lasts at least so many times the payer's usual pause between answers.  [assumed]"""
ANSWER_DAYS_MIN = 8
"""Different days with answers a payer must show before its pauses mean anything.  [assumed]"""
CLAIMS_DUE_MIN = 5
"""Unanswered claims due in a pause before it is called a silence.  [assumed]"""

_KEY = ["entity", "payer"]


def pauses(claims: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    """Return the long pauses between a payer's answers: entity, payer, silent_from, silent_to (first and last silent day).

    `claims` has entity, payer, date_first_answer; the pause up to `as_of` counts too.
    """
    days = claims.select(*_KEY, day="date_first_answer").drop_nulls().unique().sort(*_KEY, "day")
    steps = days.with_columns(
        before=pl.col("day").shift(1).over(_KEY),
        answer_days=pl.len().over(_KEY),
    ).with_columns(pause=(pl.col("day") - pl.col("before")).dt.total_days())
    usual = steps.group_by(_KEY).agg(
        pl.col("pause").median().alias("usual"), pl.col("day").max().alias("last"), pl.len().alias("answer_days")
    )
    ending = usual.select(
        *_KEY, before="last", day=pl.lit(as_of), pause=(pl.lit(as_of) - pl.col("last")).dt.total_days()
    )
    between = steps.select(*_KEY, "before", "day", "pause").drop_nulls()
    return (
        pl.concat([between, ending])
        .join(usual.select(*_KEY, "usual", "answer_days"), on=_KEY, how="left")
        .filter(
            pl.col("answer_days") >= ANSWER_DAYS_MIN,
            pl.col("pause") > SILENT_DAYS_MIN,
            pl.col("pause") > SILENT_TIMES_USUAL * pl.col("usual"),
        )
        .select(
            *_KEY, silent_from=pl.col("before") + pl.duration(days=1), silent_to=pl.col("day") - pl.duration(days=1)
        )
        .sort(*_KEY, "silent_from")
    )


def silences(claims: pl.DataFrame, *, median_days: pl.DataFrame, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return (the silences, the claims due in one and unanswered).

    `claims`: root_claim_id, entity, payer, date_submitted, date_first_answer, amount_billed, of insurance; `median_days`:
    payer, median_days.  Silences: entity, payer, silent_from, silent_to, claims, amount_billed (cents).  Claims: root_claim_id.
    """
    due = (
        claims.filter(pl.col("date_first_answer").is_null())
        .join(median_days, on="payer", how="inner")
        .with_columns(due=pl.col("date_submitted") + pl.duration(days=pl.col("median_days")))
        .select("root_claim_id", *_KEY, "due", "amount_billed")
    )
    inside = (
        due.join(pauses(claims, as_of=as_of), on=_KEY, how="inner")
        .filter(pl.col("due").is_between("silent_from", "silent_to"))
        .with_columns(n=pl.len().over(*_KEY, "silent_from"))
        .filter(pl.col("n") >= CLAIMS_DUE_MIN)
    )
    found = (
        inside.group_by(*_KEY, "silent_from", "silent_to")
        .agg(pl.len().cast(pl.Int64).alias("claims"), pl.col("amount_billed").sum())
        .sort(*_KEY, "silent_from")
    )
    return found, inside.select("root_claim_id").unique()
