"""Refusals by kind of work, by place and by provider; providers are compared only after adjusting for case mix."""

import polars as pl

from cleanskin.insight.case_mix import REVIEW_MIN, observed_over_expected
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "breakdown"
TITLE = "Refusals by work, place and provider"
ORDER = 25
_COMPARED = ("line_id", "payer", "provider", "location", "family")
FAMILIES_SHOWN = 10
ROWS_SHOWN = 12

_PLACE_COLUMNS = (
    TableColumn(name="place", label="Location", unit="code"),
    TableColumn(name="lines", label="Answered lines", unit="count"),
    TableColumn(name="refused", label="Refused", unit="ratio"),
    TableColumn(name="amount", label="Refused at first", unit="cents", bar=True),
    TableColumn(name="still", label="Still refused", unit="cents"),
)
_PROVIDER_COLUMNS = (
    TableColumn(name="provider", label="Provider (NPI)", unit="code"),
    TableColumn(name="lines", label="Answered lines", unit="count"),
    TableColumn(name="refused", label="Refused", unit="ratio"),
    TableColumn(name="expected", label="Expected of this mix", unit="ratio"),
    TableColumn(name="ratio", label="Observed / expected", unit="per_claim"),
    TableColumn(name="low", label="95 % from", unit="per_claim"),
    TableColumn(name="high", label="to", unit="per_claim"),
    TableColumn(name="remark", label="", unit="text"),
)


def refusals_by(lines: pl.DataFrame, column: str) -> pl.DataFrame:
    """Return one row per value of `column`: lines, refused (share), amount, still (cents), largest amount first.

    `lines` are answered lines with the flag `is_refused`.
    """
    return (
        lines.group_by(column)
        .agg(
            pl.len().alias("lines"),
            pl.col("is_refused").mean().alias("refused"),
            pl.col("first_amount_denied").filter("is_refused").sum().alias("amount"),
            pl.col("amount_denied_now").filter("is_refused").sum().alias("still"),
        )
        .sort("amount", column, descending=[True, False], nulls_last=True)
    )


def _family_chart(lines: pl.DataFrame) -> Chart | None:
    table = refusals_by(lines, "family").filter(pl.col("lines") >= MINIMUM_COUNT)
    if table.height < 2:
        return None
    shown = table.sort("refused", descending=True).head(FAMILIES_SHOWN)
    families = tuple(family.replace("_", " ") for family in shown["family"].fill_null("other").to_list())
    series = Series(
        label="Refused at first", x=families, y=tuple(shown["refused"].to_list()), n=tuple(shown["lines"].to_list())
    )
    return Chart(
        kind="bars",
        title="Share of answered lines refused at first, by kind of work",
        alt=f"Share of answered lines refused at first, by kind of work; highest: {families[0]}, {words.ratio(shown['refused'].item(0))}.",
        x_label="Kind of work",
        y_label="Refused",
        y_unit="ratio",
        series=(series,),
    )


def _place_table(lines: pl.DataFrame) -> Table | None:
    table = refusals_by(lines, "location").filter(pl.col("lines") >= MINIMUM_COUNT)
    if table.height < 2:
        return None
    rows = tuple(
        (row["location"] or "not named", row["lines"], row["refused"], row["amount"], row["still"])
        for row in table.head(ROWS_SHOWN).iter_rows(named=True)
    )
    return Table(title="Refusals by location", columns=_PLACE_COLUMNS, rows=rows, detail="denied_lines")


def _provider_table(lines: pl.DataFrame) -> Table | None:
    compared = observed_over_expected(lines, unit="provider", event="is_refused", strata=["payer", "family"])
    compared = compared.filter(pl.col("n") >= REVIEW_MIN)
    if compared.height < 2:
        return None
    rows = []
    for row in compared.head(ROWS_SHOWN).iter_rows(named=True):
        apart = row["ratio_low"] is not None and row["ratio_low"] > 1.1
        rows.append(
            (
                row["provider"],
                row["n"],
                row["share"],
                row["expected"] / row["n"],
                row["ratio"],
                row["ratio_low"],
                row["ratio_high"],
                "review" if apart else "",
            )
        )
    return Table(
        title="Refusals by provider, adjusted for case mix",
        columns=_PROVIDER_COLUMNS,
        rows=tuple(rows),
        note="Expected: what the practice as a whole meets for the same kind of work at the same payer. 'Review' means that the whole "
        "interval lies more than 10 % above expected; most such differences are registration, enrollment or template matters, not the "
        f"provider's. Fewer than {REVIEW_MIN} lines are not compared.",
        detail="denied_lines",
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when there is nothing to compare."""
    refused = view.denied_lines.select("line_id", "first_amount_denied", "amount_denied_now", is_refused=pl.lit(True))
    lines = (
        view.answered_lines.select(_COMPARED)
        .join(refused, on="line_id", how="left")
        .with_columns(pl.col("is_refused").fill_null(False))
    )
    if refused.is_empty():
        return None
    parts = [part for part in (_family_chart(lines), _place_table(lines), _provider_table(lines)) if part is not None]
    if not parts:
        return None
    lead = Paragraph("The same refusals, by what was done, where, and by whom.", strong=True)
    return Section(key=KEY, title=TITLE, blocks=(lead, *parts))
