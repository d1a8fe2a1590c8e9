"""Every first-pass failure, its cause, its owner, its fix: the residual, none left out."""

import polars as pl

from cleanskin.insight import causes
from cleanskin.insight.kpis.first_pass_resolution_rate import KPI
from cleanskin.insight.report import words
from cleanskin.insight.report.model import Callout, Chart, Paragraph, Section, Table, TableColumn
from cleanskin.insight.trend import kpi_trend
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


def _table(view: EntityView, detail: str) -> Table:
    """One row per root cause; the rows sum to the total."""
    answered, failures = view.answered_claims, view.failures
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
        for row in by_cause(view).iter_rows(named=True)
    )
    sums = (int(failures[name].sum()) for name in ("first_amount_denied", "amount_recovered", "amount_denied_now"))
    unseen = failures.filter(~pl.col("observed")).height
    return Table(
        title="First-pass failures by root cause",
        columns=_COLUMNS,
        rows=rows,
        total=("All first-pass failures", failures.height, failures.height / answered, *sums, "", ""),
        note="A claim counts once, under the cause of its largest refused amount. Refused amounts are charges, recovered ones what was "
        "then allowed. Claims too young for the first-pass rate are here too"
        + (f", and {unseen:,} of payers and months that cannot be seen as a whole." if unseen else "."),
        detail=detail,
    )


def build(view: EntityView, details: Details) -> Section | None:
    """Build the section; None when nothing was answered."""
    answered, failures = view.answered_claims, view.failures
    if not answered:
        return None
    name = failure_rows(view, details)
    settled = answered - failures.height
    lead = (
        f"Of {words.plural(answered, 'claim')} with a first answer, {settled:,} ({words.ratio(settled / answered)}) were settled by it. "
        f"The other {failures.height:,} are all below: the rows sum to every failure, and each claim is listed in {name}.csv with "
        "its place in the files."
    )
    blocks: list[Paragraph | Table | Callout | Chart] = [Paragraph(lead, strong=True)]
    trend = kpi_trend(view.views, KPI, title="Claims settled by the first answer, by month", label="Settled")
    if trend is not None:
        blocks.append(trend)
    if failures.height:
        blocks.append(_table(view, name))
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
