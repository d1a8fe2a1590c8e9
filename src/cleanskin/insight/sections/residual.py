"""Every first-pass failure, its cause, its owner, its fix: the residual, none left out."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Paragraph, Section, Table, TableColumn
from cleanskin.insight.view import Details, EntityView
from cleanskin.insight.worklist import failure_rows

KEY = "residual"
TITLE = "Every first-pass failure: its cause, its owner, its fix"
ORDER = 10

_COLUMNS = (
    TableColumn(name="cause", label="Root cause", unit="text"),
    TableColumn(name="claims", label="Claims", unit="count"),
    TableColumn(name="share", label="Of answered", unit="ratio"),
    TableColumn(name="refused", label="Refused at first", unit="cents", bar=True),
    TableColumn(name="recovered", label="Since recovered", unit="cents"),
    TableColumn(name="open", label="Still refused", unit="cents"),
    TableColumn(name="owner", label="Owner", unit="text"),
    TableColumn(name="fix", label="What to do", unit="text"),
)


def by_cause(view: EntityView) -> pl.DataFrame:
    """Return one row per root cause of a first-pass failure.

    Columns: category, claims, amount_refused, amount_recovered, amount_still_refused, owner, action (the commonest).
    The rows sum to all failures: a failure without a determined cause has category null and its own row.
    """
    return (
        view.failures.group_by("category")
        .agg(
            pl.len().alias("claims"),
            pl.col("first_amount_denied").sum().alias("amount_refused"),
            pl.col("amount_recovered").sum(),
            pl.col("amount_denied_now").sum().alias("amount_still_refused"),
            pl.col("owner").drop_nulls().mode().sort().first(),
            pl.col("action").drop_nulls().mode().sort().first(),
        )
        .sort("amount_refused", "category", descending=[True, False], nulls_last=True)
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when nothing was answered."""
    answered = view.answered.height
    if not answered:
        return None
    failures = view.failures
    name = failure_rows(view, details)
    causes_table = by_cause(view)
    rows = tuple(
        (
            causes.label(row["category"]),
            row["claims"],
            row["claims"] / answered,
            row["amount_refused"],
            row["amount_recovered"],
            row["amount_still_refused"],
            causes.owner_label(row["owner"]),
            causes.action_label(row["action"]),
        )
        for row in causes_table.iter_rows(named=True)
    )
    total = (
        "All first-pass failures",
        failures.height,
        failures.height / answered,
        int(failures["first_amount_denied"].sum()),
        int(failures["amount_recovered"].sum()),
        int(failures["amount_denied_now"].sum()),
        "",
        "",
    )
    settled = answered - failures.height
    unseen = failures.filter(~pl.col("observed")).height
    lead = (
        f"Of {words.plural(answered, 'claim')} with a first answer, {settled:,} ({words.ratio(settled / answered)}) were "
        f"settled by it. The other {failures.height:,} are all below: the rows sum to every failure, and each claim is "
        f"listed in {name}.csv with its place in the files."
    )
    blocks: list[Paragraph | Table | Callout] = [Paragraph(lead, strong=True)]
    if rows:
        table = Table(
            title="First-pass failures by root cause",
            columns=_COLUMNS,
            rows=rows,
            total=total,
            note="A claim counts once, under the cause of its largest refused amount. Claims too young for the first-pass rate are here too"
            + (f", and {unseen:,} of payers and months that cannot be seen as a whole." if unseen else "."),
            detail=name,
        )
        blocks.append(table)
    doubtful = failures.filter(pl.col("category").is_null() | (pl.col("first_outcome") == "undetermined")).height
    if doubtful:
        blocks.append(
            Callout(
                kind="doubt",
                title=f"{words.plural(doubtful, 'failure')} without a sure cause",
                text="The payer's codes do not say why. They are counted, listed, and need a look at the remittance.",
            )
        )
    return Section(key=KEY, title=TITLE, blocks=tuple(blocks))
