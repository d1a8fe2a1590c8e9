"""The two shapes of "what became of denials after N days"."""

import polars as pl

from cleanskin.insight.kpis.framework.definition import Kpi


def recovered_within(*, id: str, days: int) -> Kpi:
    """Share of denied claims that were paid or made patient share within `days` of the first refusal."""
    return Kpi(
        id=id,
        name=f"denials_recovered_{days}_days",
        group="denials",
        question=f"Of the claims a payer refused at first, how many were allowed within {days} days?",
        numerator_is=f"claims with more allowed on a refused line within {days} days of the first refusal",
        denominator_is=f"claims first refused, in whole or in part, at least {days} days before the as-of day",
        date_basis="date of the first refusal",
        month="month_first_answer",
        unit="ratio",
        better="higher",
        owner="biller",
        among=pl.col("first_has_denied_line").fill_null(False)
        & pl.col("is_judged")
        & (pl.col("days_since_first_answer") >= days),
        numerator=(pl.col("recovery_days") <= days).fill_null(False).sum(),
        denominator=pl.len(),
        excludes=("pends", "duplicates", f"refusals younger than {days} days", "payers and months not observed"),
        examples=f"""
payer | first_has_denied_line | days_since_first_answer | recovery_days || answer
A     | yes                   | {days}                  | {days}        ||
A     | yes                   | {days}                  | {days + 1}    ||
A     | yes                   | {days}                  | -             ||
A     | yes                   | {days}                  | 1             ||
A     | yes                   | {days - 1}              | 1             ||
A     | no                    | 300                     | -             || 0.5
B     | yes                   | {days - 1}              | -             || none
""",
    )


def unrecovered_dollars(*, id: str, days: int) -> Kpi:
    """Share of refused dollars still refused, among refusals at least `days` old."""
    return Kpi(
        id=id,
        name=f"denials_unrecovered_{days}_days",
        group="denials",
        question=f"Of the charges a payer refused at least {days} days ago, how much is still refused?",
        numerator_is="billed amount of those lines that the latest decision still refuses",
        denominator_is=f"billed amount first refused at least {days} days before the as-of day",
        date_basis="date of the first refusal",
        reads="lines",
        month="month_first_answer",
        unit="ratio",
        better="lower",
        owner="biller",
        among=(pl.col("first_amount_denied") > 0) & pl.col("is_judged") & (pl.col("days_since_first_answer") >= days),
        numerator=pl.min_horizontal("amount_denied_now", "first_amount_denied").sum(),
        denominator=pl.col("first_amount_denied").sum(),
        excludes=("pends", "duplicates", f"refusals younger than {days} days", "payers and months not observed"),
        examples=f"""
payer | first_amount_denied | amount_denied_now | days_since_first_answer || answer
A     | 10000               | 10000             | {days}                  ||
A     | 30000               | 0                 | {days + 5}              ||
A     | 99900               | 99900             | {days - 1}              || 0.25
B     | 0                   | 0                 | 300                     || none
""",
    )
