"""How long things take: service to first submission, submission to first answer, denial to second try."""

import polars as pl

from cleanskin.insight.maturity import curve_quantiles, survival_curve
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "lags"
TITLE = "How long things take"
ORDER = 40
PAYERS_DRAWN = 6
CURVE_DAYS_MAX = 90

_CHARGE_COLUMNS = (
    TableColumn(name="class", label="Kind of visit", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    TableColumn(name="p50", label="Median days", unit="days"),
    TableColumn(name="p90", label="9 of 10 within", unit="days"),
    TableColumn(name="in_1", label="Within 1 day", unit="ratio"),
    TableColumn(name="in_3", label="Within 3 days", unit="ratio"),
    TableColumn(name="late", label="Charges sent after 30 days", unit="cents", bar=True),
)
_PAYER_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    TableColumn(name="answered", label="Answered", unit="ratio"),
    TableColumn(name="p50", label="Median days", unit="days"),
    TableColumn(name="p90", label="9 of 10 within", unit="days"),
)


def charge_lags(claims: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return one row per value of `by`: claims, p50 and p90 days, shares within 1 and 3 days, charges later than 30 days.

    Only claims with both dates and a submission not before the service count.
    """
    lag = (pl.col("date_submitted") - pl.col("date_of_service")).dt.total_days()
    return (
        claims.select(by, "is_first_submission", "amount_billed", lag_days=lag)
        .filter((pl.col("lag_days") >= 0) & pl.col("is_first_submission").fill_null(True))
        .group_by(by)
        .agg(
            pl.len().alias("claims"),
            pl.col("lag_days").quantile(0.5, "equiprobable").cast(pl.Int64).alias("p50"),
            pl.col("lag_days").quantile(0.9, "equiprobable").cast(pl.Int64).alias("p90"),
            (pl.col("lag_days") <= 1).mean().alias("in_1"),
            (pl.col("lag_days") <= 3).mean().alias("in_3"),
            pl.col("amount_billed").filter(pl.col("lag_days") > 30).sum().alias("late"),
        )
        .sort("claims", by, descending=[True, False])
    )


def whole_charge_lag(claims: pl.DataFrame) -> pl.DataFrame:
    """Return the charge lag of all claims together: one row of `charge_lags`, none without a usable lag."""
    return charge_lags(claims.with_columns(pl.lit("all").alias("all")), "all")


def _charge_table(view: EntityView) -> Table | None:
    lags = charge_lags(view.claims, "visit_class")
    if lags.is_empty():
        return None
    columns = ("claims", "p50", "p90", "in_1", "in_3", "late")
    rows = tuple((row["visit_class"], *(row[name] for name in columns)) for row in lags.iter_rows(named=True))
    whole = whole_charge_lag(view.claims).row(0, named=True)
    return Table(
        title="Charge lag: from the day of service to the first submission",
        columns=_CHARGE_COLUMNS,
        rows=rows,
        total=("All claims", *(whole[name] for name in columns)),
        note="Days between the first day of service and the date the claim file was made. A claim counts under its highest "
        "class (surgery, procedure, visit). Waiting for pathology is part of the lag: files cannot tell it apart.",
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None without a single lag."""
    charge = _charge_table(view)
    blocks: list[Paragraph | Chart | Table] = []
    if charge is not None and charge.total is not None:
        total = charge.total
        blocks.append(
            Paragraph(
                f"Half of all claims leave within {_days(total[2])} of the service, nine of ten within "
                f"{_days(total[3])}.",
                strong=True,
            )
        )
        blocks.append(charge)
    blocks.extend(_payment_blocks(view))
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks)) if blocks else None


def answer_times(view: EntityView) -> pl.DataFrame:
    """Return payer, days, answered for every observed claim with a submission date: what survival curves need."""
    return view.claims.filter(pl.col("observed") & pl.col("date_submitted").is_not_null()).select(
        "payer",
        (pl.coalesce("date_first_answer", pl.lit(view.as_of)) - pl.col("date_submitted")).dt.total_days().alias("days"),
        pl.col("date_first_answer").is_not_null().alias("answered"),
    )


def _payment_blocks(view: EntityView) -> list[Paragraph | Chart | Table]:
    times = answer_times(view)
    curve = survival_curve(times, by=("payer",))
    quantiles = curve_quantiles(curve, {"median_days": 0.5, "p90_days": 0.9}, by=("payer",))
    enough = quantiles.filter(pl.col("n") >= MINIMUM_COUNT).sort("n", "payer", descending=[True, False])
    if enough.is_empty():
        return []
    rows = tuple(
        (view.payer_label(row["payer"]), row["n"], row["answered"] / row["n"], row["median_days"], row["p90_days"])
        for row in enough.head(12).iter_rows(named=True)
    )
    table = Table(
        title="Payment lag: from submission to the first answer",
        columns=_PAYER_COLUMNS,
        rows=rows,
        note="From survival curves (Kaplan-Meier): claims without an answer count as waiting, so slow payers do not look quick. "
        "A dash: fewer than half (or nine of ten) were answered within the files.",
    )
    return [_curve_chart(view, curve, enough["payer"].to_list()[:PAYERS_DRAWN]), table]


def _curve_chart(view: EntityView, curve: pl.DataFrame, payers: list[str]) -> Chart:
    series = []
    for payer in payers:
        points = curve.filter((pl.col("payer") == payer) & (pl.col("days") <= CURVE_DAYS_MAX))
        days, unanswered = points["days"].to_list(), points["unanswered_share"].to_list()
        series.append(
            Series(label=view.payer_label(payer), x=(0, *days), y=(0.0, *(1 - share for share in unanswered)))
        )
    return Chart(
        kind="steps",
        title="Share of claims answered, by days since submission",
        alt="Share of claims answered by days since submission, one curve for each of the largest payers.",
        x_label="Days since submission",
        y_label="Answered",
        y_unit="ratio",
        x_unit="days",
        series=tuple(series),
    )


def _days(value: object) -> str:
    return words.plural(int(value), "day") if isinstance(value, int | float) else "unknown"
