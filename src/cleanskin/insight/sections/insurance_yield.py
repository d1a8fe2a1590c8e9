"""What payers pay of what they owe: by payer and by month.  The figure is the KPI `insurance_yield`, taken apart."""

import polars as pl

from cleanskin.insight.kpis.framework.views import Views
from cleanskin.insight.kpis.insurance_yield import KPI
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Paragraph, Section, Table, TableColumn
from cleanskin.insight.trend import kpi_trend
from cleanskin.insight.view import Details, EntityView

KEY = "yield"
TITLE = "What payers pay of what they owe"
ORDER = 50
PAYERS_SHOWN = 12

_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="lines", label="Lines", unit="count"),
    TableColumn(name="billed", label="Billed", unit="cents"),
    TableColumn(name="allowed", label="Allowed or expected", unit="cents"),
    TableColumn(name="estimated", label="Of that estimated", unit="ratio"),
    TableColumn(name="owed", label="Payer's part", unit="cents"),
    TableColumn(name="paid", label="Paid", unit="cents"),
    TableColumn(name="gap", label="Not paid", unit="cents", bar=True),
    TableColumn(name="yield", label="Yield", unit="ratio"),
)


def yields(views: Views) -> pl.DataFrame:
    """Return one row per payer: lines, billed, allowed, estimated, owed, paid, gap (cents), largest gap first.

    The rows are those of the KPI: matured, observed, with a known or estimated amount; owed and paid are its parts.
    """
    visible = pl.col("observed").fill_null(False)
    return (
        views.lines.lazy()
        .filter(visible if KPI.among is None else visible & KPI.among)
        .group_by("payer")
        .agg(
            pl.len().alias("lines"),
            pl.col("amount_billed").sum().alias("billed"),
            pl.col("expected_allowed").sum().alias("allowed"),
            pl.col("expected_allowed").filter(pl.col("expected_is_estimate")).sum().alias("estimated"),
            pl.col("expected_paid").sum().alias("owed"),
            pl.col("amount_paid").sum().alias("paid"),
        )
        .with_columns(gap=pl.col("owed") - pl.col("paid"))
        .sort("gap", "payer", descending=[True, False])
        .collect()
    )


def _row(label: str, row: dict[str, int]) -> tuple[str | int | float | None, ...]:
    return (
        label,
        row["lines"],
        row["billed"],
        row["allowed"],
        row["estimated"] / row["allowed"] if row["allowed"] else None,
        row["owed"],
        row["paid"],
        row["gap"],
        row["paid"] / row["owed"] if row["owed"] > 0 else None,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when no matured line has an expected amount."""
    if view.views is None:
        return None
    table = yields(view.views)
    if table.is_empty():
        return None
    sums = {name: int(table[name].sum()) for name in table.columns if name != "payer"}
    lead = (
        f"Of {words.dollars(sums['owed'])} that payers owed on claims old enough to judge, they have paid "
        f"{words.dollars(sums['paid'])}"
        + (f", {words.ratio(sums['paid'] / sums['owed'])}." if sums["owed"] > 0 else ".")
    )
    unpriced = (
        view.views.lines.lazy()
        .filter(pl.col("observed").fill_null(False), "is_cohort_matured", pl.col("expected_paid").is_null())
        .select("amount_billed")
        .collect()
    )
    note = (
        "For refused and unanswered lines, allowed is estimated from paid lines of the same payer, code and modifiers; the share "
        "estimated is shown. Patient payments are not in these files, so this is not a net collection rate."
    )
    if unpriced.height:
        note += (
            f" {words.plural(unpriced.height, 'line')} with {words.dollars(int(unpriced['amount_billed'].sum()))} of charges have no paid "
            "line to estimate from and are left out."
        )
    rows = tuple(_row(view.payer_label(row["payer"]), row) for row in table.head(PAYERS_SHOWN).iter_rows(named=True))
    blocks: list[Paragraph | Chart | Table] = [Paragraph(lead, strong=True)]
    chart = kpi_trend(view.views, KPI, title="Insurance yield by month of first submission", label="Yield")
    if chart is not None:
        blocks.append(chart)
    blocks.append(Table(title="Yield by payer", columns=_COLUMNS, rows=rows, total=_row("All payers", sums), note=note))
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))
