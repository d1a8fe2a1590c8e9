"""What payers still owe, by age: gross and expected, with what cannot be seen kept apart."""

import polars as pl

from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Chart, Paragraph, Section, Series, Table, TableColumn
from cleanskin.insight.view import Details, EntityView
from cleanskin.insight.worklist import open_rows

KEY = "aging"
TITLE = "What payers still owe, by age"
ORDER = 30
BUCKETS = (("0-30 days", 0, 30), ("31-60", 31, 60), ("61-90", 61, 90), ("91-120", 91, 120), ("over 120", 121, None))
PAYERS_SHOWN = 12

_COLUMNS = (
    TableColumn(name="payer", label="Payer", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    *(TableColumn(name=label, label=label, unit="cents") for label, _, _ in BUCKETS),
    TableColumn(name="total", label="Open charges", unit="cents", bar=True),
    TableColumn(name="expected", label="Expected allowed", unit="cents"),
    TableColumn(name="over_90", label="Over 90", unit="ratio"),
)


def bucket_of(age_days: pl.Expr) -> pl.Expr:
    """Return the label of the age bucket; an age below 0 (a service dated later) counts as the first."""
    label_of = pl.lit(BUCKETS[-1][0])
    for label, _, last in reversed(BUCKETS[:-1]):
        label_of = pl.when(age_days <= last).then(pl.lit(label)).otherwise(label_of)
    return label_of


def open_by_age(claims: pl.DataFrame, view: EntityView) -> pl.DataFrame:
    """Return one row per payer: claims, an amount per bucket, total, expected, over_90 (cents)."""
    aged = claims.with_columns(
        bucket=bucket_of((pl.lit(view.as_of) - pl.col("date_of_service")).dt.total_days()),
    )
    return (
        aged.group_by("payer")
        .agg(
            pl.len().alias("claims"),
            *(pl.col("amount_open").filter(pl.col("bucket") == label).sum().alias(label) for label, _, _ in BUCKETS),
            pl.col("amount_open").sum().alias("total"),
            pl.col("expected_allowed_open").sum().alias("expected"),
        )
        .with_columns(over_90=pl.col(BUCKETS[3][0]) + pl.col(BUCKETS[4][0]))
        .sort("total", "payer", descending=[True, False])
    )


def _row(label: str, row: dict[str, int]) -> tuple[str | int | float | None, ...]:
    return (
        label,
        row["claims"],
        *(row[bucket] for bucket, _, _ in BUCKETS),
        row["total"],
        row["expected"],
        row["over_90"] / row["total"] if row["total"] else None,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when nothing is open."""
    owed = view.claims.filter(pl.col("amount_open") > 0)
    if owed.is_empty():
        return None
    name = open_rows(view, details)
    seen, unseen = owed.filter("observed"), owed.filter(~pl.col("observed"))
    blocks: list[Paragraph | Callout | Chart | Table] = []
    if unseen.height:
        blocks.append(
            Callout(
                kind="doubt",
                title=f"{words.dollars(int(unseen['amount_open'].sum()))} of open charges cannot be judged",
                text=f"{words.plural(unseen.height, 'claim')} went to payers or fall in months whose remittances are missing from "
                "the files. They may be paid. They are left out of this table and of every figure on receivables.",
            )
        )
    if seen.height:
        table = open_by_age(seen, view)
        sums = {column: int(table[column].sum()) for column in table.columns if column != "payer"}
        lead = (
            f"{words.dollars(sums['total'])} of charges on {words.plural(sums['claims'], 'claim')} are open with payers that can "
            f"be seen; {words.ratio(sums['over_90'] / sums['total'])} is older than 90 days, counted from the day of service. At "
            f"what these payers usually allow, it is worth about {words.dollars(sums['expected'])}."
        )
        shown = table.head(PAYERS_SHOWN)
        rows = tuple(_row(view.payer_label(row["payer"]), row) for row in shown.iter_rows(named=True))
        chart = Chart(
            kind="stacked_columns",
            title="Open charges by age, from the day of service",
            alt="Open charges by age: "
            + ", ".join(f"{label} {words.dollars(sums[label])}" for label, _, _ in BUCKETS)
            + ".",
            x_label="Age",
            y_label="Open charges",
            y_unit="cents",
            series=tuple(
                Series(
                    label=view.payer_label(row["payer"]),
                    x=tuple(label for label, _, _ in BUCKETS),
                    y=tuple(row[label] for label, _, _ in BUCKETS),
                )
                for row in table.head(5).iter_rows(named=True)
            )
            + _others(table),
        )
        blocks = [Paragraph(lead, strong=True), chart, *blocks]
        note = "Expected allowed: what paid lines of the same payer, code and modifiers were allowed; claims without such lines add nothing."
        blocks.append(
            Table(
                title="Open charges by payer and age",
                columns=_COLUMNS,
                rows=rows,
                total=_row("All payers", sums),
                note=note,
                detail=name,
            )
        )
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))


def _others(table: pl.DataFrame) -> tuple[Series, ...]:
    rest = table.slice(5)
    if rest.is_empty():
        return ()
    labels = tuple(label for label, _, _ in BUCKETS)
    return (Series(label="All others", x=labels, y=tuple(int(rest[label].sum()) for label in labels)),)
