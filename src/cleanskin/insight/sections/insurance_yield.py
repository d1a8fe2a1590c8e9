"""What payers pay of what they owe: by payer and by month."""

import polars as pl

from cleanskin.insight.report import words
from cleanskin.insight.report.model import Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import MINIMUM_COUNT, Details, EntityView

KEY = "yield"
TITLE = "What payers pay of what they owe"
ORDER = 50

_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="lines", label="Answered lines", unit="count"),
    TableColumn(name="billed", label="Billed", unit="cents"),
    TableColumn(name="allowed", label="Allowed or expected", unit="cents"),
    TableColumn(name="estimated", label="Of that estimated", unit="ratio"),
    TableColumn(name="patient", label="Patient share", unit="cents"),
    TableColumn(name="paid", label="Paid", unit="cents"),
    TableColumn(name="gap", label="Not paid", unit="cents", bar=True),
    TableColumn(name="yield", label="Yield", unit="ratio"),
)


def _sums() -> list[pl.Expr]:
    return [
        pl.len().alias("lines"),
        pl.col("amount_billed").sum().alias("billed"),
        pl.col("expected_allowed").sum().alias("allowed"),
        pl.col("expected_allowed").filter(pl.col("expected_is_estimate")).sum().alias("estimated"),
        pl.col("amount_patient").sum().alias("patient"),
        pl.col("amount_paid").sum().alias("paid"),
    ]


def yields(lines: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return one row per value of `by`: lines, billed, allowed, estimated, patient, paid, owed (cents) and yield.

    owed is allowed less patient share: what the payers should have paid.  Lines without an expected allowed are left out.
    """
    return (
        lines.filter(pl.col("expected_allowed").is_not_null())
        .group_by(by)
        .agg(_sums())
        .with_columns(owed=pl.col("allowed") - pl.col("patient"))
        .with_columns(gap=pl.col("owed") - pl.col("paid"))
        .with_columns(pl.when(pl.col("owed") > 0).then(pl.col("paid") / pl.col("owed")).alias("yield"))
    )


def _row(label: str, row: dict[str, int]) -> tuple[str | int | float | None, ...]:
    return (
        label,
        row["lines"],
        row["billed"],
        row["allowed"],
        row["estimated"] / row["allowed"] if row["allowed"] else None,
        row["patient"],
        row["paid"],
        row["gap"],
        row["paid"] / row["owed"] if row["owed"] > 0 else None,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when no answered line has an expected allowed amount."""
    lines = view.answered_lines.filter(pl.col("observed"))
    table = yields(lines, "payer").sort("billed", "payer", descending=[True, False])
    if table.is_empty():
        return None
    sums = {
        name: int(table[name].sum())
        for name in ("lines", "billed", "allowed", "estimated", "patient", "paid", "gap", "owed")
    }
    unknown = lines.height - sums["lines"]
    lead = (
        f"Of {words.dollars(sums['owed'])} that payers owed on answered lines (allowed less patient share), they have paid "
        f"{words.dollars(sums['paid'])}"
        + (f", {words.ratio(sums['paid'] / sums['owed'])}." if sums["owed"] > 0 else ".")
    )
    rows = tuple(_row(view.payer_label(row["payer"]), row) for row in table.head(12).iter_rows(named=True))
    note = (
        "For a refused line, allowed is estimated from paid lines of the same payer, code and modifiers; the share estimated is "
        "shown. Patient payments are not in these files, so this is not a net collection rate."
    )
    if unknown:
        note += f" {words.plural(unknown, 'answered line')} had nothing to estimate from and are left out."
    monthly = (
        yields(lines.with_columns(month=pl.col("date_of_service").dt.truncate("1mo")), "month")
        .drop_nulls("month")
        .sort("month")
    )
    young = (
        view.lines.with_columns(month=pl.col("date_of_service").dt.truncate("1mo"))
        .group_by("month")
        .agg((~pl.col("matured")).mean().alias("young"))
    )
    monthly = monthly.join(young, on="month", how="left", maintain_order="left")
    blocks: list[Paragraph | Chart | Table] = [Paragraph(lead, strong=True)]
    if monthly.height > 2:
        blocks.append(
            Chart(
                kind="line",
                title="Insurance yield by month of service",
                alt="Share of what payers owe that they have paid, by month of service.",
                x_label="Month of service",
                y_label="Yield",
                y_unit="ratio",
                x_unit="date",
                series=(
                    Series(
                        label="Yield",
                        x=tuple(monthly["month"].to_list()),
                        y=tuple(
                            value if n >= MINIMUM_COUNT else None
                            for value, n in monthly.select("yield", "lines").iter_rows()
                        ),
                        n=tuple(monthly["lines"].to_list()),
                        young=tuple(bool(value and value > 0.1) for value in monthly["young"]),
                    ),
                ),
            )
        )
    blocks.append(Table(title="Yield by payer", columns=_COLUMNS, rows=rows, total=_row("All payers", sums), note=note))
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))
